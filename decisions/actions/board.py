"""The notice board: what is announced, and that it stays up as long as the law says (KL 8:9-12, 13:5)."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core import events
from core.rules import Conflict
from decisions import board_watch, minutes_content
from decisions.actions.minutes import office_of
from decisions.conditions.board import (
    ready_to_announce,
    ready_to_announce_delegated,
    ready_to_announce_meeting,
    ready_to_take_down,
    stays_until,
)
from decisions.enums import Happening, ItemState, NoticeKind
from decisions.law import clocks
from decisions.locks import lock_meeting
from decisions.models import BoardCheck, BoardNotice, DelegatedDecision, Meeting, Minutes
from decisions.permissions.minutes import may_keep_board
from decisions.prints.minutes import PROOF
from documents import prints
from governance.enums import BodyKind
from governance.models import Person


@transaction.atomic
def announce_meeting(*, meeting: Meeting, by: Person | None = None) -> BoardNotice:
    """Post the meeting on the notice board with time, place and matters (KL 5:13, 8:10 p. 1, 8:11).

    Called again it brings the text up to date and keeps the day of posting.
    """
    if by is not None:
        may_keep_board.require(by, meeting.body)
    ready_to_announce_meeting.require(meeting)
    council = meeting.body.kind == BodyKind.COUNCIL
    words = {"body": meeting.body, "day": date_format(meeting.held_on, "j F Y")}
    facts: dict[str, Any] = {"title": _("%(body)s sammanträder %(day)s") % words, "text": meeting_text(meeting)}
    facts["due_on"] = clocks.council_announce_by(meeting.held_on) if council else meeting.held_on
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
        posted_at=timezone.now(),
        **facts,
    )
    events.record(Happening.BOARD_POSTED, meeting, by=by, detail={"notice": notice.pk, "kind": notice.kind})
    return notice


@transaction.atomic
def announce_minutes(*, minutes: Minutes, by: Person | None = None) -> BoardNotice:
    """Announce that the minutes are adjusted, with where they are kept and the day of announcement (KL 8:12).

    The time to appeal runs from today: three weeks (KL 13:5). Two at once post one notice.
    """
    lock_meeting(Meeting(pk=minutes.meeting_id))
    minutes = Minutes.objects.select_related("meeting__body", "board_notice").get(pk=minutes.pk)
    meeting = minutes.meeting
    if by is not None:
        may_keep_board.require(by, meeting.body)
    ready_to_announce.require(minutes)
    assert minutes.adjusted_at is not None, "the condition asks for adjusted minutes"

    now = timezone.now()
    day = date_format(meeting.held_on, "j F Y")
    numbers = minutes_content.sign(minutes_content.paragraphs(minutes.content))
    notice = BoardNotice.objects.create(
        kind=NoticeKind.ADJUSTED_MINUTES,
        body=meeting.body,
        meeting=meeting,
        minutes=minutes,
        title=", ".join(part for part in (f"{meeting.body} {day}", numbers) if part),
        kept_at=minutes.kept_at,
        due_on=clocks.announce_by(clocks.stockholm_day(minutes.adjusted_at)),
        posted_at=now,
        appeal_ends_on=clocks.appeal_ends(clocks.stockholm_day(now)),
    )
    events.record(Happening.BOARD_POSTED, minutes, by=by, detail=_posted(notice))
    return notice


@transaction.atomic
def announce_delegated(*, delegated: DelegatedDecision, by: Person) -> BoardNotice:
    """Announce a decision on delegation that is not reported to the body (KL 8:10 p. 3)."""
    DelegatedDecision.objects.select_for_update(of=("self",), no_key=True).get(pk=delegated.pk)
    delegated = DelegatedDecision.objects.select_related("body", "rule", "board_notice").get(pk=delegated.pk)
    may_keep_board.require(by, delegated.body)
    ready_to_announce_delegated.require(delegated)

    now = timezone.now()
    appealable = delegated.rule is None or delegated.rule.appealable
    notice = BoardNotice.objects.create(
        kind=NoticeKind.DELEGATED_DECISION,
        body=delegated.body,
        delegated=delegated,
        title=f"{delegated.public_title or delegated.title} ({delegated.reference_number})",
        kept_at=office_of(delegated.body),
        due_on=clocks.announce_by(delegated.decided_on),
        posted_at=now,
        appeal_ends_on=clocks.appeal_ends(clocks.stockholm_day(now)) if appealable else None,
    )
    events.record(Happening.BOARD_POSTED, delegated, by=by, detail=_posted(notice))
    return notice


@transaction.atomic
def take_down(*, notice: BoardNotice, by: Person | None) -> BoardNotice:
    """Take the notice down; refused before the time to appeal is over (KL 8:12). `by` is None for the clock."""
    notice = _lock(notice)
    if by is not None:
        may_keep_board.require(by, notice.body)
    if notice.taken_down_at is not None:
        raise Conflict(_("Anslaget är redan nedtaget."))
    _settle(notice, timezone.now())
    ready_to_take_down.require(notice)

    notice.taken_down_at = timezone.now()
    notice.save(update_fields=["taken_down_at"])
    _came_down(notice, by)
    return notice


def look_at_board() -> BoardCheck:
    """Ask for the public page and write down whether it was there. No event: it is asked every five minutes."""
    reason = board_watch.ask()
    return BoardCheck.objects.create(checked_at=timezone.now(), up=not reason, reason=reason[:200])


def settle_last_days(*, now: datetime.datetime | None = None) -> int:
    """Move last days to appeal for the days the board was down, with the reason (KL 13:5). Returns how many."""
    moment = now or timezone.now()
    running = BoardNotice.objects.filter(taken_down_at=None, appeal_ends_on__isnull=False, posted_at__isnull=False)
    rows = list(running.order_by("posted_at"))
    if not rows or rows[0].posted_at is None:
        return 0
    lost = board_watch.outages(rows[0].posted_at, moment)
    return sum(_settle_one(row, lost) for row in rows) if lost else 0


def take_down_due(*, today: datetime.date | None = None) -> int:
    """Take down what has been up as long as the law says. What announces minutes is settled first."""
    day = today or timezone.localdate()
    rows = BoardNotice.objects.filter(taken_down_at=None, posted_at__isnull=False).select_related("meeting")
    due = [row for row in rows if (stays_until(row) or day) < day]
    done = 0
    for row in due:
        with transaction.atomic():
            notice = _lock(row)
            _settle(notice, timezone.now())
            if notice.taken_down_at is None and not ready_to_take_down(notice, day):
                notice.taken_down_at = timezone.now()
                notice.save(update_fields=["taken_down_at"])
                _came_down(notice, None)
                done += 1
    return done


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
        secret = item.closed_doors or (case is not None and minutes_content.hides(case))
        title = _("Ärende som inte är offentligt") if secret else (case and case.public_title) or item.title
        lines.append(f"{item.order}. {title}")
    return "\n".join(lines)


@transaction.atomic
def _settle_one(row: BoardNotice, lost: list[board_watch.Outage]) -> bool:
    return _move(_lock(row), lost)


def _settle(notice: BoardNotice, now: datetime.datetime) -> None:
    if notice.appeal_ends_on is not None and notice.posted_at is not None:
        _move(notice, board_watch.outages(notice.posted_at, now))


def _move(notice: BoardNotice, lost: list[board_watch.Outage]) -> bool:
    """Later only: a day once lost is not given back. The notice must be locked."""
    if notice.taken_down_at is not None or notice.appeal_ends_on is None or notice.posted_at is None:
        return False
    end, during = board_watch.last_day(notice.posted_at, lost)
    if end <= notice.appeal_ends_on:
        return False
    before = notice.appeal_ends_on
    notice.appeal_ends_on = end
    notice.moved_days = (end - clocks.appeal_ends(clocks.stockholm_day(notice.posted_at))).days
    notice.moved_reason = "; ".join(each.told() for each in during)
    notice.save(update_fields=["appeal_ends_on", "moved_days", "moved_reason"])
    detail = {"notice": notice.pk, "from": before.isoformat(), "to": end.isoformat(), "reason": notice.moved_reason}
    events.record(Happening.BOARD_MOVED, _subject(notice), by=None, detail=detail)
    return True


def _came_down(notice: BoardNotice, by: Person | None) -> None:
    """Write it down, and order the proof that it hung there (KL 8:10 third paragraph)."""
    detail = {"notice": notice.pk, "stayed_until": _iso(stays_until(notice))}
    events.record(Happening.BOARD_TAKEN_DOWN, _subject(notice), by=by, detail=detail)
    prints.want(PROOF, notice, by=by)


def _lock(notice: BoardNotice) -> BoardNotice:
    BoardNotice.objects.select_for_update(of=("self",), no_key=True).get(pk=notice.pk)
    return BoardNotice.objects.select_related("body", "meeting", "minutes", "delegated").get(pk=notice.pk)


def _subject(notice: BoardNotice) -> Minutes | DelegatedDecision | Meeting | str:
    return notice.minutes or notice.delegated or notice.meeting or f"decisions.boardnotice:{notice.pk}"


def _posted(notice: BoardNotice) -> dict[str, object]:
    return {
        "notice": notice.pk,
        "kind": notice.kind,
        "due_on": notice.due_on.isoformat(),
        "appeal_ends_on": _iso(notice.appeal_ends_on),
    }


def _iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None
