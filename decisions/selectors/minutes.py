"""Minutes for reading: page-sized, with a fixed number of queries, and without what the reader may not see."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from django.utils import timezone

from core.enums import Confidentiality
from core.words import matching
from decisions import minutes_content, minutes_shown
from decisions.enums import MinutesState
from decisions.models import Case, Meeting, Minutes
from decisions.permissions.cases import records_for
from decisions.selectors.cases import PAGE, Page, _capped, _page_number
from governance.models import Person

STATE_COLORS = {MinutesState.DRAFT: "neutral", MinutesState.SENT: "warning", MinutesState.ADJUSTED: "success"}
CLOSED = Q(confidentiality=Confidentiality.CONFIDENTIAL) | Q(engagement__confidentiality=Confidentiality.CONFIDENTIAL)
COLUMNS = ("pk", "meeting__body__name", "meeting__starts_at", "state", "due_on", "adjusted_at", "immediate", "part")


@dataclass(frozen=True, slots=True)
class MinutesRow:
    pk: int
    body: str
    held_on: datetime.date
    state: str
    color: str
    due_on: datetime.date
    adjusted_on: datetime.date | None
    immediate: bool
    part: int
    late: bool
    announced: bool


def minutes_for(person: Person, pk: int) -> Minutes:
    """404 when hidden just as when missing."""
    rows = Minutes.objects.visible_to(person).select_related(
        "meeting__body", "meeting__chair", "meeting__secretary", "board_notice", "document"
    )
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def minutes_list(person: Person, filters: Mapping[str, str], words: str = "") -> Page:
    """Minutes the person may see, latest meeting first; two queries. Filters: body, state, page; `words` of the body or
    the place. What they say is not searched: parts of it are hidden from some."""
    rows = matching(Minutes.objects.visible_to(person), words, "meeting__body__name", "meeting__place")
    if filters.get("body", "").isdecimal():
        rows = rows.filter(meeting__body_id=int(filters["body"]))
    if filters.get("state") in MinutesState.values:
        rows = rows.filter(state=filters["state"])
    number = _page_number(filters.get("page", ""))
    start = (number - 1) * PAGE
    ordered = rows.order_by("-meeting__starts_at", "-pk")[start : start + PAGE + 1]
    labels = {value: str(label) for value, label in MinutesState.choices}
    today = timezone.localdate()
    found = [
        MinutesRow(
            pk=pk,
            body=body,
            held_on=timezone.localdate(starts_at),
            state=labels[state],
            color=STATE_COLORS[MinutesState(state)],
            due_on=due_on,
            adjusted_on=timezone.localdate(adjusted_at) if adjusted_at else None,
            immediate=immediate,
            part=part,
            late=state != MinutesState.ADJUSTED and due_on < today,
            announced=notice is not None,
        )
        for pk, body, starts_at, state, due_on, adjusted_at, immediate, part, notice in ordered.values_list(
            *COLUMNS, "board_notice"
        )
    ]
    return Page(rows=found[:PAGE], number=number, has_next=len(found) > PAGE, total=_capped(rows))


def to_sign(person: Person, most: int = 5) -> list[Minutes]:
    """Minutes this person was asked to adjust and has not, the most urgent first; one query."""
    asked = Minutes.objects.filter(state=MinutesState.SENT, signatures__person=person, signatures__signed_at=None)
    return list(asked.defer("content").select_related("meeting__body").order_by("due_on", "pk")[:most])


def read(minutes: Minutes, person: Person | None) -> minutes_shown.Shown:
    """What the minutes say to this reader; None is anybody at all. At most three queries."""
    items = minutes.content.get("items", [])
    if person is None:
        return minutes_shown.shown(minutes, _hider(_secret(items, None), open_doors=False), public=True)
    if any(signature.person_id == person.pk for signature in minutes_shown.signatures_of(minutes)):
        return minutes_shown.shown(minutes, lambda item: "")
    body_id = minutes.meeting.body_id
    open_doors = records_for(person, body_id) or body_id in person.powers.seats
    return minutes_shown.shown(minutes, _hider(_secret(items, person), open_doors=open_doors))


def whole(minutes: Minutes, person: Person) -> bool:
    """The person sees every item of the minutes."""
    return not any(item["hidden"] for item in read(minutes, person).items)


def _hider(secret: set[int], *, open_doors: bool) -> minutes_shown.Hides:
    def hides(item: minutes_content.Content) -> str:
        if item["case"] in secret or (item["confidential"] and item["case"] is None):
            return "confidential"
        return "closed_doors" if item["closed_doors"] and not open_doors else ""

    return hides


def _secret(items: list[Any], person: Person | None) -> set[int]:
    """Cases that are confidential now, or were when the minutes were written, but for those the person may see."""
    cases = {item["case"] for item in items if item["case"]}
    secret = {item["case"] for item in items if item["case"] and item["confidential"]}
    if not cases:
        return secret
    rows = Case.objects.filter(CLOSED | Q(pk__in=secret), pk__in=cases).order_by()
    if person is None:
        return secret | set(rows.values_list("pk", flat=True))
    seen = Exists(Case.objects.visible_to(person).filter(pk=OuterRef("pk")))
    found = dict(rows.annotate(seen=seen).values_list("pk", "seen"))
    return {pk for pk in secret | found.keys() if not found.get(pk)}


def meeting_to_record(person: Person, pk: int) -> Meeting:
    """A meeting the person records; 404 otherwise."""
    meeting = Meeting.objects.select_related("body", "chair").filter(pk=pk).first()
    if meeting is None or not records_for(person, meeting.body_id):
        raise Http404
    return meeting
