"""Appointments, and the people who hold them."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import events
from core.rules import Finding, Refused
from governance import conditions, permissions
from governance.happenings import Happening
from governance.models import Appointment, Body, Person, Unit


@transaction.atomic
def appoint(
    *,
    person: Person,
    function: str,
    starts_on: date,
    by: Person,
    ends_on: date | None = None,
    body: Body | None = None,
    unit: Unit | None = None,
) -> Appointment:
    """Give a person a function in a body or a unit for a period. The person's row is locked against a double."""
    permissions.may_appoint.require(by)
    person = Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    conditions.ready_to_appoint.require(person, function, body, unit, starts_on, ends_on)
    row = Appointment.objects.create(
        person=person, function=function, body=body, unit=unit, starts_on=starts_on, ends_on=ends_on
    )
    detail = {"appointment": row.pk, "title": row.title, "starts_on": starts_on, "ends_on": ends_on}
    events.record(Happening.APPOINTED, person, by=by, detail=detail)
    return row


@transaction.atomic
def end_appointment(*, appointment: Appointment, ends_on: date, by: Person) -> Appointment:
    """Set the last day. From the day after it opens nothing, also for somebody who is signed in."""
    permissions.may_appoint.require(by)
    row = Appointment.objects.select_for_update(of=("self",), no_key=True).get(pk=appointment.pk)
    conditions.ready_to_end.require(row, ends_on)
    row.ends_on = ends_on
    row.save(update_fields=["ends_on"])
    detail = {"appointment": row.pk, "title": row.title, "ends_on": ends_on}
    events.record(Happening.APPOINTMENT_ENDED, row.person, by=by, detail=detail)
    return row


@transaction.atomic
def add_person(*, username: str, name: str, email: str, language: str, password: str, by: Person) -> Person:
    """Make an account. Without a password nobody signs in to it until one is set or the city's own sign-in is used."""
    permissions.may_appoint.require(by)
    person = Person(username=username.strip(), name=name.strip(), email=email.strip(), language=language)
    require_good_password(password, person)
    person.set_password(password or None)
    save_person(person)
    events.record(Happening.PERSON_ADDED, person, by=by, detail={"username": person.username})
    return person


@transaction.atomic
def change_person(*, person: Person, name: str, email: str, by: Person) -> Person:
    permissions.may_appoint.require(by)
    row = Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    row.name, row.email = name.strip(), email.strip()
    save_person(row)
    events.record(Happening.PERSON_CHANGED, row, by=by)
    return row


@transaction.atomic
def deactivate(*, person: Person, by: Person) -> Person:
    """Close a person's sign-in. A session that is open ends at the next request."""
    permissions.may_appoint.require(by)
    row = Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    conditions.ready_to_deactivate.require(row, by)
    row.is_active = False
    row.save(update_fields=["is_active"])
    events.record(Happening.PERSON_DEACTIVATED, row, by=by)
    return row


@transaction.atomic
def reactivate(*, person: Person, by: Person) -> Person:
    permissions.may_appoint.require(by)
    row = Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    row.is_active = True
    row.save(update_fields=["is_active"])
    events.record(Happening.PERSON_REACTIVATED, row, by=by)
    return row


def require_good_password(password: str, person: Person) -> None:
    if not password:
        return
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise Refused([Finding("person.password", message) for message in error.messages]) from error


def save_person(person: Person) -> None:
    """Save; a username or address that somebody has already is refused in words."""
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as error:
        message = _("Användarnamnet eller e-postadressen används redan av någon annan.")
        raise Refused([Finding("person.taken", message)]) from error
