"""The way in: somebody must be administrator before anybody can appoint one."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from core import events
from governance import conditions
from governance.actions.appointing import require_good_password, save_person
from governance.enums import Function
from governance.happenings import Happening
from governance.models import Appointment, Person


@transaction.atomic
def begin_with_administrator(*, username: str, name: str, email: str, password: str) -> Person:
    """Make the first administrator, from the command line of the machine. Refused while there is one in force."""
    conditions.nobody_administers.require()
    person = Person(username=username.strip(), name=name.strip(), email=email.strip())
    require_good_password(password, person)
    person.set_password(password)
    save_person(person)
    row = Appointment.objects.create(person=person, function=Function.ADMINISTRATOR, starts_on=timezone.localdate())
    events.record(Happening.APPOINTED, person, by=None, detail={"appointment": row.pk, "title": row.title})
    return person
