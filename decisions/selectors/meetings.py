"""Meetings as lists, pages and panels show them; a fixed number of queries each."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404
from django.utils import timezone

from core.models import Event
from core.words import matching
from decisions.agenda_titles import secret_title
from decisions.calling import elected
from decisions.conditions.agenda import TAKEN_UP, WRITABLE
from decisions.enums import Capacity, CaseState, ItemKind, ItemState, MeetingState
from decisions.law import notice_days
from decisions.models import AgendaItem, Case, CaseStep, Meeting, Minutes
from decisions.selectors.cases import PAGE, Page
from governance.enums import BodyKind, StepRole
from governance.models import Body, Person

STATE_COLORS = {
    MeetingState.PLANNED: "neutral",
    MeetingState.CALLED: "info",
    MeetingState.OPEN: "success",
    MeetingState.CLOSED: "neutral",
    MeetingState.CANCELLED: "danger",
}
COLUMNS = ("pk", "body_id", "body__kind", "body__name", "starts_at", "place", "state", "public", "cases")


@dataclass(frozen=True, slots=True)
class MeetingRow:
    pk: int
    body_id: int
    kind: str
    body: str
    starts_at: datetime.datetime
    place: str
    state: str
    state_label: str
    color: str
    public: bool
    cases: int


@dataclass(frozen=True, slots=True)
class ToPrepare:
    """A meeting to prepare, and what is missing in words; `late` when the law's day for the notice has passed."""

    row: MeetingRow
    waiting: int
    call_by: datetime.date | None
    late: bool


@dataclass(frozen=True, slots=True)
class Offered:
    """A case whose turn it is in the body and that stands on no agenda to come."""

    step_id: int
    case_id: int
    title: str
    reference_number: str
    tabled: bool
    does: str
    due_on: datetime.date | None


@dataclass(frozen=True, slots=True)
class Called:
    name: str
    capacity: str
    attends: bool


def meetings(person: Person, filters: Mapping[str, str], words: str = "") -> Page:
    """Meetings to come, the next first, or those that have been (`when=earlier`), the latest first; two queries.
    Filters: body, when, page; `words` of the body or the place."""
    rows = matching(Meeting.objects.visible_to(person), words, "body__name", "place")
    if filters.get("body", "").isdecimal():
        rows = rows.filter(body_id=int(filters["body"]))
    to_come = Meeting.objects.to_come(timezone.now())
    if filters.get("when") == "earlier":
        rows = rows.exclude(pk__in=to_come).order_by("-starts_at", "-pk")
    else:
        rows = rows.filter(pk__in=to_come).order_by("starts_at", "pk")
    wanted = filters.get("page", "")
    number = min(max(int(wanted), 1), 10_000) if wanted.isdecimal() and len(wanted) < 6 else 1
    start = (number - 1) * PAGE
    found = _rows(rows[start : start + PAGE + 1])
    return Page(rows=found[:PAGE], number=number, has_next=len(found) > PAGE, total=rows.order_by()[:1001].count())


def _rows(rows: QuerySet[Meeting], *also: str) -> list[Any]:
    """The rows; with `also`, pairs of the row and that annotation."""
    labels = {value: str(label) for value, label in MeetingState.choices}
    items = AgendaItem.objects.filter(meeting=OuterRef("pk"), kind=ItemKind.CASE).exclude(state=ItemState.STRUCK)
    number = items.order_by().values("meeting").annotate(number=Count("pk")).values("number")
    counted = rows.annotate(cases=Coalesce(Subquery(number), 0))
    found = []
    for pk, body_id, kind, body, starts_at, place, state, public, cases, *rest in counted.values_list(*COLUMNS, *also):
        row = MeetingRow(
            pk=pk,
            body_id=body_id,
            kind=kind,
            body=body,
            starts_at=starts_at,
            place=place,
            state=state,
            state_label=labels[state],
            color=STATE_COLORS[MeetingState(state)],
            public=public,
            cases=cases,
        )
        found.append((row, *rest) if also else row)
    return found


def meeting_for(person: Person, pk: int) -> Meeting:
    """The meeting with its body; 404 when hidden just as when missing."""
    rows = Meeting.objects.visible_to(person).select_related("body", "chair", "secretary", "called_by")
    meeting = rows.filter(pk=pk).first()
    if meeting is None:
        raise Http404
    return meeting


def item_for(person: Person, meeting_pk: int, pk: int) -> AgendaItem:
    """An item of a meeting the person may see, with its meeting; without its title when its case is hidden."""
    meeting = meeting_for(person, meeting_pk)
    item = meeting.items.select_related("step__case__engagement").filter(pk=pk).first()
    if item is None:
        raise Http404
    item.meeting = meeting
    if item.step and not Case.objects.visible_to(person).filter(pk=item.step.case_id).exists():
        item.title, item.note = secret_title(), ""
    return item


def step_to_take_up(person: Person, pk: int) -> CaseStep:
    """A step of a case this person sees; 404 for every other. Whether it can be taken up the action says, and why not:
    a form sent by hand is refused with the clause of the route."""
    step = CaseStep.objects.filter(pk=pk, case__in=Case.objects.visible_to(person)).first()
    if step is None:
        raise Http404
    return step


def bodies_recorded_by(person: Person) -> list[Body]:
    return list(Body.objects.filter(pk__in=recorded_bodies(person)))


def recorded_bodies(person: Person) -> frozenset[int]:
    bodies = person.powers.bodies
    return bodies.get("secretary", frozenset()) | bodies.get("registrar", frozenset())


def called_to(meeting: Meeting) -> list[Called]:
    """Who is called; before the notice, who will be."""
    if meeting.state in {MeetingState.PLANNED}:
        return [
            Called(person.name, str(Capacity(capacity).label), False)
            for person, capacity in elected(meeting.body_id, meeting.held_on).items()
        ]
    rows = meeting.presences.filter(capacity__in=[Capacity.MEMBER, Capacity.SUBSTITUTE])
    names = rows.values_list("person__name", "capacity", "attends").order_by("capacity", "person__name")
    return [Called(name, str(Capacity(capacity).label), attends) for name, capacity, attends in names]


def _waiting_before(body_ids: Collection[int], person: Person) -> QuerySet[CaseStep]:
    standing = AgendaItem.objects.filter(
        step=OuterRef("pk"), state__in=WRITABLE, meeting__state__in=["planned", "called", "open"]
    )
    steps = CaseStep.objects.filter(body_id__in=body_ids, state="active", role__in=TAKEN_UP)
    steps = steps.filter(case__state__in=[CaseState.PUT_FORWARD, CaseState.TABLED])
    return steps.filter(case__in=Case.objects.visible_to(person)).filter(~Exists(standing))


def offered(meeting: Meeting, person: Person) -> list[Offered]:
    """Cases to take up, those tabled last time first (KL 5:51), then the most urgent; one query."""
    roles = {value: str(label) for value, label in StepRole.choices}
    columns = ("pk", "case_id", "case__title", "case__reference_number", "case__state", "role", "due_on")
    waiting = _waiting_before([meeting.body_id], person).order_by("due_on", "activated_at", "pk")
    found = [
        Offered(pk, case_id, title, number, state == CaseState.TABLED, roles[role], due_on)
        for pk, case_id, title, number, state, role, due_on in waiting.values_list(*columns)[:60]
    ]
    return sorted(found, key=lambda row: not row.tabled)


def minutes_of(meeting: Meeting, person: Person) -> list[Minutes]:
    """The parts of the minutes this person may see; none before the meeting has opened."""
    if meeting.state not in {MeetingState.OPEN, MeetingState.CLOSED}:
        return []
    return list(Minutes.objects.visible_to(person).filter(meeting=meeting).order_by("part"))


def history_of(meeting: Meeting) -> list[Event]:
    """What has happened to the meeting and its agenda, newest first."""
    return list(Event.objects.filter(thread=meeting.event_thread).order_by("-id")[:15])


def to_prepare(person: Person, most: int = 6) -> list[ToPrepare]:
    """The next meetings of the bodies a person is secretary of, with what waits for them; one query."""
    bodies = recorded_bodies(person)
    waiting = _waiting_before(bodies, person).filter(body_id=OuterRef("body_id")).order_by().values("body_id")
    rows = Meeting.objects.visible_to(person).filter(body_id__in=bodies).to_come(timezone.now())
    rows = rows.annotate(waiting=Subquery(waiting.annotate(number=Count("pk")).values("number")))
    listed = _rows(rows.order_by("starts_at", "pk")[:most], "waiting")
    return [_prepared(row, waiting or 0) for row, waiting in listed]


def _prepared(row: MeetingRow, waiting: int) -> ToPrepare:
    day = timezone.localdate(row.starts_at)
    last = notice_days.call_by(day) if row.state == MeetingState.PLANNED else None
    late = bool(last and row.kind == BodyKind.COUNCIL and last < timezone.localdate())
    return ToPrepare(row=row, waiting=waiting, call_by=last, late=late)


def next_of(person: Person, body_ids: frozenset[int], most: int = 3) -> list[MeetingRow]:
    """The next meetings of these bodies; one query."""
    rows = Meeting.objects.visible_to(person).filter(body_id__in=body_ids).to_come(timezone.now())
    return _rows(rows.order_by("starts_at", "pk")[:most])
