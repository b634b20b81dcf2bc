"""The clock's reminders: reports to funders, and calls that units follow. Each once."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from core import events
from projects import notices, reminding
from projects.enums import Happening
from projects.models import Call, CallFollower, ReportingDate

log = logging.getLogger(__name__)


def remind_of_reports(*, today: date | None = None) -> int:
    """Remind of reports within a fortnight, and of late ones the day after. Returns how many.

    Each is a transaction of its own: one that fails is logged and tried again. After a time with the machine off one
    reminder is sent, the one that fits the day.
    """
    day = today or timezone.localdate()
    return _each(ReportingDate.objects.waiting().filter(reminding.report_due(day)), _remind_of_report, day)


def remind_of_calls(*, now: datetime | None = None) -> int:
    """Remind units of calls 30, 7 and 1 days before the deadline. Returns how many units were reminded."""
    moment = now or timezone.now()
    return _each(CallFollower.objects.filter(call__deadline__gte=moment), _remind_of_call, moment)


def _each(rows: Any, remind: Callable[[int, Any], int], when: Any) -> int:
    done = 0
    for pk in list(rows.order_by("pk").values_list("pk", flat=True)):
        try:
            done += remind(pk, when)
        except Exception:
            log.exception("row %s could not be reminded of", pk)
    return done


@transaction.atomic
def _remind_of_report(pk: int, day: date) -> int:
    rows = ReportingDate.objects.select_for_update(of=("self",), no_key=True).waiting()
    report = rows.filter(reminding.report_due(day)).filter(pk=pk).first()
    if report is None:
        return 0
    late = report.due_on < day
    report.reminded_on = day
    report.save(update_fields=["reminded_on"])
    told = notices.report_due(report, late=late)
    detail = {"report": report.pk, "late": late, "told": told}
    events.record(Happening.REPORT_REMINDED, report, by=None, detail=detail)
    return 1


@transaction.atomic
def _remind_of_call(pk: int, moment: datetime) -> int:
    rows = CallFollower.objects.select_for_update(of=("self",), no_key=True).select_related("call", "unit")
    row = rows.filter(pk=pk).first()
    days = reminding.distance(row.call.deadline, moment) if row else None
    if row is None or days is None or (row.reminded_days is not None and row.reminded_days <= days):
        return 0
    row.reminded_days = days
    row.save(update_fields=["reminded_days"])
    call: Call = row.call
    told = notices.call_near(call, row.unit, days)
    events.record(Happening.CALL_REMINDED, call, by=None, detail={"unit": row.unit_id, "days": days, "told": told})
    return 1
