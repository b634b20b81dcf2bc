"""Exchange grants as lists and sums a year (NKP-21)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from cities.conditions.grants import GIVEN
from cities.enums import GrantState
from cities.models import CityRelation, ExchangeGrant, GrantBudget
from core.words import matching
from engagements.querysets import open_or_granted

PAGE = 50
SEARCHED = ("association", "relation__engagement__search_text", "relation__city__name")
COLOURS = {
    GrantState.APPLIED: "info",
    GrantState.GRANTED: "success",
    GrantState.REFUSED: "neutral",
    GrantState.PAID: "warning",
    GrantState.REPORTED: "success",
}


@dataclass(frozen=True, slots=True)
class GrantRow:
    pk: int
    association: str
    city: str
    year: int
    applied: int
    granted: int
    paid: int
    used: int
    state: str
    colour: str


@dataclass(frozen=True, slots=True)
class YearRow:
    """Sums of one year in kronor; `left` is None where no frame is set."""

    year: int
    number: int
    applied: int
    granted: int
    paid: int
    reported: int
    refused: int
    budget: int | None

    @property
    def left(self) -> int | None:
        return None if self.budget is None else self.budget - self.granted

    @property
    def over(self) -> bool:
        return self.left is not None and self.left < 0


def visible(person: Any) -> QuerySet[ExchangeGrant]:
    return ExchangeGrant.objects.filter(open_or_granted(person, "relation__engagement__"))


def visible_grant(person: Any, pk: int) -> ExchangeGrant | None:
    related = ("relation__engagement__responsible_unit", "relation__city")
    return visible(person).select_related(*related).filter(pk=pk).first()


def asked_for(person: Any, asked: dict[str, str]) -> QuerySet[ExchangeGrant]:
    """Rows of the list as filtered by `q`, `ar`, `lage` and `stad`; what cannot be meant finds nothing."""
    rows = matching(visible(person), asked.get("q", ""), *SEARCHED)
    if asked.get("lage"):
        rows = rows.filter(state=asked["lage"])
    for name, field in (("ar", "year"), ("stad", "relation")):
        if asked.get(name):
            rows = rows.filter(**{field: int(asked[name])}) if asked[name].isdecimal() else rows.none()
    return rows


def page_of(rows: QuerySet[ExchangeGrant], number: int) -> tuple[list[GrantRow], bool]:
    """A page and whether there is a next; one query."""
    first = (number - 1) * PAGE
    fields = ("pk", "association", "relation__city__name", "year", "applied", "granted", "paid", "used", "state")
    found = list(rows.values_list(*fields)[first : first + PAGE + 1])
    return [_row(*values) for values in found[:PAGE]], len(found) > PAGE


def _row(
    pk: int, association: str, city: str, year: int, applied: int, granted: int, paid: int, used: int, state: str
) -> GrantRow:
    state = GrantState(state)
    return GrantRow(pk, association, city, year, applied, granted, paid, used, str(state.label), COLOURS[state])


def years(rows: QuerySet[ExchangeGrant], *, with_budget: bool) -> list[YearRow]:
    """Sums a year, latest first; two queries. The frame is the whole city's, so not shown beside one city's sums."""
    sums = rows.order_by("-year").values("year")
    sums = sums.annotate(
        number=Count("pk"),
        applied_sum=Sum("applied"),
        granted_sum=Sum("granted", filter=Q(state__in=GIVEN), default=0),
        paid_sum=Sum("paid"),
        reported_number=Count("pk", filter=Q(state=GrantState.REPORTED)),
        refused_number=Count("pk", filter=Q(state=GrantState.REFUSED)),
    )
    frames = dict(GrantBudget.objects.values_list("year", "amount")) if with_budget else {}
    found = {
        row["year"]: YearRow(
            row["year"], row["number"], row["applied_sum"], row["granted_sum"], row["paid_sum"],
            row["reported_number"], row["refused_number"], frames.get(row["year"]),
        )
        for row in sums[:10]
    }  # fmt: skip
    empty = {year: YearRow(year, 0, 0, 0, 0, 0, 0, amount) for year, amount in frames.items() if year not in found}
    return sorted([*found.values(), *empty.values()], key=lambda row: -row.year)[:10]


def cities_with_grants(person: Any) -> list[tuple[int, str]]:
    granted = Exists(ExchangeGrant.objects.filter(relation=OuterRef("pk")))
    rows = CityRelation.objects.filter(granted, open_or_granted(person, "engagement__"))
    return list(rows.order_by("city__name").values_list("pk", "city__name")[:300])


def budget_of(year: int) -> GrantBudget | None:
    return GrantBudget.objects.filter(year=year).first()
