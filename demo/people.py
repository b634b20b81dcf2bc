"""Example people, named by their role; they can sign in with one click in the demo and nowhere else."""

from __future__ import annotations

from datetime import date

from django.utils.text import slugify

from governance.enums import BodyKind, Function
from governance.models import Appointment, Body, Person, Unit

SINCE = date(2022, 10, 15)


def load() -> list[Person]:
    """Make the example people of the loaded municipality, or find the ones there are. Idempotent."""
    board = Body.objects.get(kind=BodyKind.EXECUTIVE_BOARD)
    council = Body.objects.get(kind=BodyKind.COUNCIL)
    coordinating = Unit.objects.get(coordinating=True)
    reporting = reporting_units()
    made = []
    for unit in reporting:
        made.append(_person(f"Kontaktperson, {unit}", Function.CONTACT_PERSON, unit=unit))
        made.append(_person(f"Chef, {unit}", Function.DIRECTOR, unit=unit))
    made.append(_person("Internationella enheten", Function.COORDINATOR, unit=coordinating))
    made.append(_person("Stadsdirektör", Function.DIRECTOR, unit=coordinating))
    for body in Body.objects.exclude(pk__in=[board.pk, council.pk]).exclude(kind=BodyKind.COMPANY_BOARD):
        made.append(_person(f"Nämndsekreterare, {_spoken(body)}", Function.SECRETARY, body=body))
        made.append(_person(f"Ledamot, {_spoken(body)}", Function.MEMBER, body=body))
    for body in (board, council):
        made.append(_person(f"Nämndsekreterare, {_spoken(body)}", Function.SECRETARY, body=body))
        made.append(_person(f"Ledamot, {_spoken(body)}", Function.MEMBER, body=body))
        made.append(_person(f"Ordförande, {_spoken(body)}", Function.CHAIR, body=body))
    made.append(_person("Registrator", Function.REGISTRAR))
    made.append(_person("Administratör", Function.ADMINISTRATOR))
    return made


def reporting_units() -> list[Unit]:
    """The units that report; the coordinating one itself where the municipality names no other."""
    return list(Unit.objects.filter(coordinating=False)) or list(Unit.objects.all())


def with_function(function: str, *, unit: Unit | None = None, body: Body | None = None) -> Person:
    """The first example person who holds this function."""
    held = Appointment.objects.filter(person__example=True, function=function).today()
    if unit is not None:
        held = held.filter(unit=unit)
    if body is not None:
        held = held.filter(body=body)
    return held.order_by("pk").select_related("person")[0].person


def _person(name: str, function: str, *, unit: Unit | None = None, body: Body | None = None) -> Person:
    username = slugify(name.replace("å", "a").replace("ä", "a").replace("ö", "o"))[:140]
    person, created = Person.objects.get_or_create(
        username=username, defaults={"name": name, "email": f"{username[:60]}@exempel.se", "example": True}
    )
    if created:
        person.set_unusable_password()
        person.save(update_fields=["password"])
    Appointment.objects.get_or_create(
        person=person, function=function, unit=unit, body=body, defaults={"starts_on": SINCE}
    )
    return person


def _spoken(body: Body) -> str:
    return body.name[0].lower() + body.name[1:]
