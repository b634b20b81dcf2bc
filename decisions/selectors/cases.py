"""Page-sized reads with a fixed number of queries."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core import kept_sql
from core.models import Event
from core.words import matching
from decisions.enums import CaseState, EffectState, Outcome
from decisions.models import (
    Case,
    CaseStep,
    Decision,
)
from engagements.selectors.found import stand_ins
from governance import matter_names
from governance.enums import Function
from governance.models import Appointment, Body, Person
from governance.powers import standing

PAGE = 50
MOST_COUNTED = 1000


@dataclass(frozen=True, slots=True)
class CaseRow:
    pk: int
    title: str
    reference_number: str
    matter: str
    matter_key: str
    state: str
    state_label: str
    color: str
    with_whom: str
    due_on: datetime.date | None
    opened_on: datetime.date
    late: bool
    under_way: bool


@dataclass(frozen=True, slots=True)
class DecisionRow:
    pk: int
    case_id: int
    title: str
    reference_number: str
    matter: str
    body: str
    outcome: str
    color: str
    decided_on: datetime.date
    paragraph: str
    effect: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list, as the pager wants it. `total` is counted no further than to a thousand."""

    rows: list[Any]
    number: int
    has_next: bool
    total: int

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def next_page_number(self) -> int:
        return self.number + 1

    @property
    def previous_page_number(self) -> int:
        return self.number - 1

    @property
    def more_than_counted(self) -> bool:
        return self.total > MOST_COUNTED


RUNNING = {CaseState.PREPARING, CaseState.PUT_FORWARD, CaseState.TABLED}
STATE_COLORS = {
    CaseState.PREPARING: "neutral",
    CaseState.PUT_FORWARD: "info",
    CaseState.TABLED: "warning",
    CaseState.DECIDED: "success",
    CaseState.REJECTED: "danger",
    CaseState.WITHDRAWN: "neutral",
}
OUTCOME_COLORS = {
    Outcome.APPROVED: "success",
    Outcome.REJECTED: "danger",
    Outcome.RETURNED: "warning",
    Outcome.MINORITY_RETURNED: "warning",
    Outcome.TABLED: "warning",
    Outcome.DROPPED: "neutral",
    Outcome.NOTED: "neutral",
}


def with_active_step(rows: QuerySet[Case]) -> Any:
    active = CaseStep.objects.filter(case_id=OuterRef("pk"), state="active")
    return rows.annotate(
        with_whom=Subquery(active.values_list(Coalesce("body__name", "unit__name"))[:1]),
        due_on=Subquery(active.values("due_on")[:1]),
    )


COLUMNS = ("pk", "title", "reference_number", "matter", "state", "with_whom", "due_on", "opened_at", "effect__state")


def _case_rows(rows: QuerySet[Case], today: datetime.date) -> list[CaseRow]:
    return told(rows.values_list(*COLUMNS), today)


def told(rows: Iterable[tuple[Any, ...]], today: datetime.date) -> list[CaseRow]:
    labels = {value: str(label) for value, label in CaseState.choices}
    matters = {key: str(name) for key, name in matter_names.known().items()}
    return [
        CaseRow(
            pk=pk,
            title=title,
            reference_number=number,
            matter=matters.get(matter, matter),
            matter_key=matter,
            state=state,
            state_label=labels[state],
            color=STATE_COLORS[CaseState(state)],
            with_whom=with_whom or "",
            due_on=due_on,
            opened_on=timezone.localdate(opened_at),
            late=bool(due_on and due_on < today),
            under_way=state in RUNNING or effect == EffectState.WAITING,
        )
        for pk, title, number, matter, state, with_whom, due_on, opened_at, effect in rows
    ]


def _page_number(wanted: str) -> int:
    return min(max(int(wanted), 1), 10_000) if wanted.isdecimal() and len(wanted) < 6 else 1


def _capped(rows: QuerySet[Any]) -> int:
    return rows.order_by()[: MOST_COUNTED + 1].count()


def cases(person: Person, filters: Mapping[str, str]) -> Page:
    """Cases the person may see, newest first; two queries. Filters: state, body, matter, text, page."""
    rows = Case.objects.visible_to(person)
    state = filters.get("state", "")
    if state == "running":
        rows = rows.running()
    elif state in CaseState.values:
        rows = rows.filter(state=state)
    if filters.get("body", "").isdecimal():
        rows = rows.on_the_way_of(int(filters["body"]))
    if filters.get("matter"):
        rows = rows.filter(matter=filters["matter"])
    if filters.get("text", "").strip():
        rows = rows.matching(filters["text"])
    number = _page_number(filters.get("page", ""))
    start = (number - 1) * PAGE
    ordered = with_active_step(rows).order_by("-opened_at", "-pk")[start : start + PAGE + 1]
    found = _case_rows(ordered, timezone.localdate())
    return Page(rows=found[:PAGE], number=number, has_next=len(found) > PAGE, total=_capped(rows))


def decisions(person: Person, filters: Mapping[str, str], words: str = "") -> Page:
    """Decisions the person may see, newest first; two queries. Filters: body, year, outcome, page; `words` of the case,
    the body or the paragraph."""
    rows = matching(Decision.objects.visible_to(person), words, "case__search_text", "body__name", "paragraph")
    if filters.get("body", "").isdecimal():
        rows = rows.filter(body_id=int(filters["body"]))
    year = filters.get("year", "")
    if year.isdecimal() and 1900 < int(year) < 3000:
        rows = rows.filter(
            decided_on__gte=datetime.date(int(year), 1, 1), decided_on__lt=datetime.date(int(year) + 1, 1, 1)
        )
    if filters.get("outcome") in Outcome.values:
        rows = rows.filter(outcome=filters["outcome"])
    number = _page_number(filters.get("page", ""))
    start = (number - 1) * PAGE
    found = _decision_rows(rows.order_by("-decided_on", "-pk")[start : start + PAGE + 1])
    return Page(rows=found[:PAGE], number=number, has_next=len(found) > PAGE, total=_capped(rows))


def _decision_rows(rows: QuerySet[Decision]) -> list[DecisionRow]:
    labels = {value: str(label) for value, label in Outcome.choices}
    matters = {key: str(name) for key, name in matter_names.known().items()}
    columns = ("pk", "case_id", "case__title", "case__reference_number", "case__matter", "body__name", "outcome")
    read = rows.values_list(*columns, "decided_on", "paragraph", "effect__due_on", "effect__state")
    return [
        DecisionRow(
            pk=pk,
            case_id=case_id,
            title=title,
            reference_number=number,
            matter=matters.get(matter, matter),
            body=body,
            outcome=labels[outcome],
            color=OUTCOME_COLORS[Outcome(outcome)],
            decided_on=decided_on,
            paragraph=paragraph,
            effect=_effect_in_words(due_on, effect),
        )
        for pk, case_id, title, number, matter, body, outcome, decided_on, paragraph, due_on, effect in read
    ]


def _effect_in_words(due_on: datetime.date | None, state: str | None) -> str:
    if due_on is None:
        return ""
    day = date_format(due_on, "j F Y")
    return _("Gäller sedan %(day)s") % {"day": day} if state == "done" else _("Träder i kraft %(day)s") % {"day": day}


def bodies() -> list[tuple[int, str]]:
    return list(Body.objects.values_list("pk", "name"))


def decision_years() -> list[int]:
    """Years from this one back; not counted in the database."""
    return list(range(timezone.localdate().year, timezone.localdate().year - 8, -1))


def history_of(case: Case) -> list[Event]:
    """What has happened in the case, newest first."""
    return list(Event.objects.filter(subject=f"decisions.case:{case.pk}").order_by("-id")[:100])


def presenters_for(body: Body | None) -> list[str]:
    """Who may have presented: those who lately did before the body, and the directors of the units under it."""
    if body is None:
        return []
    lately = Decision.objects.filter(body=body).order_by("-pk").values_list("presenter", flat=True)[:20]
    directors = Appointment.objects.today().filter(Q(unit__serves=body), function=Function.DIRECTOR)
    named = [f"{name}, {unit}" for name, unit in directors.values_list("person__name", "unit__name")[:20]]
    return list(dict.fromkeys([*lately, *named]))[:12]


def cases_of(engagement: Any, person: Person) -> list[CaseRow]:
    def rows() -> QuerySet:
        cases = Case.objects.visible_to(person).filter(engagement_id=some)
        return with_active_step(cases).order_by("-opened_at", "-pk").values_list(*COLUMNS)[:20]

    some = kept_sql.number(0)
    read = kept_sql.rows(("decisions.cases_of", standing(person)), rows, {some: engagement.pk})
    return told(read, timezone.localdate())


def waiting_before(person: Person, body_ids: frozenset[int], most: int = 8) -> list[CaseRow]:
    """Cases whose turn it is in these bodies, the most urgent first."""
    rows = with_active_step(Case.objects.visible_to(person).before(body_ids))
    return _case_rows(rows.order_by("due_on", "opened_at", "pk")[:most], timezone.localdate())


def decided_by(person: Person, body_ids: frozenset[int], most: int = 5) -> list[DecisionRow]:
    rows = Decision.objects.visible_to(person).filter(body_id__in=body_ids)
    return _decision_rows(rows.order_by("-decided_on", "-pk")[:most])


def running_first(person: Person) -> QuerySet[Case]:
    """Up to a hundred running cases, those with the nearest last day first."""
    nearest_first = F("due_on").asc(nulls_last=True)
    rows = with_active_step(Case.objects.visible_to(person).running())
    return rows.order_by(nearest_first, "opened_at", "pk")[:100]


def brought_first(person: Person, most: int = 5) -> QuerySet[Case]:
    """The cases the person brought, those that changed last first."""
    return Case.objects.visible_to(person).filter(opened_by=person).order_by("-changed_at", "-pk")[:most]


def found_by(words: str, person: Person, most: int = 50) -> list[CaseRow]:
    def rows() -> QuerySet:
        cases = Case.objects.visible_to(person).matching(" ".join(stands))
        return with_active_step(cases).order_by("-opened_at", "-pk").values_list(*COLUMNS)[:most]

    stands, given = stand_ins(words.casefold().split())
    key = ("decisions.found_by", standing(person), tuple(map(len, stands)), most)
    return told(kept_sql.rows(key, rows, given), timezone.localdate())
