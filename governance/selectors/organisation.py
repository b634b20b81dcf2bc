"""Bodies, units, people and the network of contact persons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from core.words import matching
from governance.enums import Function
from governance.models import Appointment, Body, Person, Unit


def held_today() -> QuerySet[Appointment]:
    return Appointment.objects.today().select_related("person", "body", "unit").order_by("person__name")


@dataclass(frozen=True, slots=True)
class UnitRow:
    pk: int
    name: str
    form: str
    bound: bool
    serves: str
    coordinating: bool
    contacts: list[str]


def unit_rows() -> list[UnitRow]:
    """Every unit with the contact persons of today, those without one first; two queries."""
    contacts = held_today().filter(function=Function.CONTACT_PERSON, person__is_active=True)
    units = Unit.objects.select_related("serves").prefetch_related(
        Prefetch("appointments", queryset=contacts, to_attr="contacts_today")
    )
    rows = [
        UnitRow(
            pk=unit.pk,
            name=unit.name,
            form=unit.get_form_display(),
            bound=unit.is_bound_by_policy,
            serves=unit.serves.name if unit.serves else "",
            coordinating=unit.coordinating,
            contacts=[appointment.person.name for appointment in unit.contacts_today],
        )
        for unit in units
    ]
    return sorted(rows, key=lambda row: (bool(row.contacts) or row.coordinating, row.name))


@dataclass(frozen=True, slots=True)
class BodyRow:
    pk: int
    name: str
    kind: str
    field: str
    members: int
    secretaries: list[str]


def body_rows() -> list[BodyRow]:
    """Every body with how many sit in it and who its secretaries are; two queries."""
    bodies = Body.objects.prefetch_related(Prefetch("appointments", queryset=held_today(), to_attr="today"))
    return [
        BodyRow(
            pk=body.pk,
            name=body.name,
            kind=body.get_kind_display(),
            field=body.field,
            members=sum(1 for each in body.today if each.function in {Function.MEMBER, Function.CHAIR}),
            secretaries=[each.person.name for each in body.today if each.function == Function.SECRETARY],
        )
        for body in bodies
    ]


@dataclass(frozen=True, slots=True)
class AppointmentRow:
    pk: int
    person_id: int
    person: str
    title: str
    function: str
    function_label: str
    starts_on: date
    ends_on: date | None
    in_force: bool
    coming: bool


def appointments_of(
    *, body: Body | None = None, unit: Unit | None = None, person: Person | None = None
) -> list[AppointmentRow]:
    """The appointments in a body, in a unit or of a person, those in force first; one query."""
    rows = Appointment.objects.select_related("person", "body", "unit")
    if body is not None:
        rows = rows.filter(body=body)
    if unit is not None:
        rows = rows.filter(unit=unit)
    if person is not None:
        rows = rows.filter(person=person)
    today = timezone.localdate()
    shown = [_appointment_row(row, today) for row in rows.order_by("-starts_on")[:200]]
    return sorted(shown, key=lambda row: (not row.in_force, row.function))


def _appointment_row(row: Appointment, today: date) -> AppointmentRow:
    return AppointmentRow(
        pk=row.pk,
        person_id=row.person_id,
        person=row.person.name,
        title=row.title,
        function=row.function,
        function_label=row.get_function_display(),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        in_force=row.starts_on <= today and (row.ends_on is None or row.ends_on >= today),
        coming=row.starts_on > today,
    )


@dataclass(frozen=True, slots=True)
class ContactRow:
    name: str
    email: str
    unit: str
    unit_id: int
    starts_on: date
    ends_on: date | None


def network() -> tuple[list[ContactRow], list[tuple[int, str]]]:
    """The contact persons of today, and the units that have named nobody (NKP-16); two queries.

    The coordinating unit needs none: it is whom the others turn to.
    """
    rows = held_today().filter(function=Function.CONTACT_PERSON, person__is_active=True).order_by("unit__name")
    contacts = [
        ContactRow(
            name=row.person.name,
            email=row.person.email,
            unit=row.unit.name,
            unit_id=row.unit.pk,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
        )
        for row in rows
        if row.unit
    ]
    named = {contact.unit_id for contact in contacts}
    return contacts, list(Unit.objects.filter(coordinating=False).exclude(pk__in=named).values_list("pk", "name"))


def people(words: str = "") -> QuerySet[Person]:
    """People by name, each with the appointments of today in `.held_today`; two queries a page."""
    rows = Person.objects.prefetch_related(
        Prefetch(
            "appointments", queryset=Appointment.objects.today().select_related("body", "unit"), to_attr="held_today"
        )
    )
    return matching(rows, words, "name", "username").order_by("name", "pk")
