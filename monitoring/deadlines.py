"""Deadlines are set in Brussels and read in Stockholm."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

BRUSSELS = ZoneInfo("Europe/Brussels")
END_OF_DAY = time(23, 59)


def in_brussels(day: date, at: time | None = None) -> datetime:
    """The moment in Brussels; the end of the day when no hour is said."""
    return datetime.combine(day, at or END_OF_DAY, tzinfo=BRUSSELS)


def last_day(deadline: datetime) -> date:
    """The day in Stockholm on which the deadline falls."""
    return timezone.localdate(deadline)


def told(deadline: datetime) -> str:
    """ "torsdag 15 januari 2027 kl. 23.59", by the clock in Stockholm."""
    local = timezone.localtime(deadline)
    return _("%(day)s kl. %(time)s") % {"day": date_format(local, "l j F Y"), "time": date_format(local, "H.i")}
