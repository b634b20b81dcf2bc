"""The agenda: cases whose turn it is and other items, in an order, with what changed after the notice marked."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from core import events
from core.rules import Conflict
from decisions import minutes_content
from decisions.actions.board import announce_meeting
from decisions.agenda_titles import secret_title, usual_titles
from decisions.conditions.agenda import (
    ready_to_add_case,
    ready_to_add_item,
    ready_to_change_item,
    ready_to_reorder,
    ready_to_strike,
)
from decisions.enums import Happening, ItemKind, ItemState, MeetingState
from decisions.locks import lock_item, lock_meeting
from decisions.models import AgendaItem, BoardNotice, CaseStep, Meeting
from decisions.notices import meetings as notices
from decisions.permissions.meetings import may_arrange
from decisions.states import ITEM
from governance.models import Person

NOTIFIED = {MeetingState.CALLED, MeetingState.OPEN}
CHANGEABLE = ("title", "note", "closed_doors")


@transaction.atomic
def add_case(*, meeting: Meeting, step: CaseStep, by: Person, urgent: bool = False) -> AgendaItem:
    """Put a case on the agenda, last, or put back the item that was struck.

    After the notice it is marked as added, everybody called is told, and the notice board says so too (KL 5:14-15). A
    case with secrecy stands under a title that tells nothing, and behind closed doors (KL 6:25).
    """
    meeting = lock_meeting(meeting)
    may_arrange.require(by, meeting)
    step = CaseStep.objects.select_related("case__engagement").get(pk=step.pk)
    ready_to_add_case.require(meeting, step, urgent)
    struck = meeting.items.filter(step=step, state=ItemState.STRUCK).first()
    if struck is not None:
        return restore(item=struck, by=by)

    secret = minutes_content.hides(step.case)
    title = secret_title() if secret else step.case.title
    item = _add(meeting, kind=ItemKind.CASE, step=step, title=title, urgent=urgent, closed_doors=secret)
    events.record(Happening.ITEM_ADDED, meeting, by=by, detail={"item": item.pk, "case": step.case_id})
    _tell(meeting, item, by)
    return item


@transaction.atomic
def add_item(
    *, meeting: Meeting, kind: str, title: str, by: Person, note: str = "", closed_doors: bool = False
) -> AgendaItem:
    """Add an item that is no case: formalities, a report, information. Last on the agenda."""
    meeting = lock_meeting(meeting)
    may_arrange.require(by, meeting)
    ready_to_add_item.require(meeting)
    item = _add(meeting, kind=kind, title=title.strip(), note=note.strip(), closed_doors=closed_doors)
    events.record(Happening.ITEM_ADDED, meeting, by=by, detail={"item": item.pk, "kind": kind})
    _tell(meeting, item, by)
    return item


@transaction.atomic
def add_usual(*, meeting: Meeting, by: Person) -> list[AgendaItem]:
    """Begin the agenda with the formalities that are missing: who adjusts the minutes, and the agenda itself."""
    meeting = lock_meeting(meeting)
    may_arrange.require(by, meeting)
    ready_to_reorder.require(meeting)
    there = set(meeting.items.filter(kind=ItemKind.FORMALITY).values_list("title", flat=True))
    added = [_add(meeting, kind=ItemKind.FORMALITY, title=title) for title in usual_titles() if title not in there]
    first = {item.pk for item in added}
    _put_in_order(sorted(meeting.items.all(), key=lambda item: (item.pk not in first, item.order, item.pk)))
    events.record(Happening.ITEM_ADDED, meeting, by=by, detail={"items": sorted(first)})
    return added


@transaction.atomic
def change_item(*, item: AgendaItem, version: int, by: Person, **facts: Any) -> AgendaItem:
    """Change the title, the note or whether the doors are closed; after the notice the item is marked as changed."""
    item = lock_item(item)
    may_arrange.require(by, item.meeting)
    if item.version != version:
        theirs, yours = item.title, str(facts.get("title", ""))
        message = _("Någon annan har ändrat punkten medan du skrev.")
        raise Conflict(message, theirs=theirs, yours=yours)
    ready_to_change_item.require(item)
    changed = {name: value for name, value in facts.items() if name in CHANGEABLE and getattr(item, name) != value}

    for name, value in changed.items():
        setattr(item, name, value)
    item.version += 1
    if changed and item.meeting.state in NOTIFIED:
        item.changed_after_notice_at = timezone.now()
    item.save()
    _grow_version(item.meeting)
    events.record(Happening.ITEM_CHANGED, item.meeting, by=by, detail={"item": item.pk, "changed": sorted(changed)})
    _announce_again(item.meeting, by)
    return item


@transaction.atomic
def reorder(*, meeting: Meeting, order: list[int], version: int, by: Person) -> Meeting:
    """Put the items in this order, named by their numbers in the database. All of them, or Conflict."""
    meeting = lock_meeting(meeting)
    may_arrange.require(by, meeting)
    ready_to_reorder.require(meeting)
    items = {item.pk: item for item in meeting.items.all()}
    if meeting.version != version or sorted(order) != sorted(items):
        raise Conflict(_("Någon annan har ändrat dagordningen. Ladda om sidan och ordna punkterna igen."))
    _put_in_order([items[pk] for pk in order])
    _grow_version(meeting)
    events.record(Happening.AGENDA_REORDERED, meeting, by=by, detail={"order": order})
    return meeting


@transaction.atomic
def strike(*, item: AgendaItem, by: Person) -> AgendaItem | None:
    """Take an item off. Before the notice it is removed; after it the item stays, struck, and everybody is told."""
    item = lock_item(item)
    may_arrange.require(by, item.meeting)
    return take_off(item, by)


def take_off(item: AgendaItem, by: Person) -> AgendaItem | None:
    """Take a locked item off for whoever has the right to its case: a case that is taken back is on no agenda."""
    meeting = item.meeting
    ready_to_strike.require(item)
    detail = {"item": item.pk, "case": item.step.case_id if item.step else None}
    if meeting.state == MeetingState.PLANNED:
        item.delete()
        _put_in_order(list(meeting.items.all()))
        _grow_version(meeting)
        events.record(Happening.ITEM_STRUCK, meeting, by=by, detail=detail)
        return None
    item.version += 1
    item.changed_after_notice_at = timezone.now()
    item.save(update_fields=["version", "changed_after_notice_at"])
    ITEM.advance(item, "strike")
    _grow_version(meeting)
    events.record(Happening.ITEM_STRUCK, meeting, by=by, detail=detail)
    _tell(meeting, item, by)
    return item


@transaction.atomic
def restore(*, item: AgendaItem, by: Person) -> AgendaItem:
    """Put a struck item back where it was, when it could be added today."""
    item = lock_item(item)
    meeting = item.meeting
    may_arrange.require(by, meeting)
    if item.step is not None:
        ready_to_add_case.require(meeting, item.step, item.urgent)
    else:
        ready_to_add_item.require(meeting)
    ITEM.advance(item, "restore")
    _grow_version(meeting)
    events.record(Happening.ITEM_RESTORED, meeting, by=by, detail={"item": item.pk})
    _tell(meeting, item, by)
    return item


def carry_over(*, meeting: Meeting, step: CaseStep, note: str, by: Person) -> None:
    """Put a case that the body has tabled on the agenda of this its next meeting (KL 5:51). The meeting must be locked.

    A part of deciding, so asks for no permission and records no event of its own.
    """
    standing = meeting.items.filter(step=step).first()
    if standing is None:
        secret = minutes_content.hides(step.case)
        title = secret_title() if secret else step.case.title
        standing = _add(meeting, kind=ItemKind.CASE, step=step, title=title, note=note, closed_doors=secret)
    elif standing.state == ItemState.STRUCK:
        ITEM.advance(standing, "restore")
        _grow_version(meeting)
    _tell(meeting, standing, by)


def _add(meeting: Meeting, **facts: Any) -> AgendaItem:
    last = meeting.items.aggregate(last=Max("order"))["last"] or 0
    late = meeting.state in NOTIFIED
    item = AgendaItem.objects.create(meeting=meeting, order=last + 1, added_after_notice=late, **facts)
    _grow_version(meeting)
    return item


def _put_in_order(items: list[AgendaItem]) -> None:
    for number, item in enumerate(items, start=1):
        if item.order != number:
            item.order = number
            item.save(update_fields=["order"])


def _grow_version(meeting: Meeting) -> None:
    meeting.version += 1
    meeting.save(update_fields=["version"])


def _tell(meeting: Meeting, item: AgendaItem, by: Person) -> None:
    """After the notice: everybody called, and the notice board when the meeting is announced there (KL 5:14-15)."""
    if meeting.state == MeetingState.CALLED:
        people = [row.person for row in meeting.presences.select_related("person")]
        notices.item_changed(meeting, item, people)
    _announce_again(meeting, by)


def _announce_again(meeting: Meeting, by: Person) -> None:
    if BoardNotice.objects.filter(meeting=meeting, minutes=None, taken_down_at=None).exists():
        announce_meeting(meeting=meeting, by=by)
