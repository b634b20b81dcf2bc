"""Adjusting chosen paragraphs at once, while the meeting goes on (KL 5:69)."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from core import events
from decisions import minutes_content
from decisions.actions.closing import bind_item
from decisions.actions.minutes import hand_out, new_part
from decisions.conditions.minutes import ready_to_adjust_at_once
from decisions.enums import Happening, ItemState
from decisions.locks import lock_meeting
from decisions.models import Meeting, Minutes
from decisions.permissions.minutes import may_keep_minutes
from governance.models import Person


@transaction.atomic
def adjust_at_once(*, item_ids: Iterable[int], meeting: Meeting, by: Person) -> Minutes:
    """Make the chosen items a part of their own while the meeting goes on: they bind now, and the part is sent at once.

    Each item is bound by `bind_item`, which refuses what KL 5:67 or FL 31 lacks.
    """
    meeting = lock_meeting(meeting)
    may_keep_minutes.require(by, meeting)
    items = list(meeting.items.filter(pk__in=set(item_ids)).order_by("order"))
    ready_to_adjust_at_once.require(meeting, items)

    for item in items:
        if item.state != ItemState.BINDING:
            bind_item(item=item, by=by)
    minutes = new_part(meeting, items, immediate=True)
    hand_out(minutes)
    detail = {"part": minutes.part, "paragraphs": minutes_content.paragraphs(minutes.content), "immediate": True}
    events.record(Happening.MINUTES_SENT, minutes, by=by, detail=detail | {"text_hash": minutes.text_hash})
    return minutes
