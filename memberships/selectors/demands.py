"""Demands and the organisations through which they are pursued (SMF-02)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from core.words import matching
from decisions.models import Case
from memberships.enums import PursuitState
from memberships.models import Demand, DemandPursuit, Membership, Organisation
from memberships.selectors.lists import Cell, Listing, Row, listing
from memberships.states import PURSUIT

COLORS = {
    PursuitState.PLANNED: "neutral",
    PursuitState.PURSUED: "info",
    PursuitState.ADOPTED: "success",
    PursuitState.REJECTED: "danger",
    PursuitState.DROPPED: "neutral",
}


@dataclass(frozen=True, slots=True)
class Way:
    """One organisation the demand goes through, and what may be noted next."""

    pursuit: DemandPursuit
    color: str
    verbs: list[str]


def demand_page(person: Any, asked: dict[str, str], *, number: int) -> Listing:
    """By title: three queries."""
    rows = matching(Demand.objects.visible_to(person), asked.get("q", ""), "search_text")
    if asked.get("tema", "").isdecimal():
        rows = rows.filter(theme_id=int(asked["tema"]))
    ways = DemandPursuit.objects.visible_to(person).order_by()
    if asked.get("lage") in PursuitState.values:
        rows = rows.filter(pk__in=ways.filter(state=asked["lage"]).values("demand_id"))
    if asked.get("organisation", "").isdecimal():
        through = ways.filter(membership__organisation_id=int(asked["organisation"]))
        rows = rows.filter(pk__in=through.values("demand_id"))
    seen = DemandPursuit.objects.visible_to(person).select_related("membership__organisation")
    rows = rows.select_related("theme", "aim", "unit", "case").prefetch_related(Prefetch("pursuits", queryset=seen))
    return listing(rows.order_by("title", "pk"), number, _row)


def organisations_pursued(person: Any) -> QuerySet[Organisation]:
    """Those some demand goes through."""
    ways = DemandPursuit.objects.filter(membership__organisation=OuterRef("pk"))
    return Organisation.objects.visible_to(person).filter(Exists(ways))


def visible_demand(person: Any, pk: int) -> Demand | None:
    rows = Demand.objects.visible_to(person).select_related("theme", "aim", "unit", "case")
    return rows.filter(pk=pk).first()


def visible_pursuit(person: Any, pk: int) -> DemandPursuit | None:
    rows = DemandPursuit.objects.visible_to(person)
    return rows.select_related("demand__case", "demand__unit", "membership__organisation").filter(pk=pk).first()


def ways_of(demand: Demand, person: Any) -> list[Way]:
    """One query."""
    rows = DemandPursuit.objects.visible_to(person).filter(demand=demand)
    rows = rows.select_related("membership__organisation").order_by("membership__organisation__name", "pk")
    return [Way(row, COLORS[PursuitState(row.state)], verbs_of(row)) for row in rows]


def verbs_of(pursuit: DemandPursuit) -> list[str]:
    return [verb for verb in PURSUIT.transitions if PURSUIT.allows(pursuit, verb)]


def memberships_left(demand: Demand, person: Any) -> QuerySet[Membership]:
    """The city's memberships the demand does not go through yet."""
    rows = Membership.objects.visible_to(person).running().exclude(pursuits__demand=demand)
    return rows.select_related("organisation").order_by("organisation__name", "pk")


def decided_cases(person: Any, besides: int | None = None) -> QuerySet[Case]:
    """Cases a demand or a mandate may rest on: those the person sees, newest first."""
    rows = Case.objects.visible_to(person).filter(Q(state="decided") | Q(pk=besides))
    return rows.order_by("-opened_at", "-pk")


def _row(row: Demand) -> Row:
    ways = sorted(row.pursuits.all(), key=lambda each: each.membership.organisation.name)
    labels = dict(PursuitState.choices)
    said = "; ".join(f"{each.membership.organisation.name}: {str(labels[each.state]).lower()}" for each in ways)
    rests = row.case.reference_number if row.case else row.decided
    return Row(
        title=row.title,
        url=row.get_absolute_url(),
        cells=[
            Cell(str(row.theme or "")),
            Cell(str(row.aim or "")),
            Cell(rests or _("Inget beslut angivet"), "" if rests else "warning"),
            Cell(said or _("Ingen väg vald"), "" if said else "warning"),
            Cell(row.unit.name),
        ],
    )
