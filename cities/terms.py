"""When an agreement ends, is prolonged and must be given notice of: the calendar alone, nothing of the database.

A period is whole months and its last day belongs to it. So an agreement to 30 June that is prolonged by six months ends
on 31 December, and one that ends on 31 December with three months' notice is given notice of on 30 September at the
latest. Every period is counted from the last day first agreed, so that short months do not make it drift.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Terms:
    """`ends_on` as first agreed, None for until further notice; months of automatic prolongation and of notice."""

    ends_on: date | None
    prolongs_months: int = 0
    notice_months: int = 0


@dataclass(frozen=True, slots=True)
class Window:
    """A period that can still be settled: its last day, the last day to act, and the end it otherwise runs on to.

    `runs_on_to` is None where nothing is prolonged: the agreement ends on `ends_on` unless it is renewed by then.
    """

    ends_on: date
    last_day: date
    runs_on_to: date | None


def add_months(day: date, months: int) -> date:
    """The same day of the month so many months on, or the month's last day where it is shorter."""
    whole = day.year * 12 + day.month - 1 + months
    year, month = divmod(whole, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def end_after(terms: Terms, times: int) -> date:
    """The last day once prolonged so many times. ValueError for an agreement without one."""
    if terms.ends_on is None:
        raise ValueError("until further notice")
    return add_months(terms.ends_on + ONE_DAY, terms.prolongs_months * times) - ONE_DAY


def last_day_of_notice(ends_on: date, months: int) -> date:
    """The last day on which notice still ends the agreement on `ends_on`."""
    return add_months(ends_on + ONE_DAY, -months) - ONE_DAY


def prolongations_by(terms: Terms, day: date) -> int:
    """How many times the agreement has been prolonged on the morning of `day`: it runs through its last day."""
    if terms.ends_on is None or not terms.prolongs_months:
        return 0
    times = 0
    while end_after(terms, times) < day:
        times += 1
    return times


def window(terms: Terms, day: date) -> Window | None:
    """The first period that can still be settled on `day`; None until further notice, and when it has ended.

    Where the last day of notice has passed, the prolongation is certain and the window is that of the period after.
    """
    if terms.ends_on is None:
        return None
    if not terms.prolongs_months:
        return Window(terms.ends_on, terms.ends_on, None) if terms.ends_on >= day else None
    times = prolongations_by(terms, day)
    while last_day_of_notice(end_after(terms, times), terms.notice_months) < day:
        times += 1
    ends_on = end_after(terms, times)
    return Window(ends_on, last_day_of_notice(ends_on, terms.notice_months), end_after(terms, times + 1))


def ends_after_notice(terms: Terms, day: date) -> date:
    """The agreement's last day when notice is given on `day`."""
    if terms.ends_on is None:
        return add_months(day, terms.notice_months)
    found = window(terms, day)
    return found.ends_on if found else terms.ends_on
