"""Tasks that a decision gives to units: given, reported back, accepted or handed back, and reminded of by the clock."""

from __future__ import annotations

import datetime
import logging

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from core import events
from core.rules import Conflict, Finding, Refused
from decisions.conditions import carrying_out as conditions
from decisions.conditions.referrals import is_secret
from decisions.enums import AssignmentState, Happening
from decisions.locks import lock_case
from decisions.models import Assignment, Decision
from decisions.notices import tasks as notices
from decisions.permissions.carrying_out import may_follow_up, may_give, may_report
from decisions.states import ASSIGNMENT
from governance.models import Person, Unit

DAYS_BEFORE = 3

log = logging.getLogger(__name__)


@transaction.atomic
def give_task(*, decision: Decision, unit: Unit, text: str, due_on: datetime.date, by: Person) -> Assignment:
    """Give a unit something to do because of a final decision. The unit's director is told.

    Refused for a confidential case when nobody of the unit has been handed it.
    """
    decision = Decision.objects.select_related("step", "case", "body").get(pk=decision.pk)
    decision.case = lock_case(decision.case)
    may_give.require(by, decision)
    conditions.ready_to_give.require(decision, text, due_on)
    same = decision.assignments.filter(unit=unit, text=text.strip(), due_on=due_on)
    if same.exists():
        raise Conflict(_("Uppdraget är redan givet till %(unit)s.") % {"unit": unit})

    facts = {"case": decision.case, "text": text.strip(), "due_on": due_on, "given_by": by}
    task = Assignment.objects.create(decision=decision, unit=unit, **facts)
    if not notices.given(task) and is_secret(decision.case):
        message = _("Ärendet omfattas av sekretess och ingen på %(unit)s har fått åtkomst till det.") % {"unit": unit}
        raise Refused([Finding("task.nobody-has-access", message, clause=decision.case.confidentiality_ground)])
    detail = {"task": task.pk, "by": str(unit), "due_on": due_on.isoformat()}
    events.record(Happening.TASK_GIVEN, decision.case, by=by, detail=detail)
    return task


@transaction.atomic
def report_task(*, assignment: Assignment, version: int, report: str, by: Person) -> Assignment:
    """The unit says what has been done. Who gave the task is told."""
    task = _lock(assignment)
    may_report.require(by, task)
    if task.version != version or not ASSIGNMENT.allows(task, "report"):
        message = _("Någon annan har redan återrapporterat uppdraget. Din text är inte sparad.")
        raise Conflict(message, theirs=task.report, yours=report)
    conditions.ready_to_report.require(report)

    task.report, task.handed_back = report.strip(), ""
    task.reported_at, task.reported_by = timezone.now(), by
    task.version += 1
    task.save(update_fields=["report", "handed_back", "reported_at", "reported_by", "version"])
    ASSIGNMENT.advance(task, "report")
    events.record(Happening.TASK_REPORTED, task.case, by=by, detail={"task": task.pk, "by": str(task.unit)})
    notices.reported(task)
    return task


@transaction.atomic
def accept_report(*, assignment: Assignment, by: Person) -> Assignment:
    """The task is done. Somebody else than who reported accepts."""
    task = _lock(assignment)
    may_follow_up.require(by, task)
    task.ended_at = timezone.now()
    task.version += 1
    ASSIGNMENT.advance(task, "accept")
    task.save(update_fields=["ended_at", "version"])
    events.record(Happening.TASK_ACCEPTED, task.case, by=by, detail={"task": task.pk, "by": str(task.unit)})
    notices.settled(task, accepted=True)
    return task


@transaction.atomic
def hand_back(*, assignment: Assignment, reason: str, by: Person) -> Assignment:
    """Hand the task back with what is left to do. The report stays to be written on."""
    task = _lock(assignment)
    may_follow_up.require(by, task)
    conditions.ready_to_hand_back.require(reason)
    task.handed_back = reason.strip()
    task.version += 1
    ASSIGNMENT.advance(task, "hand_back")
    task.save(update_fields=["handed_back", "version"])
    detail = {"task": task.pk, "reason": task.handed_back}
    events.record(Happening.TASK_HANDED_BACK, task.case, by=by, detail=detail)
    notices.settled(task, accepted=False)
    return task


def remind_of_tasks(*, today: datetime.date | None = None) -> int:
    """Remind of tasks three days before their last day and the day after it, once each. Returns how many.

    Each is a transaction of its own: one that fails is logged and tried again. After a time with the machine off one
    reminder is sent, the one that fits the day; what was given today is not reminded of today.
    """
    day = today or timezone.localdate()
    done = 0
    for pk in list(_due(day).values_list("pk", flat=True)):
        try:
            done += _remind(pk, day)
        except Exception:
            log.exception("task %s could not be reminded of", pk)
    return done


@transaction.atomic
def _remind(pk: int, day: datetime.date) -> int:
    task = _lock(Assignment(pk=pk))
    if not _due(day).filter(pk=pk).exists():
        return 0
    task.reminded_on = day
    task.save(update_fields=["reminded_on"])
    notices.reminded(task, late=task.due_on < day)
    events.record(Happening.TASK_REMINDED, task.case, by=None, detail={"task": pk, "by": str(task.unit)})
    return 1


def _due(day: datetime.date) -> QuerySet[Assignment]:
    rows = Assignment.objects.filter(state=AssignmentState.GIVEN, given_at__date__lt=day)
    soon = Q(due_on__gte=day, due_on__lte=day + datetime.timedelta(days=DAYS_BEFORE), reminded_on=None)
    late = Q(due_on__lt=day) & (Q(reminded_on=None) | Q(reminded_on__lte=F("due_on")))
    return rows.filter(soon | late).order_by("due_on", "pk")


def _lock(assignment: Assignment) -> Assignment:
    """The task as it stands now, locked, with what its notices and events speak of."""
    Assignment.objects.select_for_update(of=("self",), no_key=True).get(pk=assignment.pk)
    rows = Assignment.objects.select_related("case__engagement", "decision__body", "unit", "given_by", "reported_by")
    return rows.get(pk=assignment.pk)
