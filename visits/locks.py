"""Rows as they stand now, held until the transaction ends."""

from __future__ import annotations

from typing import Any

from visits.models import Visit


def lock_visit(pk: int) -> Visit:
    rows = Visit.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("engagement__responsible_unit").get(pk=pk)


def lock_part(row: Any) -> Any:
    """A row that hangs on a visit, with its visit."""
    rows = type(row)._base_manager.select_for_update(of=("self",), no_key=True)
    return rows.select_related("visit__engagement__responsible_unit").get(pk=row.pk)
