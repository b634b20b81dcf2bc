"""Tasks from decisions as lists and pages show them; fixed numbers of queries."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from core.words import matching
from decisions.enums import AssignmentState
from decisions.models import Assignment, Case, Decision
from decisions.selectors.board import recording
from decisions.selectors.cases import PAGE, Page
from governance.models import Person, Unit

STATE_COLORS = {
    AssignmentState.GIVEN: "info",
    AssignmentState.REPORTED: "warning",
    AssignmentState.DONE: "success",
}


@dataclass(frozen=True, slots=True)
class TaskRow:
    pk: int
    text: str
    unit: str
    body: str
    case_id: int
    number: str
    paragraph: str
    due_on: datetime.date
    state: str
    state_label: str
    color: str
    late: bool
    handed_back: bool


COLUMNS = (
    *("pk", "text", "unit__name", "decision__body__name", "case_id", "case__reference_number"),
    *("decision__paragraph", "due_on", "state", "handed_back"),
)
SEARCHED = ("text", "unit__name", "decision__body__name", "case__search_text")


def _rows(rows: QuerySet[Assignment]) -> list[TaskRow]:
    today = timezone.localdate()
    labels = {value: str(label) for value, label in AssignmentState.choices}
    return [
        TaskRow(
            pk=pk,
            text=shortened(text),
            unit=unit,
            body=body,
            case_id=case_id,
            number=number,
            paragraph=paragraph,
            due_on=due_on,
            state=state,
            state_label=labels[state],
            color=STATE_COLORS[AssignmentState(state)],
            late=state == AssignmentState.GIVEN and due_on < today,
            handed_back=bool(handed_back) and state == AssignmentState.GIVEN,
        )
        for pk, text, unit, body, case_id, number, paragraph, due_on, state, handed_back in rows.values_list(*COLUMNS)
    ]


def shortened(text: str) -> str:
    return text if len(text) <= 120 else f"{text[:117].rstrip()}…"


def tasks(person: Person, filters: Mapping[str, str], words: str = "") -> Page:
    """Tasks the person may see, those with the nearest last day first; two queries. Filters: state, unit, page; `words`
    of the task, the unit, the body or the case.

    Without a state those that are not done are shown.
    """
    rows = matching(Assignment.objects.visible_to(person), words, *SEARCHED)
    state = filters.get("state", "")
    if state == "late":
        rows = rows.filter(state=AssignmentState.GIVEN, due_on__lt=timezone.localdate())
    elif state in AssignmentState.values:
        rows = rows.filter(state=state)
    elif state != "all":
        rows = rows.exclude(state=AssignmentState.DONE)
    if filters.get("unit", "").isdecimal():
        rows = rows.filter(unit_id=int(filters["unit"]))
    wanted = filters.get("page", "")
    number = min(max(int(wanted), 1), 10_000) if wanted.isdecimal() and len(wanted) < 6 else 1
    start = (number - 1) * PAGE
    found = _rows(rows.order_by("due_on", "pk")[start : start + PAGE + 1])
    return Page(rows=found[:PAGE], number=number, has_next=len(found) > PAGE, total=rows.order_by()[:1001].count())


def waiting_for(person: Person) -> QuerySet[Assignment]:
    """What the person's units have to do."""
    rows = Assignment.objects.visible_to(person).filter(unit_id__in=person.powers.own_units)
    return rows.filter(state=AssignmentState.GIVEN)


def to_accept(person: Person, most: int = 20) -> list[TaskRow]:
    """Reports that wait to be accepted by this person; one query, none for others."""
    bodies = recording(person)
    if not bodies and not person.powers.coordinates:
        return []
    rows = Assignment.objects.visible_to(person).filter(state=AssignmentState.REPORTED)
    if not person.powers.coordinates:
        rows = rows.filter(Q(decision__body_id__in=bodies) | Q(given_by=person))
    return _rows(rows.order_by("reported_at", "pk")[:most])


def of_case(case: Case) -> list[TaskRow]:
    """The tasks the case's decision gave; one query, none when the case was read with `gave_tasks` saying so."""
    if not getattr(case, "gave_tasks", True):
        return []
    return _rows(Assignment.objects.filter(case=case).order_by("due_on", "pk"))


def task_for(person: Person, pk: int) -> Assignment:
    rows = Assignment.objects.visible_to(person).select_related(
        "case", "decision__body", "decision__step", "unit", "given_by", "reported_by"
    )
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def decision_for(person: Person, pk: int) -> Decision:
    rows = Decision.objects.visible_to(person).select_related("case__engagement", "body", "step")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def units() -> list[tuple[int, str]]:
    return list(Unit.objects.order_by("name").values_list("pk", "name"))
