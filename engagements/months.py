"""Whole months forward and back, the last day of a short month standing for the days it lacks."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def after(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def before(day: date, months: int) -> date:
    return after(day, -months)
