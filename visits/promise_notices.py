"""Who is told of a promise made at a visit: those who report for the unit that answers for it."""

from __future__ import annotations

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from core import outbox
from core.dates import shown
from governance.enums import Function
from governance.models import Appointment, Person
from visits.models import Promise

TOLD = [Function.CONTACT_PERSON, Function.DIRECTOR, Function.COORDINATOR]


def promised(promise: Promise) -> None:
    for person in people_of(promise):
        with translation.override(person.language):
            subject = _("Er enhet har lovat något vid ett besök, senast %(day)s") % {"day": shown(promise.due_on)}
            _tell(person, promise, "made", subject)


def reminded(promise: Promise, *, late: bool) -> None:
    for person in people_of(promise):
        with translation.override(person.language):
            past, ahead = _("Ett löfte skulle ha hållits %(day)s"), _("Påminnelse: ett löfte ska hållas senast %(day)s")
            subject = (past if late else ahead) % {"day": shown(promise.due_on)}
            _tell(person, promise, "late" if late else "soon", subject)


def people_of(promise: Promise) -> list[Person]:
    """Of a confidential visit only those it was handed to."""
    held = Appointment.objects.today().filter(unit_id=promise.unit_id, function__in=TOLD)
    people = Person.objects.filter(pk__in=held.values("person_id"), is_active=True)
    if promise.visit.engagement.is_confidential:
        people = people.filter(pk__in=promise.visit.engagement.grants.values("user_id"))
    return list(people.order_by("pk"))


def _tell(person: Person, promise: Promise, word: str, subject: str) -> None:
    """Nothing of a confidential visit stands in a notice: it says where to read."""
    engagement = promise.visit.engagement
    body = "" if engagement.is_confidential else f"{engagement.title}\n\n{promise.text}"
    outbox.queue(
        to=person,
        key=f"promise-{word}:{promise.pk}:{promise.due_on.isoformat()}",
        kind=f"visits.promise_{word}",
        subject=subject,
        body=body,
        url=reverse("visits:outcome_detail", args=[promise.visit_id]),
    )
