"""What waits for a person on the start page: referrals to answer, tasks to do, and cases. Read together, in one query,
because the page has panels of every app and few queries."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, DateTimeField, F, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from decisions.models import Answer, Assignment, Case
from decisions.selectors import carrying_out
from decisions.selectors.cases import COLUMNS, CaseRow, brought_first, running_first, told, with_active_step
from decisions.selectors.referrals import ToAnswer
from decisions.selectors.referrals import waiting_for as answers_waiting_for
from governance.models import Person

REFERRAL, TASK = "referral", "task"
MOST = 5
NEVER = datetime.date.max


@dataclass(frozen=True, slots=True)
class ToDo:
    """A task of the person's unit."""

    pk: int
    text: str
    number: str
    unit: str
    body: str
    due_on: datetime.date
    late: bool
    handed_back: bool


@dataclass(slots=True)
class Waiting:
    """`cases` are those under way for the coordinating unit, and for others those they brought."""

    referrals: list[ToAnswer] = field(default_factory=list)
    tasks: list[ToDo] = field(default_factory=list)
    cases: list[CaseRow] = field(default_factory=list)


def waiting(person: Person) -> Waiting:
    """All three, each the most urgent first; one query."""
    today = timezone.localdate()
    found = Waiting()
    under_way = []
    for *facts, changed_at, body in _cases(person).union(_referrals(person), _tasks(person), all=True):
        pk, title, number, third, kind, whom, due_on, opened_at, last = facts
        if kind == REFERRAL:
            late = due_on < today
            found.referrals.append(ToAnswer(pk, title, number, whom or third, due_on, late, last or ""))
        elif kind == TASK:
            text = carrying_out.shortened(title)
            found.tasks.append(ToDo(pk, text, number, whom, body, due_on, due_on < today, bool(third)))
        else:
            order = (due_on or NEVER, opened_at) if person.powers.coordinates else (_since(changed_at), -pk)
            under_way.append((order, pk, facts))
    found.referrals.sort(key=lambda row: (row.due_on, row.pk))
    found.tasks.sort(key=lambda row: (row.due_on, row.pk))
    found.cases = told([tuple(facts) for _order, _pk, facts in sorted(under_way, key=lambda row: row[:2])], today)
    return found


def _since(moment: datetime.datetime) -> float:
    """The latest first."""
    return -moment.timestamp()


def _cases(person: Person) -> QuerySet[Any]:
    rows = running_first(person) if person.powers.coordinates else brought_first(person)
    found = with_active_step(Case.objects.filter(pk__in=rows.values("pk")))
    return found.order_by().values_list(*COLUMNS, "changed_at", Value(""))


def _referrals(person: Person) -> QuerySet[Any]:
    first = answers_waiting_for(person).order_by("due_on", "pk").values("pk")[:MOST]
    rows = Answer.objects.filter(pk__in=first)
    return rows.order_by().values_list(
        "pk", "referral__title", "referral__case__reference_number", "outside", Value(REFERRAL),
        Coalesce("body__name", "unit__name"), "due_on", _no_moment(), "answer_case__reference_number", _no_moment(),
        Value(""),
    )  # fmt: skip


def _tasks(person: Person) -> QuerySet[Any]:
    first = carrying_out.waiting_for(person).order_by("due_on", "pk").values("pk")[:MOST]
    rows = Assignment.objects.filter(pk__in=first)
    return rows.order_by().values_list(
        "pk", "text", "case__reference_number", "handed_back", Value(TASK), "unit__name", "due_on", _no_moment(),
        Value("", CharField()), _no_moment(), F("decision__body__name"),
    )  # fmt: skip


def _no_moment() -> Value:
    return Value(None, DateTimeField())
