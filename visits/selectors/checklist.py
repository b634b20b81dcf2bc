from __future__ import annotations

from typing import Any

from engagements.querysets import open_or_granted
from visits.models import ChecklistLine, Visit


def lines_of(visit: Visit) -> list[ChecklistLine]:
    """One query."""
    return list(visit.checklist.select_related("ticked_by").order_by("order", "pk"))


def line_for(person: Any, pk: int) -> ChecklistLine | None:
    rows = ChecklistLine.objects.filter(open_or_granted(person, "visit__engagement__"))
    return rows.select_related("visit__engagement__responsible_unit", "visit__main_host").filter(pk=pk).first()
