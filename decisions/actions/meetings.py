"""Meetings: planned one by one or for a year, changed, called and cancelled."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import events
from core.rules import Conflict, Refused, blocking, warnings
from decisions import calling
from decisions.actions.board import announce_meeting
from decisions.conditions.meetings import ready_to_call, ready_to_cancel, ready_to_change, ready_to_plan
from decisions.enums import Happening, MeetingState
from decisions.locks import lock_meeting
from decisions.models import BoardNotice, Meeting
from decisions.notices import meetings as notices
from decisions.permissions.meetings import may_arrange, may_plan
from decisions.states import MEETING
from governance.enums import BodyKind
from governance.models import Body, Person

CHANGEABLE = ("starts_at", "place", "public", "note")


@transaction.atomic
def plan_meeting(
    *, body: Body, starts_at: datetime.datetime, place: str, public: bool | None = None, by: Person
) -> Meeting:
    """Plan one meeting. The council meets in public (KL 5:42), other bodies behind closed doors unless they have
    decided otherwise (KL 6:25)."""
    may_plan.require(by, body)
    body = _lock_body(body)
    ready_to_plan.require(body, [starts_at], public)
    meeting = _plan(body, starts_at, place, public)
    events.record(Happening.MEETING_PLANNED, meeting, by=by, detail={"starts_at": starts_at.isoformat()})
    return meeting


@transaction.atomic
def plan_year(*, body: Body, days: Sequence[datetime.datetime], place: str, by: Person) -> list[Meeting]:
    """Plan a row of meetings: all of them, or none when one of the days is refused."""
    may_plan.require(by, body)
    body = _lock_body(body)
    ready_to_plan.require(body, days)
    meetings = [_plan(body, starts_at, place, None) for starts_at in sorted(days)]
    detail = {"meetings": [meeting.pk for meeting in meetings], "days": [str(meeting.held_on) for meeting in meetings]}
    events.record(Happening.MEETINGS_PLANNED, body, by=by, detail=detail)
    return meetings


@transaction.atomic
def change_meeting(*, meeting: Meeting, version: int, by: Person, **facts: Any) -> Meeting:
    """Change time, place, openness or message. After the notice all who were called are told of another time or place,
    who is called follows the new day, and the notice board is brought up to date."""
    meeting = lock_meeting(meeting)
    may_arrange.require(by, meeting)
    if meeting.version != version:
        raise Conflict(_changed_meanwhile())
    changed = {name: value for name, value in facts.items() if name in CHANGEABLE and getattr(meeting, name) != value}
    ready_to_change.require(meeting, changed.get("starts_at", meeting.starts_at), changed.get("public"))

    for name, value in changed.items():
        setattr(meeting, name, value)
    _save(meeting)
    events.record(Happening.MEETING_CHANGED, meeting, by=by, detail={"changed": sorted(changed)})
    if meeting.state == MeetingState.CALLED and changed:
        people = calling.call(meeting)
        _announce_again(meeting, by)
        if {"starts_at", "place"} & changed.keys():
            notices.changed(meeting, people)
    return meeting


@transaction.atomic
def call_meeting(*, meeting: Meeting, by: Person) -> Meeting:
    """Call everybody elected on the day (KL 5:15); announce a council meeting on the notice board (KL 5:13).

    The list of the called is made, each is sent a notice, and what the notice said is kept so that later changes show.
    What is only remarked on passes and is noted in the event.
    """
    meeting = lock_meeting(meeting)
    may_arrange.require(by, meeting)
    if not MEETING.allows(meeting, "call"):
        raise Conflict(_("Sammanträdet är redan kallat, hållet eller inställt. Ladda om sidan och se hur det står."))
    findings = ready_to_call(meeting)
    if blocking(findings):
        raise Refused(blocking(findings))

    meeting.called_at = timezone.now()
    meeting.called_by = by
    meeting.called_starts_at, meeting.called_place = meeting.starts_at, meeting.place
    _save(meeting)
    MEETING.advance(meeting, "call")
    people = calling.call(meeting)
    detail = {"called": len(people), "passed": [finding.code for finding in warnings(findings)]}
    events.record(Happening.MEETING_CALLED, meeting, by=by, detail=detail)
    notices.called(meeting, people)
    if meeting.body.kind == BodyKind.COUNCIL:
        announce_meeting(meeting=meeting, by=by)
    return meeting


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, reason: str, by: Person) -> Meeting:
    """Cancel a meeting that has not opened. Its cases can be taken up at another; those who were called are told."""
    meeting = lock_meeting(meeting)
    may_arrange.require(by, meeting)
    if not MEETING.allows(meeting, "cancel"):
        raise Conflict(_("Sammanträdet har redan öppnats eller ställts in. Ladda om sidan och se hur det står."))
    ready_to_cancel.require(meeting, reason)

    meeting.cancelled_reason = reason.strip()
    _save(meeting)
    MEETING.advance(meeting, "cancel")
    events.record(Happening.MEETING_CANCELLED, meeting, by=by, detail={"reason": meeting.cancelled_reason})
    people = [row.person for row in meeting.presences.select_related("person")]
    notices.cancelled(meeting, people)
    _announce_again(meeting, by)
    return meeting


def _plan(body: Body, starts_at: datetime.datetime, place: str, public: bool | None) -> Meeting:
    in_public = body.kind == BodyKind.COUNCIL or bool(public)
    meeting = Meeting(body=body, starts_at=starts_at, place=place.strip(), public=in_public)
    try:
        with transaction.atomic():
            meeting.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(_("Någon annan planerade just ett sammanträde på den tiden. Ladda om sidan.")) from error
    return meeting


def _lock_body(body: Body) -> Body:
    """Of two who plan for the same body at once, the second sees what the first planned."""
    return Body.objects.select_for_update(of=("self",), no_key=True).get(pk=body.pk)


def _save(meeting: Meeting) -> None:
    meeting.version += 1
    meeting.save()


def _announce_again(meeting: Meeting, by: Person) -> None:
    """Bring the notice that is posted up to date; one that was never posted is not posted now."""
    if BoardNotice.objects.filter(meeting=meeting, minutes=None, taken_down_at=None).exists():
        announce_meeting(meeting=meeting, by=by)


def _changed_meanwhile() -> str:
    return _("Någon annan har ändrat sammanträdet medan du skrev. Ladda om sidan och se vad som är ändrat.")
