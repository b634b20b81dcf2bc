from __future__ import annotations

from typing import Any

from cities.models import CityRelation
from engagements.models import Country
from engagements.querysets import open_or_granted


def countries_in_use() -> list[tuple[str, str]]:
    """Countries with a city in the register, one query."""
    rows = Country.objects.filter(cities__isnull=False).distinct().order_by("name")
    return [(row.code, str(row)) for row in rows]


def visible_relation(person: Any, pk: int) -> CityRelation | None:
    rows = CityRelation.objects.filter(open_or_granted(person, "engagement__"))
    return rows.select_related("engagement", "city").filter(pk=pk).first()
