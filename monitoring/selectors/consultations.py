from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone

from decisions.enums import CaseState
from decisions.selectors import STATE_COLORS
from engagements.querysets import open_or_granted
from monitoring.models import Consultation, Dossier

PAGE = 50
ANSWERABLE = (CaseState.PREPARING, CaseState.PUT_FORWARD, CaseState.TABLED)


@dataclass(frozen=True, slots=True)
class ConsultationRow:
    """`late` is one that should have been answered, or was answered after its deadline."""

    title: str
    asked_by: str
    unit: str
    deadline: date
    answered_on: date | None
    late: bool
    state: str
    color: str
    number: str
    url: str


@dataclass(frozen=True, slots=True)
class ConsultationPage:
    rows: list[ConsultationRow]
    number: int
    has_next: bool

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def previous_page_number(self) -> int:
        return self.number - 1

    @property
    def next_page_number(self) -> int:
        return self.number + 1


def visible_dossier(person: Any, pk: int) -> Dossier | None:
    rows = Dossier.objects.filter(open_or_granted(person, "engagement__"))
    return rows.select_related("engagement__responsible_unit").filter(pk=pk).first()


def consultations_of(dossier: Dossier) -> list[ConsultationRow]:
    """The dossier's consultations, those without an answer first; one query."""
    return _rows(_in_order(Consultation.objects.filter(dossier=dossier))[:20])


def consultations(person: Any, number: int) -> ConsultationPage:
    """A page of what the person may see, those without an answer first, nearest deadline first; one query."""
    visible = Consultation.objects.filter(open_or_granted(person, "dossier__engagement__"))
    number = min(max(number, 1), 10_000)
    start = (number - 1) * PAGE
    rows = _rows(_in_order(visible)[start : start + PAGE + 1])
    return ConsultationPage(rows[:PAGE], number, len(rows) > PAGE)


def _in_order(rows: QuerySet[Consultation]) -> QuerySet[Consultation]:
    unanswered_first = F("answered_on").desc(nulls_first=True)
    return rows.select_related("case__unit").order_by(unanswered_first, "deadline", "pk")


def _rows(rows: QuerySet[Consultation]) -> list[ConsultationRow]:
    today = timezone.localdate()
    return [
        ConsultationRow(
            title=row.title,
            asked_by=row.asked_by,
            unit=row.case.unit.name,
            deadline=row.deadline,
            answered_on=row.answered_on,
            late=_late(row, today),
            state=row.case.get_state_display(),
            color=STATE_COLORS[CaseState(row.case.state)],
            number=row.case.reference_number,
            url=row.case.get_absolute_url(),
        )
        for row in rows
    ]


def _late(row: Consultation, today: date) -> bool:
    if row.answered_on is not None:
        return row.answered_on > row.deadline
    return row.case.state in ANSWERABLE and row.deadline < today
