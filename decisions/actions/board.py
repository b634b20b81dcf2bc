"""The notice board: what is announced, that it stays up as long as the law says, and appeals."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core import events
from decisions import minutes_content
from decisions.enums import Happening, ItemState, NoticeKind
from decisions.law import clocks
from decisions.models import BoardNotice, Meeting
from decisions.permissions.minutes import may_keep_board
from governance.enums import BodyKind
from governance.models import Person


@transaction.atomic
def announce_meeting(*, meeting: Meeting, by: Person | None = None) -> BoardNotice:
    """Post the meeting on the notice board with time, place and matters (KL 5:13, 8:10 p. 1, 8:11).

    Called again it brings the text up to date and keeps the day of posting.
    """
    if by is not None:
        may_keep_board.require(by, meeting.body)
    council = meeting.body.kind == BodyKind.COUNCIL
    words = {"body": meeting.body, "day": date_format(meeting.held_on, "j F Y")}
    facts = {
        "title": _("%(body)s sammanträder %(day)s") % words,
        "text": meeting_text(meeting),
    }
    standing = BoardNotice.objects.filter(meeting=meeting, minutes=None, taken_down_at=None).first()
    if standing is not None:
        for name, value in facts.items():
            setattr(standing, name, value)
        standing.save(update_fields=list(facts))
        events.record(Happening.BOARD_POSTED, meeting, by=by, detail={"notice": standing.pk, "again": True})
        return standing
    notice = BoardNotice.objects.create(
        kind=NoticeKind.COUNCIL_MEETING if council else NoticeKind.MEETING,
        body=meeting.body,
        meeting=meeting,
        due_on=clocks.council_announce_by(meeting.held_on) if council else meeting.held_on,
        posted_at=timezone.now(),
        **facts,
    )
    events.record(Happening.BOARD_POSTED, meeting, by=by, detail={"notice": notice.pk, "kind": notice.kind})
    return notice


def meeting_text(meeting: Meeting) -> str:
    """Time, place and matters, the matters without what is confidential."""
    items = meeting.items.exclude(state=ItemState.STRUCK).select_related("step__case__engagement").order_by("order")
    lines = [
        _("Tid: %(time)s") % {"time": date_format(timezone.localtime(meeting.starts_at), "j F Y H:i")},
        _("Plats: %(place)s") % {"place": meeting.place or _("meddelas senare")},
        _("Sammanträdet är öppet för allmänheten.") if meeting.public else _("Sammanträdet är stängt för allmänheten."),
        "",
        _("Ärenden:"),
    ]
    for item in items:
        case = item.step.case if item.step else None
        secret = case is not None and minutes_content.hides(case)
        title = _("Ärende med sekretess") if secret else (case and case.public_title) or item.title
        lines.append(f"{item.order}. {title}")
    return "\n".join(lines)
