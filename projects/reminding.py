"""When somebody is reminded: how far a deadline is away, and whether a report is near or late. Pure functions."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import F, Q

DISTANCES = (30, 7, 1)
REPORT_DAYS = 14


def distance(deadline: datetime, now: datetime) -> int | None:
    """The nearest of 30, 7 and 1 days that the deadline lies within; None when it is further off, or past."""
    if deadline < now:
        return None
    within = [days for days in DISTANCES if deadline - now <= timedelta(days=days)]
    return min(within, default=None)


def report_due(day: date) -> Q:
    """Within a fortnight and not reminded of, or late and not reminded of since it was due: each once."""
    soon = Q(due_on__gte=day, due_on__lte=day + timedelta(days=REPORT_DAYS), reminded_on=None)
    late = Q(due_on__lt=day) & (Q(reminded_on=None) | Q(reminded_on__lte=F("due_on")))
    return soon | late
