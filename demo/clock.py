"""Days gone by: examples of what is over are made by the same actions as everything else, on the day they happened."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone


@contextmanager
def days_ago(days: int, hour: int = 10) -> Iterator[datetime.date]:
    """What is done inside is done that many days ago, from this hour in Stockholm. Only for loading examples: one
    process, one thread, nobody else at work."""
    real = timezone.now
    moment = at(-days, hour)
    lag = real() - moment
    timezone.now = lambda: real() - lag
    try:
        yield timezone.localdate()
    finally:
        timezone.now = real


def at(in_days: int, hour: int) -> datetime.datetime:
    """This hour, so many days from today."""
    day = timezone.localdate() + datetime.timedelta(days=in_days)
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(hour)))


def weekday(number: int, *, from_days: int) -> int:
    """Days from today to the first such weekday (Monday is 0) at least `from_days` ahead."""
    today = timezone.localdate()
    return from_days + (number - (today + datetime.timedelta(days=from_days)).weekday()) % 7
