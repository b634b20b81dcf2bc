"""Dates for a year: a rule in words becomes days, pasted lines become moments. No database."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from core.dates import read_date
from decisions.law.clocks import ONE_DAY

CLOCK = re.compile(r"(?:kl(?:ockan)?\.? ?)?([01]?\d|2[0-3])(?:[:.]([0-5]\d))?")
AT_THE_END = re.compile(r"^(?P<day>.+?)[,;\t ]+(?P<clock>kl(?:ockan)?\.? ?\S+|(?:[01]?\d|2[0-3])[:.][0-5]\d)$")
MOST_DAYS = 120


def read_clock(text: str) -> datetime.time:
    """Read 13, 13:00, 13.00 or kl. 13. Raises ValueError with a sentence to show."""
    found = CLOCK.fullmatch(" ".join(text.casefold().split()))
    if found is None:
        raise ValueError(_("Skriv klockslaget som 13:00 eller 13.00."))
    return datetime.time(int(found[1]), int(found[2] or 0))


def moment(day: datetime.date, clock: datetime.time) -> datetime.datetime:
    """The moment in Stockholm."""
    return timezone.make_aware(datetime.datetime.combine(day, clock))


def read_line(line: str, clock: datetime.time) -> datetime.datetime:
    """A day in any way of `core.dates.read_date`, with a time of its own after it or else `clock`."""
    text = " ".join(line.casefold().split())
    found = AT_THE_END.fullmatch(text)
    if found is not None:
        return moment(_next(found["day"].strip(" ,")), read_clock(found["clock"]))
    return moment(_next(text), clock)


def _next(text: str) -> datetime.date:
    """A day without a year is the next one, since meetings are planned ahead. A weekday before it is passed over."""
    words = text.split(" ", 1)
    if len(words) == 2 and words[0].rstrip(",.").endswith("dag"):
        text = words[1]
    return read_date(text, today=timezone.localdate() + datetime.timedelta(days=182))


def by_weeks(
    weekday: int, every: int, first: datetime.date, last: datetime.date, without: Collection[int] = ()
) -> list[datetime.date]:
    """Every `every`th week on `weekday` (0 is Monday) from `first` to `last`, not in the months `without`.

    The weeks are counted through the months left out.
    """
    day = first + (weekday - first.weekday()) % 7 * ONE_DAY
    days = []
    while day <= last and len(days) < MOST_DAYS:
        if day.month not in without:
            days.append(day)
        day += every * 7 * ONE_DAY
    return days


def by_months(
    weekday: int, which: int, first: datetime.date, last: datetime.date, without: Collection[int] = ()
) -> list[datetime.date]:
    """The first (1) to fourth (4) or last (-1) such weekday of each month from `first` to `last`."""
    found = []
    for year, month in _months(first, last):
        if month in without:
            continue
        start = datetime.date(year, month, 1)
        days = [start + shift * ONE_DAY for shift in range(31)]
        same = [day for day in days if day.month == month and day.weekday() == weekday]
        day = same[which - 1] if which > 0 else same[-1]
        if first <= day <= last:
            found.append(day)
    return found[:MOST_DAYS]


def _months(first: datetime.date, last: datetime.date) -> Iterator[tuple[int, int]]:
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        yield year, month
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
