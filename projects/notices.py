"""Who is told of reports and calls: those who report for the unit, in their own language."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core import outbox
from engagements.permissions import holds_grant
from governance.enums import Function
from governance.models import Appointment, Person, Unit
from projects.models import Call, ReportingDate

TOLD = (Function.CONTACT_PERSON, Function.DIRECTOR, Function.COORDINATOR)


def people_of(unit: Unit) -> list[Person]:
    """Each once, with an account that works, by the appointments in force today."""
    held = Appointment.objects.today().filter(Q(unit=unit), function__in=TOLD).values("person_id")
    return list(Person.objects.filter(pk__in=held, is_active=True).order_by("pk"))


def report_due(report: ReportingDate, *, late: bool) -> int:
    """A confidential project is told of to those it was handed to, and to nobody else."""
    engagement = report.project.engagement
    people: Iterable[Person] = people_of(engagement.responsible_unit)
    if engagement.is_confidential:
        people = [person for person in people if holds_grant(person, engagement)]
    word = "late" if late else "soon"
    told = 0
    for person in people:
        with translation.override(person.language):
            said = {"what": report.title, "title": engagement.title, "day": date_format(report.due_on, "j F Y")}
            subject = _("%(what)s för %(title)s skulle ha lämnats %(day)s") if late else _(
                "Påminnelse: lämna %(what)s för %(title)s senast %(day)s"
            )  # fmt: skip
            outbox.queue(
                to=person,
                key=f"report-{word}:{report.pk}:{report.due_on.isoformat()}",
                kind=f"projects.report_{word}",
                subject=subject % said,
                url=reverse("projects:date_list", args=[report.project_id]),
            )
        told += 1
    return told


def call_near(call: Call, unit: Unit, days: int) -> int:
    """How many days are left of a call the unit follows."""
    people = people_of(unit)
    for person in people:
        with translation.override(person.language):
            moment = date_format(call.deadline_in_brussels, "j F Y H:i")
            said = {"title": call.title, "moment": moment}
            outbox.queue(
                to=person,
                key=f"call:{call.pk}:{call.deadline.isoformat()}:{days}",
                kind="projects.call_near",
                subject=_("Utlysningen %(title)s stänger %(moment)s, Brysseltid") % said,
                url=call.get_absolute_url(),
            )
    return len(people)
