"""Signals: the list with its filters, one signal, and what a person has reported."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from core.words import matching
from engagements.querysets import open_or_granted
from governance.models import Theme, Unit
from monitoring.enums import Direction, Impact, SignalState
from monitoring.models import Signal
from monitoring.selectors.paging import Page, page_of

STATE_COLORS = {
    SignalState.NEW: "info",
    SignalState.ASSESSED: "warning",
    SignalState.FOLLOWED: "success",
    SignalState.NOTED: "neutral",
    SignalState.DROPPED: "neutral",
}
IMPACT_COLORS = {Impact.LOW: "neutral", Impact.MEDIUM: "warning", Impact.HIGH: "danger"}
FILTERS = ("tema", "paverkan", "riktning", "enhet", "lage")


@dataclass(frozen=True, slots=True)
class SignalRow:
    pk: int
    headline: str
    source: str
    themes: str
    unit: str
    impact: str
    impact_color: str
    direction: str
    state: str
    state_color: str
    reported_at: datetime
    url: str


def visible(person: Any) -> QuerySet[Signal]:
    """Those in no dossier are open; the others are as their dossier."""
    return Signal.objects.filter(Q(dossier=None) | open_or_granted(person, "dossier__engagement__"))


def signals(person: Any, asked: dict[str, str], number: int) -> Page[SignalRow]:
    """A page, newest first; three queries. `enhet` is one that reported it or that it touches."""
    rows = matching(visible(person), asked.get("q", ""), "what", "source_name", "unit__name")
    if asked.get("lage") in SignalState.values:
        rows = rows.filter(state=asked["lage"])
    if asked.get("paverkan") in Impact.values:
        rows = rows.filter(impact=asked["paverkan"])
    if asked.get("riktning") in Direction.values:
        rows = rows.filter(direction=asked["riktning"])
    if asked.get("tema", "").isdecimal():
        rows = rows.filter(pk__in=Signal.themes.through.objects.filter(theme_id=asked["tema"]).values("signal_id"))
    if asked.get("enhet", "").isdecimal():
        touched = Signal.units.through.objects.filter(unit_id=asked["enhet"]).values("signal_id")
        rows = rows.filter(Q(unit_id=asked["enhet"]) | Q(pk__in=touched))
    page = page_of(_read(rows).order_by("-reported_at", "-pk"), number)
    return replace(page, rows=[_row(row) for row in page.rows])


def signal_for(person: Any, pk: int) -> Signal | None:
    rows = visible(person).select_related("unit", "reported_by", "assessed_by", "aim", "dossier__engagement")
    return rows.prefetch_related("themes", "units").filter(pk=pk).first()


def row_of(signal: Signal) -> SignalRow:
    return _row(signal)


def filter_choices() -> dict[str, list[tuple[Any, Any]]]:
    """What can be chosen in the filters; two queries."""
    return {
        "tema": list(Theme.objects.values_list("pk", "name")),
        "paverkan": list(Impact.choices),
        "riktning": list(Direction.choices),
        "enhet": list(Unit.objects.order_by("name").values_list("pk", "name")),
        "lage": list(SignalState.choices),
    }


def _read(rows: QuerySet[Signal]) -> QuerySet[Signal]:
    return rows.select_related("unit").prefetch_related("themes")


def _row(row: Signal) -> SignalRow:
    return SignalRow(
        pk=row.pk,
        headline=row.headline,
        source=row.source_name,
        themes=", ".join(theme.name for theme in row.themes.all()),
        unit=row.unit.name if row.unit else "",
        impact=row.get_impact_display() if row.impact else "",
        impact_color=IMPACT_COLORS[Impact(row.impact)] if row.impact else "",
        direction=row.get_direction_display() if row.direction else "",
        state=row.get_state_display(),
        state_color=STATE_COLORS[SignalState(row.state)],
        reported_at=row.reported_at,
        url=row.get_absolute_url(),
    )
