"""Reference numbers (diarienummer): a template per series, a series per year, no gap and no duplicate."""

from __future__ import annotations

import string
from datetime import date

from django.db import transaction
from django.utils import timezone

from core.models import Series

DEFAULT_TEMPLATE = "{prefix} {year}/{number:04d}"
KNOWN = {"prefix", "year", "number"}


def is_template(template: str) -> bool:
    """Whether each number of a year made from it is its own: it names the year and the number, and no unknown field."""
    try:
        named = {name for _text, name, _spec, _conversion in string.Formatter().parse(template) if name is not None}
        shown = {template.format(prefix="KS", year=2026, number=number) for number in (1, 23, 4567)}
    except (ValueError, KeyError, IndexError, AttributeError):
        return False
    return {"year", "number"} <= named <= KNOWN and len(shown) == 3


def take(*, prefix: str, day: date | None = None, template: str = DEFAULT_TEMPLATE) -> str:
    """Take the next number of `prefix` in the year of `day` (today in Stockholm when not said).

    Must run inside the transaction that registers the record: when that rolls back, so does the number, and no gap is
    left.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a reference number is taken in the transaction that uses it")
    year = (day or timezone.localdate()).year
    Series.objects.get_or_create(prefix=prefix, year=year)
    row = Series.objects.select_for_update(no_key=True).get(prefix=prefix, year=year)
    row.last += 1
    row.save(update_fields=["last"])
    return template.format(prefix=prefix, year=year, number=row.last)
