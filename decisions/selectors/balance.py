"""The balance list (ärendebalans) of a body: what is not settled, and what is settled but not carried out."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from core.enums import Confidentiality
from core.words import matching
from decisions.enums import AssignmentState, CaseState, EffectState
from decisions.models import AgendaItem, Assignment, Case, CaseStep, Effect, Referral
from decisions.querysets import CaseQuerySet
from governance import matter_names
from governance.enums import StepRole
from governance.models import Body, Person

MOST = 2000
RUNNING = (CaseState.PREPARING, CaseState.PUT_FORWARD, CaseState.TABLED)
COUNTED = (Count("case", distinct=True), Min("case__opened_at"))


@dataclass(frozen=True, slots=True)
class BodyRow:
    pk: int
    name: str
    number: int
    oldest: datetime.date | None


@dataclass(frozen=True, slots=True)
class Open:
    """A case under way. `next_on` is the nearest of what is known: meeting, last day of the step, of a referral."""

    pk: int
    number: str
    title: str
    matter: str
    opened_on: datetime.date
    age: int
    state: str
    where: str
    does: str
    next_on: datetime.date | None
    next_what: str
    late: bool


@dataclass(frozen=True, slots=True)
class Left:
    """What is decided but not carried out: an effect that waits for its day, or a task that is not done."""

    url: str
    number: str
    title: str
    what: str
    who: str
    decided_on: datetime.date
    age: int
    due_on: datetime.date
    late: bool


@dataclass(frozen=True, slots=True)
class Balance:
    body: Body
    today: datetime.date
    cases: list[Open]
    left: list[Left]

    @property
    def late(self) -> int:
        return sum(row.late for row in self.cases) + sum(row.late for row in self.left)

    @property
    def oldest(self) -> int:
        return max([row.age for row in self.cases] + [row.age for row in self.left], default=0)


def balance(body: Body, cases: CaseQuerySet, today: datetime.date | None = None) -> Balance:
    """Of those `cases` that have the body on their way, all that is open, the oldest first; three queries."""
    day = today or timezone.localdate()
    return Balance(body, day, list(_open(body, cases, day)), sorted(_left(body, cases), key=lambda row: -row.age))


def for_person(body: Body, person: Person) -> Balance:
    return balance(body, Case.objects.visible_to(person))


def for_print(everything: bool) -> CaseQuerySet:
    """What stands in print, where nobody knows who reads: nothing secret, and what is being prepared only for those who
    see every preparation."""
    rows = Case.objects.filter(confidentiality=Confidentiality.OPEN)
    rows = rows.exclude(engagement__confidentiality=Confidentiality.CONFIDENTIAL)
    return rows if everything else rows.filter(~Q(state=CaseState.PREPARING) | Q(round__gt=1))


def sees_all(person: Person) -> bool:
    powers = person.powers
    return powers.coordinates or powers.registers or powers.administers


def counts(person: Person, words: str = "") -> list[BodyRow]:
    """Every body whose name has the words, and how many cases under way that the person may see have it on their way;
    two queries."""
    running = Case.objects.visible_to(person).filter(state__in=RUNNING)
    steps = matching(CaseStep.objects.filter(case__in=running, body__isnull=False), words, "body__name")
    counted = steps.order_by().values_list("body_id").annotate(*COUNTED)
    numbers = {pk: (number, oldest) for pk, number, oldest in counted}
    return [
        BodyRow(pk, name, number, timezone.localdate(oldest) if oldest else None)
        for pk, name in matching(Body.objects.order_by("name"), words, "name").values_list("pk", "name")
        for number, oldest in [numbers.get(pk, (0, None))]
    ]


ACTIVE = ("with_whom", "role", "step_due")
COLUMNS = ("pk", "reference_number", "title", "matter", "opened_at", "state", *ACTIVE, "meeting_at", "answers_by")


def _open(body: Body, cases: Any, today: datetime.date) -> Iterator[Open]:
    active = CaseStep.objects.filter(case_id=OuterRef("pk"), state="active")
    standing = AgendaItem.objects.filter(
        step__case_id=OuterRef("pk"),
        state__in=["waiting", "recorded"],
        meeting__state__in=["planned", "called", "open"],
    )
    asked = Referral.objects.filter(case_id=OuterRef("pk"), state="sent").order_by("due_on")
    rows = (
        cases.on_the_way_of(body.pk)
        .running()
        .annotate(
            with_whom=Subquery(active.values_list(Coalesce("body__name", "unit__name"))[:1]),
            role=Subquery(active.values("role")[:1]),
            step_due=Subquery(active.values("due_on")[:1]),
            meeting_at=Subquery(standing.order_by("meeting__starts_at").values("meeting__starts_at")[:1]),
            answers_by=Subquery(asked.values("due_on")[:1]),
        )
    )
    states, roles = dict(CaseState.choices), dict(StepRole.choices)
    names = {key: str(name) for key, name in matter_names.known().items()}
    for pk, number, title, matter, opened_at, state, whom, role, step_due, meeting_at, answers_by in rows.order_by(
        "opened_at", "pk"
    ).values_list(*COLUMNS)[:MOST]:
        opened_on = timezone.localdate(opened_at)
        next_on, what = _nearest(meeting_at, step_due, answers_by)
        yield Open(
            pk=pk,
            number=number,
            title=title,
            matter=names.get(matter, matter),
            opened_on=opened_on,
            age=(today - opened_on).days,
            state=str(states[state]),
            where=whom or "",
            does=str(roles[role]).lower() if role else "",
            next_on=next_on,
            next_what=what,
            late=bool(step_due and step_due < today),
        )


def _nearest(
    meeting_at: datetime.datetime | None, step_due: datetime.date | None, answers_by: datetime.date | None
) -> tuple[datetime.date | None, str]:
    """The nearest day and what it is."""
    known = [
        (timezone.localdate(meeting_at) if meeting_at else None, _("sammanträde")),
        (answers_by, _("sista svarsdag")),
        (step_due, _("sista dag i steget")),
    ]
    return min(((day, what) for day, what in known if day is not None), default=(None, ""))


def _left(body: Body, cases: CaseQuerySet) -> Iterator[Left]:
    """Effects that wait and tasks that are not done, of this body's decisions; a query each."""
    today = timezone.localdate()
    paragraph = ("case_id", "case__reference_number", "case__title", "decision__decided_on", "due_on")
    effects = Effect.objects.filter(state=EffectState.WAITING, decision__body=body, case__in=cases)
    for case_id, number, title, decided_on, due_on in effects.values_list(*paragraph)[:MOST]:
        url = f"/arenden/{case_id}/"
        age, what = (today - decided_on).days, _("Beslutet väntar på sitt datum")
        yield Left(url, number, title, what, "", decided_on, age, due_on, due_on < today)
    tasks = Assignment.objects.filter(decision__body=body, case__in=cases).exclude(state=AssignmentState.DONE)
    for facts in tasks.values_list(*paragraph, "pk", "text", "unit__name")[:MOST]:
        case_id, number, title, decided_on, due_on, pk, text, unit = facts
        what = text if len(text) <= 160 else f"{text[:157].rstrip()}…"
        age = (today - decided_on).days
        yield Left(f"/verkstallighet/{pk}/", number, title, what, unit, decided_on, age, due_on, due_on < today)
