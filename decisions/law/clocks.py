"""The days the law counts after a meeting: to adjust, to announce, to appeal. No database; days are Stockholm's own.

A day that the law gives for an appeal and that falls on a Saturday, a Sunday, a holiday, Midsummer's Eve, Christmas Eve
or New Year's Eve moves to the next working day (lagen 1930:173 om beräkning av lagstadgad tid, 2 §).
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")
ONE_DAY = datetime.timedelta(days=1)
DAYS_TO_ADJUST = 14
DAYS_TO_ANNOUNCE = 2
APPEAL_TIME = datetime.timedelta(weeks=3)


def adjust_by(held_on: datetime.date) -> datetime.date:
    """The last day to adjust the minutes: fourteen days after the meeting (KL 5:69)."""
    return held_on + DAYS_TO_ADJUST * ONE_DAY


def announce_by(adjusted_on: datetime.date) -> datetime.date:
    """The last day to announce the adjustment: the second day after it (KL 8:12)."""
    return adjusted_on + DAYS_TO_ANNOUNCE * ONE_DAY


def appeal_ends(announced_on: datetime.date, days_down: Collection[datetime.date] = ()) -> datetime.date:
    """The last day to appeal: three weeks from the day of the announcement (KL 13:5 first paragraph).

    The announcement must have been on the board the whole time for the time to run out (second paragraph): each day the
    board was down moves the last day by one, also a day down within the days it was moved by.
    """
    lost = {day for day in days_down if day >= announced_on}
    end = announced_on + APPEAL_TIME
    while True:
        moved = announced_on + APPEAL_TIME + len([day for day in lost if day <= end]) * ONE_DAY
        moved = working_day(moved)
        if moved == end:
            return end
        end = moved


def legal_force_on(appeal_ends_on: datetime.date) -> datetime.date:
    """The day a decision that nobody appealed gains legal force: the day after the last day to appeal."""
    return appeal_ends_on + ONE_DAY


def council_announce_by(held_on: datetime.date) -> datetime.date:
    """The last day to announce a meeting of the council: at least a week before it (KL 5:13)."""
    return held_on - 7 * ONE_DAY


def stockholm_day(moment: datetime.datetime) -> datetime.date:
    """The day a moment falls on, from midnight to midnight in Stockholm."""
    return moment.astimezone(STOCKHOLM).date()


def days_between(start: datetime.datetime, end: datetime.datetime) -> Iterator[datetime.date]:
    """Every Stockholm day that the time from `start` to `end` touches."""
    day, last = stockholm_day(start), stockholm_day(end)
    while day <= last:
        yield day
        day += ONE_DAY


def days_of(outages: Iterable[tuple[datetime.datetime, datetime.datetime]]) -> set[datetime.date]:
    """The days any of these outages touched."""
    return {day for start, end in outages for day in days_between(start, end)}


def working_day(day: datetime.date) -> datetime.date:
    """`day`, or the next one that is no Saturday, Sunday, holiday or eve (lagen 1930:173, 2 §)."""
    while day.weekday() >= 5 or day in holidays(day.year):
        day += ONE_DAY
    return day


def holidays(year: int) -> set[datetime.date]:
    """Swedish holidays (lagen 1989:253) and the three eves of lagen 1930:173."""
    easter = easter_sunday(year)
    fixed = [(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)]
    moving = [easter + shift * ONE_DAY for shift in (-2, 0, 1, 39, 49)]
    midsummer = _first(5, datetime.date(year, 6, 20))
    all_saints = _first(5, datetime.date(year, 10, 31))
    return {datetime.date(year, month, day) for month, day in fixed} | {
        *moving,
        midsummer - ONE_DAY,
        midsummer,
        all_saints,
    }


def easter_sunday(year: int) -> datetime.date:
    """Easter Day in the Gregorian calendar (the anonymous computus)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leap, odd = divmod(century, 4)
    epact = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * odd + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return datetime.date(year, month, day + 1)


def _first(weekday: int, earliest: datetime.date) -> datetime.date:
    return earliest + (weekday - earliest.weekday()) % 7 * ONE_DAY
