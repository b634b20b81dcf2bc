"""Drafting minutes, sending them for adjustment, adjusting and correcting them."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from core import events
from decisions import minutes_content
from decisions.enums import Happening
from decisions.law import clocks
from decisions.models import AgendaItem, Meeting, Minutes
from decisions.permissions.minutes import may_keep_minutes
from governance.models import Person


@transaction.atomic
def draft(*, meeting: Meeting, by: Person) -> Minutes:
    """Write down what was recorded as minutes: all items that no part adjusted at once has taken (KL 5:65-67).

    Called when the meeting closes. Due for adjustment fourteen days after the meeting (KL 5:69).
    """
    may_keep_minutes.require(by, meeting)
    items = list(meeting.items.filter(paragraph__isnull=False, minutes__isnull=True))
    minutes = new_part(meeting, items, immediate=False)
    detail = {"part": minutes.part, "paragraphs": minutes_content.paragraphs(minutes.content)}
    events.record(Happening.MINUTES_DRAFTED, minutes, by=by, detail=detail)
    return minutes


def new_part(meeting: Meeting, items: list[AgendaItem], *, immediate: bool) -> Minutes:
    """The next part of the meeting's minutes, with its content. The meeting must be locked."""
    last = meeting.minutes.aggregate(last=Max("part"))["last"] or 0
    minutes = Minutes.objects.create(
        meeting=meeting,
        part=last + 1,
        immediate=immediate,
        due_on=meeting.held_on if immediate else clocks.adjust_by(meeting.held_on),
        kept_at=usually_kept_at(meeting),
    )
    minutes.items.set(items)
    minutes.content = minutes_content.build(minutes)
    minutes.save(update_fields=["content"])
    return minutes


def usually_kept_at(meeting: Meeting) -> str:
    """Where the body's last minutes are kept, or its office."""
    earlier = Minutes.objects.filter(meeting__body=meeting.body_id).exclude(kept_at="")
    last = earlier.order_by("-pk").values_list("kept_at", flat=True).first()
    return last or _("Kansliet för %(body)s") % {"body": meeting.body}
