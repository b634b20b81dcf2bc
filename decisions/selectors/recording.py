"""The sums of a meeting: who takes part in deciding each item, read in a fixed number of queries."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from decisions import matters
from decisions.enums import Capacity, ItemState, Outcome
from decisions.law import quorum
from decisions.models import AgendaItem, Case, CaseStep, Decision, Dissent, Meeting, Presence
from decisions.selectors.said import Said, said_at
from governance.enums import Function
from governance.models import Appointment, Body, Person

ELECTED = (Function.MEMBER, Function.CHAIR, Function.SUBSTITUTE)
WITH_A_SEAT = (Function.MEMBER, Function.CHAIR)


@dataclass(frozen=True, slots=True)
class Floor:
    """Who takes part in deciding one item.

    `serving` are the pks of those who do; `conflicted` are left out of this item by a conflict of interest. `quorate`
    is the quorum of the item. `minority` is how many of those serving may have it tabled or returned (KL 5:50), 0 where
    no minority has that right. `doubled` serve although somebody else serves in their place.
    """

    serving: frozenset[int]
    conflicted: frozenset[int]
    seats: int
    quorate: bool
    minority: int = 0
    doubled: frozenset[int] = frozenset()


@dataclass(slots=True)
class Recorded:
    """A meeting as recorded so far.

    Items come in order with step and case read; struck ones too. `said` and `floors` are by the item's pk. `seated` is
    who sits in the body on the meeting's day and as what (`appointed`): `elected` are all of them, `members` those with
    a seat. `latest` is the latest treatment of each step in the case's present round: its day and outcome.
    `minority_used` are the cases that a minority has had tabled or returned before. `unannounced` are the items added
    when the meeting had opened. `readable` are the cases that the reader may see, `written` those of them that the
    reader has written in; nothing when nobody was said to read.
    """

    meeting: Meeting
    items: list[AgendaItem]
    presences: list[Presence]
    floors: dict[int, Floor] = field(default_factory=dict)
    said: dict[int, Said] = field(default_factory=dict)
    adjusters: list[Person] = field(default_factory=list)
    seated: dict[int, set[str]] = field(default_factory=dict)
    elected: frozenset[int] = frozenset()
    members: frozenset[int] = frozenset()
    latest: dict[int, tuple[datetime.date, str]] = field(default_factory=dict)
    minority_used: frozenset[int] = frozenset()
    unannounced: frozenset[int] = frozenset()
    readable: frozenset[int] = frozenset()
    written: frozenset[int] = frozenset()

    def floor(self, item: AgendaItem) -> Floor:
        return self.floors[item.pk]

    def said_of(self, item: AgendaItem) -> Said:
        return self.said.get(item.pk) or Said()


@dataclass(frozen=True, slots=True)
class Stance:
    """What a body before this one made of the case: outcome, text, and who did not agree."""

    body: str
    outcome: str
    decided_on: datetime.date
    paragraph: str
    text: str
    dissents: tuple[str, ...]


def recorded(meeting: Meeting, reader: Person | None = None) -> Recorded:
    """Everything the recording page and the closing ask about: five queries, whatever the number of items.

    The page says who reads it, and is told which cases the reader may see.
    """
    items = _items_of(meeting, reader)
    said, adjusters = said_at(meeting)
    seats = appointed(meeting.body, meeting.held_on)
    of_cases = [item for item in items if item.step]
    state = Recorded(
        meeting=meeting,
        items=items,
        presences=list(meeting.presences.select_related("person", "in_place_of")),
        said=said,
        adjusters=adjusters,
        seated=seats,
        elected=frozenset(seats),
        members=frozenset(person for person, functions in seats.items() if functions & set(WITH_A_SEAT)),
        latest={item.step_id: (item.latest_on, item.latest_outcome) for item in of_cases if item.latest_on},
        minority_used=frozenset(item.step.case_id for item in of_cases if item.minority_had_it),
        unannounced=frozenset(item.pk for item in items if item.added_in_the_room),
        readable=frozenset(item.step.case_id for item in of_cases if reader and item.reader_sees),
        written=frozenset(item.step.case_id for item in of_cases if reader and item.reader_sees and item.reader_wrote),
    )
    for item in items:
        item.meeting = meeting
        used = item.step is not None and item.step.case_id in state.minority_used
        state.floors[item.pk] = floor(meeting, item, state.presences, state.said_of(item).left_out, used=used)
    return state


def floor_of(item: AgendaItem) -> Floor:
    """The sums of one item."""
    used = item.step is not None and bool(minority_used({item.step.case_id}))
    left_out = frozenset(item.conflicts.values_list("person_id", flat=True))
    return floor(item.meeting, item, list(item.meeting.presences.all()), left_out, used=used)


def floor(
    meeting: Meeting, item: AgendaItem, presences: Iterable[Presence], left_out: frozenset[int], *, used: bool = False
) -> Floor:
    """Who decides `item`: those serving when it came up, without those in `left_out` by a conflict of interest.

    One left out in whose place a substitute serves is not counted twice.
    """
    there = [row for row in presences if is_there(row, item.order)]
    serving = frozenset(row.person_id for row in there if row.serving and row.person_id not in left_out)
    replaced = frozenset(row.in_place_of_id for row in there if row.serving)
    conflicted = frozenset(row.person_id for row in there if row.person_id in left_out and _elected(row))
    seats = meeting.seats or 0
    unfilled = {row.person_id for row in there if row.serving} & conflicted - replaced
    right = quorum.minority_has_right(meeting.body.kind, election=is_election(item), used=used)
    return Floor(
        serving=serving,
        conflicted=conflicted,
        seats=seats,
        quorate=quorum.quorum_met(meeting.body.kind, seats, len(serving), len(unfilled)),
        minority=quorum.minority_needed(len(serving)) if right else 0,
        doubled=serving & replaced,
    )


def is_there(row: Presence, order: int) -> bool:
    """At the meeting when the item with this order came up."""
    return row.attends and (row.from_item or 0) <= order and (row.until_item is None or order <= row.until_item)


def is_election(item: AgendaItem) -> bool:
    """The case is an election; or it is no case, such as the choice of who adjusts the minutes."""
    if item.step is None:
        return True
    key = item.step.case.matter
    return matters.is_known(key) and matters.get(key).election


def appointed(body: Body, day: datetime.date) -> dict[int, set[str]]:
    """Who sits in the body on a day, by person's pk: as member, chair or substitute."""
    held: dict[int, set[str]] = {}
    rows = Appointment.objects.filter(body=body, function__in=ELECTED).on(day)
    for person, function in rows.values_list("person_id", "function"):
        held.setdefault(person, set()).add(function)
    return held


def seats_of(body: Body, day: datetime.date) -> int:
    """How many members the body has: as it is set, else those who hold a seat on the day."""
    return body.seats or sum(1 for functions in appointed(body, day).values() if functions & set(WITH_A_SEAT))


def minority_used(cases: set[int]) -> frozenset[int]:
    """Which of the cases a minority has had tabled or returned before (KL 5:50)."""
    rows = _asked_by_a_minority().filter(step__case_id__in=cases)
    return frozenset(rows.values_list("step__case_id", flat=True)) if cases else frozenset()


def agenda_holding(step: CaseStep) -> Meeting | None:
    """The meeting not yet closed on whose agenda the step stands and waits to be decided."""
    held = AgendaItem.objects.filter(
        step=step,
        state__in=[ItemState.WAITING, ItemState.RECORDED],
        meeting__state__in=["planned", "called", "open"],
    )
    item = held.select_related("meeting__body").order_by("meeting__starts_at").first()
    return item.meeting if item else None


def stances_before(step: CaseStep) -> list[Stance]:
    """What the bodies before this step made of the case in its present round, with their dissent, first to last.

    A body later in the route sees the former's proposal, its outcome and who did not agree.
    """
    rows = Decision.objects.filter(case_id=step.case_id, step__order__lt=step.order, round=step.case.round)
    rows = rows.select_related("body", "agenda_item").prefetch_related("agenda_item__dissents__people")
    return [
        Stance(
            body=str(row.body),
            outcome=row.get_outcome_display(),
            decided_on=row.decided_on,
            paragraph=row.paragraph,
            text=row.text,
            dissents=tuple(_in_words(each) for each in _dissents(row)),
        )
        for row in rows.order_by("step__order", "pk")
    ]


def _items_of(meeting: Meeting, reader: Person | None) -> list[Any]:
    """The items, each with what is known of it besides (`Recorded` says what)."""
    case = OuterRef("step__case_id")
    treated = Decision.objects.filter(step=OuterRef("step"), round=OuterRef("step__case__round"))
    latest = treated.order_by("-decided_on", "-pk")
    items = meeting.items.annotate(
        latest_on=Subquery(latest.values("decided_on")[:1]),
        latest_outcome=Subquery(latest.values("outcome")[:1]),
        minority_had_it=Exists(_asked_by_a_minority().filter(step__case_id=case)),
        added_in_the_room=Exists(_added_in_the_room(meeting)),
    )
    if reader is not None:
        wrote = Case.writers.through.objects.filter(case_id=case, person_id=reader.pk)
        seen = Case.objects.visible_to(reader).filter(pk=case)
        items = items.annotate(reader_sees=Exists(seen), reader_wrote=Exists(wrote))
    joined = items.select_related("step__case__unit", "step__body", "recorded_by", "decision")
    return list(joined.order_by("order", "pk"))


def _asked_by_a_minority() -> QuerySet[AgendaItem]:
    """Items in which a minority had a case tabled or returned (KL 5:50)."""
    returned = Q(outcome=Outcome.MINORITY_RETURNED)
    return AgendaItem.objects.filter(
        returned | Q(outcome=Outcome.TABLED, requesters__isnull=False), state=ItemState.BINDING
    )


def _added_in_the_room(meeting: Meeting) -> QuerySet:
    """That an item was put on the agenda after the meeting opened; the history knows when."""
    made = AgendaItem.history.filter(id=OuterRef("pk"), meeting_id=meeting.pk, history_type="+")
    if meeting.opened_at is None:
        return made.none()
    return made.filter(history_date__gte=meeting.opened_at, added_after_notice=True)


def _elected(row: Presence) -> bool:
    return row.capacity in {Capacity.MEMBER, Capacity.SUBSTITUTE}


def _dissents(decision: Decision) -> Iterable[Dissent]:
    item = getattr(decision, "agenda_item", None)
    return item.dissents.all() if item else ()


def _in_words(dissent: Dissent) -> str:
    names = ", ".join(person.name for person in dissent.people.all())
    said = f": {dissent.text}" if dissent.text else ""
    return f"{dissent.get_kind_display()} ({names}){said}"
