"""Consultations: the list, those of a dossier, one with its plan back to the last possible meeting."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from core.words import matching
from decisions.enums import CaseState
from decisions.models import Case
from decisions.selectors import STATE_COLORS
from decisions.selectors.planning import Plan, plan_back
from engagements.querysets import open_or_granted
from governance.models import Unit
from governance.selectors import policy_in_force
from monitoring.actions.consultations import CONSULTATION
from monitoring.deadlines import last_day, told
from monitoring.enums import Channel, ConsultationState
from monitoring.models import Consultation, Dossier
from monitoring.selectors.paging import Page, page_of

ANSWERABLE = (CaseState.PREPARING, CaseState.PUT_FORWARD, CaseState.TABLED)
COLORS: dict[str, str] = {
    ConsultationState.REPORTED: "info",
    ConsultationState.ANSWERED: "success",
    ConsultationState.DECLINED: "neutral",
    ConsultationState.LEFT: "neutral",
}


@dataclass(frozen=True, slots=True)
class ConsultationRow:
    """`late` is one that should have been answered, or was answered after its deadline."""

    pk: int
    title: str
    asked_by: str
    channel: str
    unit: str
    deadline: datetime
    deadline_told: str
    answered_on: date | None
    late: bool
    state: str
    color: str
    number: str
    url: str


def visible(person: Any) -> QuerySet[Consultation]:
    """Those on no dossier yet are open; the others are as their dossier."""
    return Consultation.objects.filter(Q(dossier=None) | open_or_granted(person, "dossier__engagement__"))


def consultations_of(dossier: Dossier) -> list[ConsultationRow]:
    """The dossier's consultations, those without an answer first; one query."""
    return [_row(row) for row in _in_order(Consultation.objects.filter(dossier=dossier))[:20]]


def consultations(person: Any, asked: dict[str, str], number: int) -> Page[ConsultationRow]:
    """A page of what the person may see, those without an answer first, nearest deadline first; two queries."""
    rows = matching(visible(person), asked.get("q", ""), "title", "asked_by", "unit__name")
    if asked.get("kanal") in Channel.values:
        rows = rows.filter(channel=asked["kanal"])
    if asked.get("lage") in ConsultationState.values:
        rows = rows.filter(state=asked["lage"])
    if asked.get("enhet", "").isdecimal():
        rows = rows.filter(unit_id=int(asked["enhet"]))
    page = page_of(_in_order(rows), number)
    return replace(page, rows=[_row(row) for row in page.rows])


def consultation_for(person: Any, pk: int) -> Consultation | None:
    rows = visible(person).select_related(
        "case__policy", "case__unit__serves", "unit__serves", "dossier__engagement", "reported_by", "plan_item__plan"
    )
    return rows.filter(pk=pk).first()


def row_of(consultation: Consultation) -> ConsultationRow:
    return _row(consultation)


def plan_of(consultation: Consultation) -> Plan | None:
    """Back from the deadline over the bodies' meetings, while there is something left to plan; the case's own policy
    counts once there is a case."""
    case = consultation.case
    unit = case.unit if case else consultation.unit
    if consultation.closed or unit is None or (case is not None and case.state not in ANSWERABLE):
        return None
    policy = case.policy if case else policy_in_force()
    return plan_back(policy, CONSULTATION, last_day(consultation.deadline), unit)


def case_seen(person: Any, consultation: Consultation) -> bool:
    """A case still being prepared is not yet everybody's."""
    return consultation.case_id is not None and case_visible(person, consultation.case_id)


def case_visible(person: Any, pk: int) -> bool:
    return Case.objects.visible_to(person).filter(pk=pk).exists()


def units() -> list[tuple[int, str]]:
    return list(Unit.objects.order_by("name").values_list("pk", "name"))


def unlinked(person: Any) -> QuerySet[Consultation]:
    """Consultations that no item of a plan has come to yet."""
    rows = visible(person).filter(plan_item=None).exclude(state=ConsultationState.DECLINED)
    return rows.order_by("closed", "deadline")


def _in_order(rows: QuerySet[Consultation]) -> QuerySet[Consultation]:
    return rows.select_related("case__unit", "unit").order_by("closed", "deadline", "pk")


def _row(row: Consultation) -> ConsultationRow:
    taken_up = row.state == ConsultationState.TAKEN_UP and row.case is not None
    unit = row.case.unit if row.case else row.unit
    return ConsultationRow(
        pk=row.pk,
        title=row.title,
        asked_by=row.asked_by,
        channel=row.get_channel_display(),
        unit=unit.name if unit else "",
        deadline=row.deadline,
        deadline_told=told(row.deadline),
        answered_on=row.answered_on,
        late=is_late(row),
        state=row.case.get_state_display() if taken_up and row.case else row.get_state_display(),
        color=STATE_COLORS[CaseState(row.case.state)] if taken_up and row.case else COLORS.get(row.state, "info"),
        number=row.case.reference_number if row.case else "",
        url=row.get_absolute_url(),
    )


def is_late(row: Consultation) -> bool:
    if row.answered_on is not None:
        return row.answered_on > last_day(row.deadline)
    waits = row.case.state in ANSWERABLE if row.case else row.state == ConsultationState.REPORTED
    return waits and row.deadline < timezone.now()
