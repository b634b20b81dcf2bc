"""Reference numbers (diarienummer): a template per series, a series per year, no gap and no duplicate."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from core.models import Series

DEFAULT_TEMPLATE = "{prefix} {year}/{number:04d}"


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
