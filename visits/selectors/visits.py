from __future__ import annotations

from typing import Any

from engagements.querysets import open_or_granted
from visits.models import Visit


def visible_visit(person: Any, pk: int) -> Visit | None:
    rows = Visit.objects.filter(open_or_granted(person, "engagement__"))
    return rows.select_related("engagement__responsible_unit").filter(pk=pk).first()
