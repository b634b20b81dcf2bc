"""The days the law counts before a meeting: to call it, to announce it, to add what cannot wait. No database."""

from __future__ import annotations

import datetime

from decisions.law.clocks import ONE_DAY, holidays

NOTICE = datetime.timedelta(weeks=1)


def call_by(held_on: datetime.date) -> datetime.date:
    """The last day to call and announce a meeting of the council: a week before it (KL 5:13 second paragraph, 5:15).

    The day of the meeting is not counted: a meeting on a Wednesday is called on the Wednesday before at the latest.
    """
    return held_on - NOTICE


def urgent_by(held_on: datetime.date) -> datetime.date:
    """The last day to announce an urgent matter: the weekday next before the meeting (KL 5:14, 5:15).

    Saturdays, Sundays, holidays and their eves are not counted, since the news must be able to reach every member: a
    day that is early enough under the strictest reading is early enough under every other.
    """
    day = held_on - ONE_DAY
    while is_free(day):
        day -= ONE_DAY
    return day


def is_free(day: datetime.date) -> bool:
    """A Saturday, a Sunday, a holiday or an eve that the law treats as one."""
    return day.weekday() >= 5 or day in holidays(day.year)


def called_in_time(held_on: datetime.date, today: datetime.date) -> bool:
    return today <= call_by(held_on)


def urgent_in_time(held_on: datetime.date, today: datetime.date) -> bool:
    return today <= urgent_by(held_on)
