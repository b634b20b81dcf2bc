"""Gifts and representation over all visits, with sums per year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import ExtractYear

from core.words import matching
from engagements.querysets import open_or_granted
from visits.enums.gifts import GiftKind
from visits.models import Gift
from visits.selectors.outcomes import Page, paged

SEARCHED = ("what", "from_office", "to_office", "visit__engagement__search_text")


@dataclass(frozen=True, slots=True)
class Year:
    """What was given and received in one year, in kronor, by kind in the order of GiftKind."""

    year: int
    sums: list[int]
    number: int

    @property
    def total(self) -> int:
        return sum(self.sums)


def gift_for(person: Any, pk: int) -> Gift | None:
    rows = _seen(person).select_related("visit__engagement__responsible_unit", "visit__main_host")
    return rows.filter(pk=pk).first()


def gifts(person: Any, asked: dict[str, str]) -> Page:
    """Two queries."""
    rows = matching(_seen(person), asked.get("q", ""), *SEARCHED)
    if asked.get("ar", "").isdecimal() and 1900 < int(asked["ar"]) < 9999:
        rows = rows.filter(on__year=int(asked["ar"]))
    if asked.get("slag") in GiftKind.values:
        rows = rows.filter(kind=asked["slag"])
    return paged(rows.select_related("visit__engagement").order_by("-on", "-pk"), asked.get("page", ""))


def years(person: Any) -> list[Year]:
    """One query: the newest year first."""
    rows = _seen(person).order_by().annotate(year=ExtractYear("on")).values_list("year", "kind")
    found: dict[int, dict[str, tuple[int, int]]] = {}
    for year, kind, total, number in rows.annotate(total=Sum("value"), number=Count("pk")):
        found.setdefault(year, {})[kind] = (total, number)
    return [
        Year(year, [kinds.get(kind, (0, 0))[0] for kind in GiftKind.values], sum(n for _t, n in kinds.values()))
        for year, kinds in sorted(found.items(), reverse=True)
    ]


def _seen(person: Any) -> QuerySet[Gift]:
    return Gift.objects.filter(open_or_granted(person, "visit__engagement__"), removed_at=None)
