"""Check-ins with the coordinating unit: planned, logged, reminded of (GBG-C8)."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from core import events
from core.rules import Conflict
from core.states import already_changed
from engagements import conditions, months, notices, permissions
from engagements.actions.registration import lock
from engagements.enums import Happening, Status
from engagements.models import CheckIn, CheckInRhythm, Engagement
from governance.models import Person

log = logging.getLogger(__name__)


@transaction.atomic
def plan_check_ins(
    *, engagement: Engagement, by: Person | None, every_months: int | None = None, days: Sequence[date] = ()
) -> list[CheckIn]:
    """Check in every so many months, the first time so many months from today, and on the days given.

    Days that stand already stay as they are. Without an interval an earlier one ends.
    """
    engagement = lock(engagement)
    permissions.may_check_in.require(by, engagement)
    conditions.ready_to_plan_check_ins.require(engagement, every_months, days)
    CheckInRhythm.objects.filter(engagement=engagement).delete()
    wanted = set(days)
    if every_months:
        CheckInRhythm.objects.create(engagement=engagement, months=every_months)
        if not days and not engagement.check_ins.filter(held_on=None).exists():
            wanted.add(months.after(timezone.localdate(), every_months))
    planned = _plan(engagement, wanted, by)
    detail = {"every": every_months or 0, "days": [day.isoformat() for day in sorted(wanted)]}
    events.record(Happening.CHECK_INS_PLANNED, engagement, by=by, detail=detail)
    return planned


@transaction.atomic
def log_check_in(
    *,
    engagement: Engagement,
    held_on: date,
    who: str,
    said: str,
    by: Person,
    planned: CheckIn | None = None,
    next_on: date | None = None,
) -> CheckIn:
    """Write down a check-in that was held: the planned one, or one that was not planned.

    The next one is put on `next_on`, or so many months on as the engagement's rhythm says. Of two who log the same
    planned one at once the second is told.
    """
    engagement = lock(engagement)
    permissions.may_check_in.require(by, engagement)
    conditions.ready_to_check_in.require(held_on, who, said)
    row = _planned(engagement, planned) if planned else CheckIn(engagement=engagement)
    row.held_on, row.who, row.said = held_on, who.strip(), said.strip()
    row.logged_by, row.logged_at = by, timezone.now()
    row.save()
    rhythm = CheckInRhythm.objects.filter(engagement=engagement).first()
    if next_on is None and rhythm is not None and not engagement.check_ins.filter(held_on=None).exists():
        next_on = months.after(held_on, rhythm.months)
    if next_on is not None:
        _plan(engagement, {next_on}, by)
    detail = {"on": held_on.isoformat(), "next": next_on.isoformat() if next_on else ""}
    events.record(Happening.CHECKED_IN, engagement, by=by, detail=detail)
    return row


@transaction.atomic
def cancel_check_in(*, check_in: CheckIn, by: Person) -> None:
    """Take a planned check-in away. What was held stays."""
    engagement = lock(check_in.engagement)
    permissions.may_check_in.require(by, engagement)
    row = _planned(engagement, check_in)
    detail = {"due": row.due_on.isoformat() if row.due_on else ""}
    row.delete()
    events.record(Happening.CHECK_IN_CANCELLED, engagement, by=by, detail=detail)


def _planned(engagement: Engagement, check_in: CheckIn) -> CheckIn:
    row = CheckIn.objects.select_for_update(of=("self",), no_key=True).filter(engagement=engagement, pk=check_in.pk)
    found = row.first()
    if found is None or found.held_on is not None:
        raise Conflict(already_changed(check_in))
    return found


def _plan(engagement: Engagement, days: set[date], by: Person | None) -> list[CheckIn]:
    there = set(engagement.check_ins.filter(held_on=None).values_list("due_on", flat=True))
    return [CheckIn.objects.create(engagement=engagement, due_on=day, planned_by=by) for day in sorted(days - there)]


def remind_of_check_ins(*, today: date | None = None) -> int:
    """Remind the unit and the coordinating unit of each check-in that is overdue, once. Returns how many.

    Each is a transaction of its own: one that fails is logged and tried again. However long the machine was off, one
    reminder is sent.
    """
    day = today or timezone.localdate()
    done = 0
    for pk in list(overdue(day).filter(reminded_on=None).values_list("pk", flat=True)):
        try:
            done += _remind(pk, day)
        except Exception:
            log.exception("check-in %s could not be reminded of", pk)
    return done


def overdue(day: date) -> QuerySet[CheckIn]:
    """Planned for before the day and not held, of what is under way."""
    rows = CheckIn.objects.filter(held_on=None, due_on__lt=day)
    return rows.exclude(engagement__status__in=[Status.ENDED, Status.DECLINED]).order_by("due_on", "pk")


@transaction.atomic
def _remind(pk: int, day: date) -> int:
    rows = CheckIn.objects.select_for_update(of=("self",), no_key=True).select_related("engagement__responsible_unit")
    row = rows.filter(pk=pk, held_on=None, reminded_on=None).first()
    if row is None:
        return 0
    row.reminded_on = day
    row.save(update_fields=["reminded_on"])
    notices.check_in_overdue(row)
    events.record(Happening.CHECK_IN_REMINDED, row.engagement, by=None, detail={"check_in": pk})
    return 1
