"""Lists of people and of a person's notices. A municipality's bodies and units are some dozens, and do not grow."""

from bench.lists.ground import Ground, day, moment, spread, text
from bench.lists.listed import ListPage
from core.models import Notice
from governance.enums import Function
from governance.models import Appointment, Person

LISTS = [
    ListPage("governance:person_list", "governance.Person", search="namn", in_admin=("name", "username")),
    ListPage("governance:notice_list", "core.Notice", search="q", in_admin=("subject", "body")),
]
AFTER = 100
"""Keys of the people and appointments that were there before."""


def fill(ground: Ground) -> None:
    ground.many(
        Person, id=lambda n: n + AFTER, username=lambda n: f"person-{n}", name=text, password="!",
        email=lambda n: f"person-{n}@exempel.se", is_active=lambda n: spread(n, 5) > 0,
    )  # fmt: skip
    ground.many(
        Appointment, id=lambda n: n + AFTER, person_id=lambda n: n + AFTER, function=Function.MEMBER,
        body_id=lambda n: ground.frame.board.pk, starts_on=day("starts", days=1000),
        ends_on=day("ends", since=day("", days=1)(0).replace(year=2022), days=1000),
    )  # fmt: skip
    ground.many(Notice, recipient_id=ground.person.pk, subject=text, created_at=moment("created", days=2870))
