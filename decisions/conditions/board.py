"""Whether something may go up on the notice board or come down, and whether a decision can be appealed."""

from __future__ import annotations

import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.rules import Finding, condition
from decisions.enums import MeetingState, MinutesState
from decisions.law import appeals
from decisions.models import BoardNotice, Decision, DelegatedDecision, Meeting, Minutes
from governance.enums import BodyKind

ON_THE_BOARD = frozenset({BodyKind.COUNCIL, BodyKind.EXECUTIVE_BOARD, BodyKind.COMMITTEE})


@condition
def ready_to_announce(minutes: Minutes) -> list[Finding]:
    """Adjusted, not announced before, and it is known where the minutes are kept (KL 8:12)."""
    if minutes.state != MinutesState.ADJUSTED:
        message = _("Protokollet är inte justerat. Det är justeringen som tillkännages.")
        return [Finding("board.not-adjusted", message, clause="KL 8:12")]
    if hasattr(minutes, "board_notice"):
        return [Finding("board.announced-already", _("Protokollet är redan tillkännaget."), clause="KL 8:12")]
    return []


@condition
def ready_to_announce_meeting(meeting: Meeting) -> list[Finding]:
    """A meeting of a body that KL 8:10-11 gives a place on the board; not one that is cancelled or over."""
    if meeting.body.kind not in ON_THE_BOARD:
        message = _("Anslagstavlan får bara innehålla fullmäktiges, styrelsens och nämndernas sammanträden.")
        return [Finding("board.not-this-body", message, clause="KL 8:11")]
    if meeting.state in {MeetingState.CLOSED, MeetingState.CANCELLED}:
        return [Finding("board.meeting-over", _("Sammanträdet är redan hållet eller inställt."), clause="KL 8:10")]
    return []


@condition
def ready_to_announce_delegated(delegated: DelegatedDecision) -> list[Finding]:
    """Only those that are not reported to the body have a place on the board (KL 8:10 p. 3)."""
    if delegated.rule is None or delegated.rule.reported:
        message = _("Beslutet anmäls till %(body)s och tillkännages genom det protokollet.") % {"body": delegated.body}
        return [Finding("board.is-reported", message, clause="KL 8:10")]
    if delegated.is_confidential:
        message = _("Beslutet omfattas av sekretess och får inte visas på anslagstavlan.")
        return [Finding("board.confidential", message, clause="KL 8:10")]
    if hasattr(delegated, "board_notice"):
        return [Finding("board.announced-already", _("Beslutet är redan tillkännaget."), clause="KL 8:10")]
    return []


@condition
def ready_to_take_down(notice: BoardNotice, today: datetime.date | None = None) -> list[Finding]:
    """Not before the appeal time is over (KL 8:12), nor before the meeting that is announced has been held."""
    day = today or timezone.localdate()
    if notice.posted_at is None:
        return [Finding("board.not-posted", _("Anslaget sitter inte uppe."))]
    last = stays_until(notice)
    if last is None or day > last:
        return []
    message = _("Anslaget ska sitta uppe till och med %(day)s och får inte tas bort innan dess.")
    finding = Finding("board.time-not-out", message % {"day": date_format(last, "j F Y")}, clause="KL 8:12")
    return [finding]


@condition
def ready_to_appeal(decision: Decision, received_on: datetime.date) -> list[Finding]:
    """A decision that can be appealed (KL 13:2), a day that has been, and one that is not before the decision."""
    findings = []
    step = decision.step
    if not appeals.can_be_appealed(decision.body.kind, step.role, decision.outcome):
        message = _("Beslutet är förberedande eller verkställande och kan inte överklagas.")
        findings.append(Finding("appeal.not-appealable", message, clause="KL 13:2"))
    if received_on > timezone.localdate():
        findings.append(Finding("appeal.day-not-come", _("Dagen då överklagandet kom in har inte varit ännu.")))
    if received_on < decision.decided_on:
        findings.append(Finding("appeal.before-decision", _("Överklagandet kan inte ha kommit in före beslutet.")))
    return findings


def stays_until(notice: BoardNotice) -> datetime.date | None:
    """The last day the notice must stay up: the last day to appeal, or the day of the meeting it announces."""
    if notice.appeal_ends_on is not None:
        return notice.appeal_ends_on
    return notice.meeting.held_on if notice.meeting is not None and notice.minutes_id is None else None
