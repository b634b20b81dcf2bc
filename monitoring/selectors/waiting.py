"""What of monitoring stands on the start page: what waits for the coordinating unit, and what a person has reported.

Each is one query over several tables, since the page has parts from every area.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, CharField, DateTimeField, F, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from decisions.enums import CaseState
from decisions.selectors import STATE_COLORS as CASE_COLORS
from monitoring.deadlines import told
from monitoring.enums import BatchState, ConsultationState, PlanItemState, SignalState
from monitoring.models import ImportBatch, PlanItem, Signal
from monitoring.models.plan import QUARTERS
from monitoring.selectors import consultations, signals

SIGNAL, CONSULTATION, PLANNED, BATCH = "signal", "consultation", "planned", "batch"
PAGES = {
    SIGNAL: "monitoring:signal_detail",
    CONSULTATION: "monitoring:consultation_detail",
    PLANNED: "monitoring:plan_detail",
    BATCH: "monitoring:batch_detail",
}
NAMES = ("kind", "at", "what", "state", "case_state", "when", "note")


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line: where it leads, its state in a word and a colour, and what is said after it."""

    kind: str
    title: str
    url: str
    state: str
    color: str
    note: str
    late: bool


def for_coordination(person: Any, most: int = 5) -> dict[str, list[Waiting]]:
    """Signals nobody assessed, consultations by deadline, what the plan expected, imports to look through."""
    today = timezone.localdate()
    by_now = Q(plan__year__lt=today.year) | Q(plan__year=today.year, quarter__lte=(today.month + 2) // 3)
    new = signals.visible(person).filter(state=SignalState.NEW).order_by("reported_at", "pk")
    asked = consultations.visible(person).filter(closed=False).order_by("deadline", "pk")
    due = PlanItem.objects.filter(by_now, state=PlanItemState.EXPECTED).order_by("plan__year", "quarter", "pk")
    read = ImportBatch.objects.filter(state=BatchState.PREVIEW).order_by("-read_at", "-pk")
    return _read(_signals(new, most), _consultations(asked, most), _planned(due, most), _batches(read, most))


def reported_by(person: Any, most: int = 3) -> dict[str, list[Waiting]]:
    """What the person has reported last, and what came of it."""
    seen = signals.visible(person).filter(reported_by=person).order_by("-reported_at", "-pk")
    asked = consultations.visible(person).filter(reported_by=person).order_by("-pk")
    return _read(_signals(seen, most), _consultations(asked, most))


def _first(rows: QuerySet[Any], most: int) -> QuerySet[Any]:
    return rows.model._default_manager.filter(pk__in=rows.values("pk")[:most]).order_by()


def _row(rows: QuerySet[Any], kind: str, **said: Any) -> QuerySet[Any]:
    """The same columns of the same types from every table."""
    nothing = {"state": Value(""), "case_state": Value(""), "note": Value("")}
    given = {"kind": Value(kind), "at": F("pk"), **nothing, **said}
    given["when"] = Cast(given.get("when", Value(None)), DateTimeField())
    for name in ("kind", "what", "state", "case_state", "note"):
        given[name] = Cast(given[name], TextField())
    return rows.values_list(*(given[name] for name in NAMES))


def _signals(rows: QuerySet[Any], most: int) -> QuerySet[Any]:
    unit = Coalesce("unit__name", Value(""), output_field=CharField())
    return _row(_first(rows, most), SIGNAL, what=F("what"), state=F("state"), when=F("reported_at"), note=unit)


def _consultations(rows: QuerySet[Any], most: int) -> QuerySet[Any]:
    taken = Case(When(state=ConsultationState.TAKEN_UP, then=F("case__state")), default=Value(""))
    said = {"what": F("title"), "state": F("state"), "case_state": Coalesce(taken, Value(""))}
    return _row(_first(rows, most), CONSULTATION, when=F("deadline"), **said)


def _planned(rows: QuerySet[Any], most: int) -> QuerySet[Any]:
    said = {"at": F("plan_id"), "what": F("title"), "state": F("plan__year"), "note": F("quarter")}
    return _row(_first(rows, most), PLANNED, **said)


def _batches(rows: QuerySet[Any], most: int) -> QuerySet[Any]:
    return _row(_first(rows, most), BATCH, what=F("name"), when=F("read_at"))


def _read(first: QuerySet[Any], *others: QuerySet[Any]) -> dict[str, list[Waiting]]:
    """One query. Nearest deadline first, newest signal first."""
    found: dict[str, list[Waiting]] = {kind: [] for kind in PAGES}
    now = timezone.now()
    rows = sorted(first.union(*others, all=True), key=lambda row: (row[5] or now, row[3], row[6], row[1]))
    for kind, pk, what, state, case_state, when, note in rows:
        found[kind].append(_shown(kind, pk, what, state, case_state, when, note))
    return found


def _shown(kind: str, pk: int, what: str, state: str, case_state: str, when: datetime | None, note: str) -> Waiting:
    url = reverse(PAGES[kind], args=[pk])
    if kind == SIGNAL:
        title = Signal(what=what).headline
        label, color = SignalState(state).label, signals.STATE_COLORS[SignalState(state)]
        return Waiting(kind, title, url, str(label), color, note, False)
    if kind == CONSULTATION:
        return _consultation(what, url, state, case_state, when)
    if kind == PLANNED:
        words = {"quarter": dict(QUARTERS)[int(note)], "year": state}
        return Waiting(kind, what, url, "", "", _("%(quarter)s %(year)s") % words, False)
    return Waiting(kind, what, url, "", "", "", False)


def _consultation(title: str, url: str, state: str, case_state: str, when: datetime | None) -> Waiting:
    label, color = ConsultationState(state).label, consultations.COLORS.get(state, "info")
    if case_state:
        label, color = CaseState(case_state).label, CASE_COLORS[CaseState(case_state)]
    waits = case_state in consultations.ANSWERABLE if case_state else state == ConsultationState.REPORTED
    late = waits and when is not None and when < timezone.now()
    return Waiting(CONSULTATION, title, url, str(label), color, told(when) if when else "", late)
