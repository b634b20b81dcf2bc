"""Positions, allies and contacts with the institutions."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet

from core.words import matching
from engagements.querysets import open_or_granted
from monitoring.enums import PositionLevel, PositionState
from monitoring.models import Ally, Dossier, EuOffice, InstitutionContact, Position
from monitoring.selectors.paging import Page, page_of

COLORS = {
    PositionState.DRAFT: "info",
    PositionState.ADOPTED: "accent",
    PositionState.PURSUED: "warning",
    PositionState.ACHIEVED: "success",
    PositionState.GIVEN_UP: "neutral",
}
OF_DOSSIER = "dossier__engagement__search_text"


def visible(person: Any) -> QuerySet[Position]:
    return Position.objects.filter(open_or_granted(person, "dossier__engagement__"))


def positions(person: Any, asked: dict[str, str], number: int) -> Page[Position]:
    """A page, newest first; three queries. Each row has a `.color`."""
    rows = visible(person).select_related("dossier__engagement").prefetch_related("allies")
    rows = matching(rows, asked.get("q", ""), "title", "target", OF_DOSSIER)
    if asked.get("niva") in PositionLevel.values:
        rows = rows.filter(level=asked["niva"])
    if asked.get("lage") in PositionState.values:
        rows = rows.filter(state=asked["lage"])
    if asked.get("allierad", "").isdecimal():
        rows = rows.filter(allies=int(asked["allierad"]))
    page = page_of(rows.order_by("-written_at", "-pk"), number)
    _colour(page.rows)
    return page


def of_dossier(dossier: Dossier) -> list[Position]:
    """The dossier's positions; one query."""
    rows = list(Position.objects.filter(dossier=dossier).order_by("-written_at", "-pk")[:10])
    _colour(rows)
    return rows


def position_for(person: Any, pk: int) -> Position | None:
    rows = visible(person).select_related("dossier__engagement__responsible_unit", "case", "aim", "written_by")
    row = rows.prefetch_related("allies").filter(pk=pk).first()
    if row is not None:
        _colour([row])
    return row


def allies() -> list[Ally]:
    """Everybody the city influences together with, with how many positions; one query."""
    open_ones = Count("positions", filter=Q(positions__dossier__engagement__confidentiality="open"))
    return list(Ally.objects.annotate(with_positions=open_ones).order_by("name"))


def ally_choices() -> list[tuple[int, str]]:
    return list(Ally.objects.values_list("pk", "name"))


def contacts(person: Any, asked: dict[str, str], number: int) -> Page[InstitutionContact]:
    """The log, latest first; two queries. Those on a confidential dossier follow it."""
    rows = InstitutionContact.objects.filter(Q(dossier=None) | open_or_granted(person, "dossier__engagement__"))
    rows = rows.select_related("unit", "dossier__engagement")
    rows = matching(rows, asked.get("q", ""), "institution", "met", "by_whom", "about", "unit__name", OF_DOSSIER)
    if asked.get("enhet", "").isdecimal():
        rows = rows.filter(unit_id=int(asked["enhet"]))
    if asked.get("samrad") == "utan":
        rows = rows.filter(by_office=False, consulted=False)
    return page_of(rows.order_by("-on", "-pk"), number)


def office() -> EuOffice | None:
    return EuOffice.objects.select_related("unit").first()


def _colour(rows: list[Position]) -> None:
    for row in rows:
        row.color = COLORS[PositionState(row.state)]  # type: ignore[attr-defined]
