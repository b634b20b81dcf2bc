"""Recording a meeting while it goes on: who is there, what is decided item by item, votes, conflicts and dissent.

Everything is saved as it is written, also when it is not complete yet, so that nothing is lost; what lacks is said by
`conditions.recording.lacking` on the page, and stands in the way when the meeting is closed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from decisions.models import AgendaItem, Ballot, ConflictOfInterest, Dissent, Meeting
from governance.models import Person


@transaction.atomic
def open_meeting(*, meeting: Meeting, chair: Person, by: Person) -> Meeting:
    """Open a called meeting, on its day or later. `seats` is counted: the body's, else its members of the day.

    Refused (Refused) when it is not called, its day has not come, the chair has no seat in the body that day, or the
    council's meeting was not announced a week before (KL 5:13).
    """
    raise NotImplementedError


@transaction.atomic
def call_roll(
    *, meeting: Meeting, present: Iterable[dict[str, Any]], by: Person, version: int | None = None
) -> Meeting:
    """Write down who is there. The whole roll is given; whoever is not in it is absent.

    Each of `present`: `person`, and if wanted `serving` (default: a member serves, nobody else), `in_place_of` (Person),
    `remote`, `from_item`, `until_item` (orders of items), `capacity` (only for those without a seat: officer or other).
    Refused when one who serves has no seat or place as substitute in the body on the meeting's day. Conflict when
    `version` is given and is not the meeting's.
    """
    raise NotImplementedError


@transaction.atomic
def choose_adjusters(*, meeting: Meeting, people: Iterable[Person], by: Person) -> Meeting:
    """Those who adjust the minutes beside the chair; they must be serving at the meeting (KL 5:69)."""
    raise NotImplementedError


@transaction.atomic
def record_item(
    *,
    item: AgendaItem,
    version: int,
    by: Person,
    outcome: str,
    text: str,
    proposals: str = "",
    propositions: str = "",
    reason: str = "",
    presenter: str = "",
    present_without_deciding: str = "",
    requesters: Iterable[Person] = (),
    all_agreed: bool = False,
) -> AgendaItem:
    """Write down what was decided in one item; incomplete is allowed. The paragraph is given the first time and kept.

    Conflict with both texts when somebody saved after `version` was read; the same form sent twice saves once.
    `proposals` has one proposal a line, "Inga" when none was put.
    """
    raise NotImplementedError


@transaction.atomic
def record_ballot(
    *,
    item: AgendaItem,
    method: str,
    for_yes: str,
    for_no: str,
    by: Person,
    yes: int = 0,
    no: int = 0,
    abstained: int = 0,
    votes: dict[int, str] | None = None,
    chair_says: str = "",
) -> Ballot:
    """Add a vote to the item. With names (`votes`: person's pk to choice) the sums are counted here."""
    raise NotImplementedError


@transaction.atomic
def remove_ballot(*, ballot: Ballot, by: Person) -> None:
    raise NotImplementedError


@transaction.atomic
def announce_conflict(
    *, item: AgendaItem, person: Person, ground: str, by: Person, note: str = "", decided_by_body: bool = False
) -> ConflictOfInterest:
    """A conflict of interest in this item, announced by the person (KL 6:30) or decided by the body.

    May be announced from the notice on, by the person as well as by the secretary. The ground is one of KL 6:28 in a
    committee, KL 5:47 in the council.
    """
    raise NotImplementedError


@transaction.atomic
def lift_conflict(*, conflict: ConflictOfInterest, by: Person) -> None:
    raise NotImplementedError


@transaction.atomic
def add_dissent(*, item: AgendaItem, kind: str, people: Iterable[Person], by: Person, text: str = "") -> Dissent:
    """A reservation, special statement or note, while the meeting is open; reservations only by those who took part in
    deciding the item (KL 4:27)."""
    raise NotImplementedError


@transaction.atomic
def remove_dissent(*, dissent: Dissent, by: Person) -> None:
    raise NotImplementedError
