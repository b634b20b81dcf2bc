"""Who is called to a meeting: everybody elected to the body on the day it is held."""

from __future__ import annotations

import datetime
from typing import Any

from decisions.enums import Capacity
from decisions.models import Meeting, Presence
from governance.enums import Function
from governance.models import Appointment, Body, Person

ELECTED = {
    Function.CHAIR: Capacity.MEMBER,
    Function.MEMBER: Capacity.MEMBER,
    Function.SUBSTITUTE: Capacity.SUBSTITUTE,
}


def elected(body: Body | int, day: datetime.date) -> dict[Person, Capacity]:
    """Members and substitutes of the body on `day`, members first, each by name. Who is both is a member."""
    body_id = body.pk if isinstance(body, Body) else body
    held = Appointment.objects.on(day).filter(body_id=body_id, function__in=ELECTED).select_related("person")
    found: dict[Person, Capacity] = {}
    for appointment in held.order_by("person__name", "person_id"):
        capacity = ELECTED[Function(appointment.function)]
        if found.get(appointment.person) != Capacity.MEMBER:
            found[appointment.person] = capacity
    return dict(sorted(found.items(), key=lambda row: row[1] != Capacity.MEMBER))


def call(meeting: Meeting) -> list[Person]:
    """Make the list of the called agree with who is elected on the meeting's day; returns everybody elected.

    Who was called for another day and is not elected on this one is taken off, unless already noted as present.
    """
    wanted = elected(meeting.body_id, meeting.held_on)
    there: dict[int, Any] = {row.person_id: row for row in meeting.presences.all()}
    new = [person for person in wanted if person.pk not in there]
    Presence.objects.bulk_create([Presence(meeting=meeting, person=person, capacity=wanted[person]) for person in new])
    kept = {person.pk for person in wanted}
    chosen = meeting.presences.filter(capacity__in=ELECTED.values(), attends=False)
    chosen.exclude(person_id__in=kept).delete()
    return list(wanted)
