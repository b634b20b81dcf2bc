"""What was recorded becomes binding: one item at once, or all when the meeting is closed."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import events
from core.rules import Conflict
from decisions.actions import minutes, outcomes
from decisions.conditions import recording as conditions
from decisions.enums import CaseState, Happening, ItemState, Outcome, StepState
from decisions.locks import lock_item, lock_meeting, lock_step
from decisions.models import AgendaItem, Case, Meeting
from decisions.permissions import recording as permissions
from decisions.selectors.recording import recorded
from decisions.states import ITEM, MEETING
from governance.models import Person


@transaction.atomic
def bind_item(*, item: AgendaItem, by: Person) -> AgendaItem:
    """Make one item binding now, for minutes that are adjusted at once. Refused with what the item lacks."""
    item = lock_item(item)
    meeting = item.meeting
    permissions.may_record_item.require(by, item)
    next_meeting = _lock_what_follows(meeting, [item])
    state = recorded(meeting)
    item = next(each for each in state.items if each.pk == item.pk)
    conditions.ready_to_bind.require(item, state)

    _bind(item, by, next_meeting)
    detail = {"item": item.pk, "number": item.order, "paragraph": item.paragraph, "outcome_of_item": item.outcome}
    events.record(Happening.ITEM_BOUND, meeting, by=by, detail=detail)
    return item


@transaction.atomic
def close_meeting(*, meeting: Meeting, by: Person) -> Meeting:
    """Close the meeting: all its items become binding in order, and the minutes are drafted.

    One transaction. Refused with every finding of `conditions.recording.ready_to_close`; not permitted for one who has
    written the case of an item that is still to become binding.
    """
    meeting = lock_meeting(meeting)
    permissions.may_close.require(by, meeting)
    if not MEETING.allows(meeting, "close"):
        raise Conflict(_("Sammanträdet är inte öppet: det är %(state)s.") % {"state": _state_in_words(meeting)})
    next_meeting = _lock_what_follows(meeting, list(meeting.items.select_related("step")))
    state = recorded(meeting)
    conditions.ready_to_close.require(meeting, state)

    left = [item for item in state.items if item.state == ItemState.RECORDED]
    for item in left:
        _bind(item, by, next_meeting)
    meeting.closed_at = timezone.now()
    meeting.version += 1
    meeting.save(update_fields=["closed_at", "version"])
    MEETING.advance(meeting, "close")
    detail = {"items": len(left), "paragraphs": [item.paragraph for item in left]}
    events.record(Happening.MEETING_CLOSED, meeting, by=by, detail=detail)
    minutes.draft(meeting=meeting, by=by)
    return meeting


def _bind(item: AgendaItem, by: Person, next_meeting: Meeting | None) -> None:
    """Settle the item's case as recorded; an item without case, or one that was dropped, settles nothing."""
    if item.step and item.outcome == Outcome.DROPPED:
        detail = {"meeting": item.meeting_id, "by": str(item.meeting.body), "paragraph": item.paragraph}
        events.record(Happening.CASE_DROPPED, item.step.case, by=by, detail=detail)
    elif item.step:
        _settle(item, by, next_meeting)
    ITEM.advance(item, "bind")


def _settle(item: AgendaItem, by: Person, next_meeting: Meeting | None) -> None:
    assert item.step is not None
    step = lock_step(item.step)
    if step.state != StepState.ACTIVE or step.case.state == CaseState.PREPARING:
        outcomes.take_up_unprepared(step, by)
    item.decision, item.proposal = outcomes.settle(
        step,
        outcome=item.outcome,
        by=by,
        next_meeting=next_meeting,
        decided_on=item.meeting.held_on,
        paragraph=str(item.paragraph),
        text=item.text,
        presenter=item.presenter,
        present_without_deciding=item.present_without_deciding,
        recorded_by=item.recorded_by or by,
    )
    item.save(update_fields=["decision", "proposal"])


def _lock_what_follows(meeting: Meeting, items: list[AgendaItem]) -> Meeting | None:
    """Lock the next meeting if something is tabled to it, then the cases in one order: meetings always before cases."""
    tabled = any(item.outcome == Outcome.TABLED and item.step_id for item in items)
    next_meeting = outcomes.lock_next_meeting(meeting.body, meeting.starts_at) if tabled else None
    cases = sorted({item.step.case_id for item in items if item.step})
    list(Case.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=cases).order_by("pk"))
    return next_meeting


def _state_in_words(meeting: Meeting) -> str:
    return meeting.get_state_display().lower()
