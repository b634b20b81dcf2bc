"""Example people, named by their role; they can sign in with one click in the demo and nowhere else."""

from __future__ import annotations

from datetime import date

from django.utils.text import slugify

from governance.enums import BodyKind, Function
from governance.models import Appointment, Body, Person, Unit

SINCE = date(2022, 10, 15)
FEW = 9
SUBSTITUTES = 3


def load() -> list[Person]:
    """Make the example people of the loaded municipality, or find the ones there are. Idempotent."""
    cast = _Cast()
    board = Body.objects.get(kind=BodyKind.EXECUTIVE_BOARD)
    council = Body.objects.get(kind=BodyKind.COUNCIL)
    coordinating = Unit.objects.get(coordinating=True)
    for unit in reporting_units():
        cast.person(f"Kontaktperson, {unit}", Function.CONTACT_PERSON, unit=unit)
        cast.person(f"Chef, {unit}", Function.DIRECTOR, unit=unit)
    cast.person("Internationella enheten", Function.COORDINATOR, unit=coordinating)
    cast.person("Stadsdirektör", Function.DIRECTOR, unit=coordinating)
    for body in Body.objects.exclude(pk__in=[board.pk, council.pk]).exclude(kind=BodyKind.COMPANY_BOARD):
        cast.of_body(body, chair=False)
    for body in (board, council):
        cast.of_body(body, chair=True)
    cast.person("Registrator", Function.REGISTRAR)
    cast.person("Administratör", Function.ADMINISTRATOR)
    for body in (board, council):
        cast.fill(body, body.seats or FEW + 1)
    committee = meeting_committee()
    if committee is not None:
        cast.fill(committee, committee.seats or FEW // 2 + 1)
    return cast.made


def meeting_committee() -> Body | None:
    """The committee whose meetings the demo has people for: the social one, or the first with a department."""
    committees = Body.objects.filter(kind=BodyKind.COMMITTEE, units__isnull=False).distinct().order_by("pk")
    return committees.filter(key="socialnamnden").first() or committees.first()


def reporting_units() -> list[Unit]:
    """The units that report; the coordinating one itself where the municipality names no other."""
    return list(Unit.objects.filter(coordinating=False)) or list(Unit.objects.all())


def with_function(function: str, *, unit: Unit | None = None, body: Body | None = None) -> Person:
    """The first example person who holds this function."""
    return everybody(function, unit=unit, body=body)[0]


def everybody(function: str, *, unit: Unit | None = None, body: Body | None = None) -> list[Person]:
    """The example people who hold this function, in the order they were made."""
    held = Appointment.objects.filter(person__example=True, function=function).today()
    if unit is not None:
        held = held.filter(unit=unit)
    if body is not None:
        held = held.filter(body=body)
    return [appointment.person for appointment in held.order_by("pk").select_related("person")]


class _Cast:
    """Makes people once: those there already are read in one query."""

    def __init__(self) -> None:
        self.known = {person.username: person for person in Person.objects.filter(example=True)}
        self.made: list[Person] = []

    def of_body(self, body: Body, *, chair: bool) -> None:
        self.person(f"Nämndsekreterare, {_spoken(body)}", Function.SECRETARY, body=body)
        self.person(f"Ledamot, {_spoken(body)}", Function.MEMBER, body=body)
        if chair:
            self.person(f"Ordförande, {_spoken(body)}", Function.CHAIR, body=body)

    def fill(self, body: Body, seats: int) -> None:
        """A chair and as many members as there are seats, and a few substitutes."""
        self.person(f"Ordförande, {_spoken(body)}", Function.CHAIR, body=body)
        for number in range(2, seats):
            self.person(f"Ledamot {number:0{len(str(seats))}}, {_spoken(body)}", Function.MEMBER, body=body)
        for number in range(1, SUBSTITUTES + 1):
            self.person(f"Ersättare {number}, {_spoken(body)}", Function.SUBSTITUTE, body=body)

    def person(self, name: str, function: str, *, unit: Unit | None = None, body: Body | None = None) -> None:
        username = slugify(name.replace("å", "a").replace("ä", "a").replace("ö", "o"))[:140]
        if username in self.known:
            return
        person = Person(username=username, name=name, email=f"{username[:60]}@exempel.se", example=True)
        person.set_unusable_password()
        person.save()
        Appointment.objects.create(person=person, function=function, unit=unit, body=body, starts_on=SINCE)
        self.known[username] = person
        self.made.append(person)


def _spoken(body: Body) -> str:
    return body.name[0].lower() + body.name[1:]
