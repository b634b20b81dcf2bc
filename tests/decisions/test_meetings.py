"""Meetings: planned, changed, called and cancelled."""

import datetime

import pytest
from django.utils import timezone

from core.models import Event, Notice
from core.rules import Conflict, NotPermitted, Refused
from decisions.actions import meetings
from decisions.enums import Capacity, MeetingState
from decisions.models import BoardNotice, Meeting
from tests import factories

pytestmark = pytest.mark.django_db
PLACE = "Stadshuset"


def at(days, hour=13):
    """A moment so many days from today in Stockholm."""
    day = timezone.localdate() + datetime.timedelta(days=days)
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(hour)))


def codes(refusal):
    return [finding.code for finding in refusal.value.findings]


@pytest.fixture
def board():
    return factories.board()


@pytest.fixture
def council():
    return factories.council()


@pytest.fixture
def secretary(board):
    return factories.secretary(board)


def ready(body, days=20, **fields):
    """A planned meeting that lacks nothing: a member, a substitute, an item."""
    factories.members(body, 2)
    factories.substitute(body)
    meeting = factories.meeting(body, starts_at=at(days), **fields)
    factories.agenda_item(meeting)
    return meeting


def test_plan_meeting_makes_a_closed_meeting_of_a_committee_and_an_event(board, secretary):
    meeting = meetings.plan_meeting(body=board, starts_at=at(20), place=PLACE, by=secretary)

    assert (meeting.state, meeting.public, meeting.place) == (MeetingState.PLANNED, False, PLACE)
    assert Event.objects.filter(happening="meeting.planned", thread=meeting.event_thread).count() == 1


@pytest.mark.law("KL 5:42")
def test_council_meets_in_public_and_can_be_planned_no_other_way(council):
    secretary = factories.secretary(council)

    meeting = meetings.plan_meeting(body=council, starts_at=at(20), place=PLACE, by=secretary)
    with pytest.raises(Refused) as refusal:
        meetings.plan_meeting(body=council, starts_at=at(30), place=PLACE, public=False, by=secretary)

    assert meeting.public is True
    assert [finding.clause for finding in refusal.value.findings] == ["KL 5:42"]


@pytest.mark.law("KL 6:25")
def test_committee_meets_in_public_only_when_it_says_so(board, secretary):
    meeting = meetings.plan_meeting(body=board, starts_at=at(20), place=PLACE, public=True, by=secretary)

    assert meeting.public is True


def test_plan_meeting_by_somebody_elses_secretary_is_not_permitted(board):
    other = factories.secretary(factories.body())

    with pytest.raises(NotPermitted):
        meetings.plan_meeting(body=board, starts_at=at(20), place=PLACE, by=other)


def test_plan_year_plans_all_with_one_event(board, secretary):
    planned = meetings.plan_year(body=board, days=[at(40), at(20), at(30)], place=PLACE, by=secretary)

    assert [meeting.starts_at for meeting in planned] == [at(20), at(30), at(40)]
    assert Event.objects.filter(happening="meeting.year_planned").count() == 1


def test_plan_year_refuses_days_twice_days_taken_and_days_gone_and_plans_nothing(board, secretary):
    factories.meeting(board, starts_at=at(20, 9))

    with pytest.raises(Refused) as refusal:
        days = [at(20), at(30, 9), at(30, 15), at(-1)]
        meetings.plan_year(body=board, days=days, place=PLACE, by=secretary)

    assert codes(refusal) == ["meeting.day-gone", "meeting.already-planned", "meeting.day-twice"]
    assert Meeting.objects.count() == 1


def test_day_of_a_cancelled_meeting_is_free_again(board, secretary):
    factories.meeting(board, starts_at=at(20), state=MeetingState.CANCELLED)

    meetings.plan_meeting(body=board, starts_at=at(20), place=PLACE, by=secretary)

    assert Meeting.objects.filter(state=MeetingState.PLANNED).count() == 1


def test_change_meeting_with_an_old_version_is_a_conflict(board, secretary):
    meeting = factories.meeting(board)
    meetings.change_meeting(meeting=meeting, version=1, place="Rådhuset", by=secretary)

    with pytest.raises(Conflict):
        meetings.change_meeting(meeting=meeting, version=1, place="Biblioteket", by=secretary)

    meeting.refresh_from_db()
    assert (meeting.place, meeting.version) == ("Rådhuset", 2)


def test_call_meeting_calls_members_and_substitutes_of_the_day_once(board, secretary):
    meeting = ready(board)
    factories.appoint(factories.person("Avgången"), "member", body=board, ends_on=timezone.localdate())

    called = meetings.call_meeting(meeting=meeting, by=secretary)

    rows = called.presences.values_list("capacity", flat=True)
    assert sorted(rows) == [Capacity.MEMBER, Capacity.MEMBER, Capacity.SUBSTITUTE]
    assert called.state == MeetingState.CALLED
    assert (called.called_starts_at, called.called_place) == (meeting.starts_at, meeting.place)
    assert Notice.objects.filter(kind="decisions.meeting_called").count() == 3
    assert BoardNotice.objects.count() == 0
    with pytest.raises(Conflict):
        meetings.call_meeting(meeting=meeting, by=secretary)


@pytest.mark.law("KL 5:15")
def test_notice_says_time_place_and_the_matters(board, secretary):
    meeting = ready(board)

    meetings.call_meeting(meeting=meeting, by=secretary)

    notice = Notice.objects.filter(kind="decisions.meeting_called").first()
    assert notice.body.splitlines()[1:] == ["Dagordning:", "1. Information 1"]
    assert PLACE in notice.body.splitlines()[0]


@pytest.mark.law("KL 5:15")
def test_call_without_place_items_or_people_is_refused(board, secretary):
    meeting = factories.meeting(board, place="")

    with pytest.raises(Refused) as refusal:
        meetings.call_meeting(meeting=meeting, by=secretary)

    assert codes(refusal) == ["meeting.place-missing", "meeting.agenda-empty", "meeting.nobody-to-call"]
    assert (meeting.presences.count(), Notice.objects.count()) == (0, 0)


@pytest.mark.law("KL 5:13", "KL 5:15")
@pytest.mark.parametrize(("days", "refused"), [(8, []), (7, []), (6, ["meeting.called-too-late"])])
def test_council_is_called_a_week_before_at_the_latest(council, days, refused):
    secretary = factories.secretary(council)
    meeting = ready(council, days)

    found = []
    try:
        meetings.call_meeting(meeting=meeting, by=secretary)
    except Refused as refusal:
        found = [finding.code for finding in refusal.findings]

    assert found == refused


@pytest.mark.law("KL 5:13")
def test_council_meeting_is_announced_on_the_notice_board_when_called(council):
    meeting = ready(council)

    meetings.call_meeting(meeting=meeting, by=factories.secretary(council))

    assert BoardNotice.objects.filter(meeting=meeting).count() == 1


def test_short_notice_of_a_committee_is_remarked_on_and_passes(board, secretary):
    meeting = ready(board, 3)

    meetings.call_meeting(meeting=meeting, by=secretary)

    event = Event.objects.get(happening="meeting.called")
    assert '"passed": ["meeting.called-late"]' in event.payload


def test_moved_after_the_notice_tells_everybody_and_shows_what_the_notice_said(board, secretary):
    meeting = meetings.call_meeting(meeting=ready(board), by=secretary)
    new = factories.person("Nyvald")
    factories.appoint(new, "member", body=board, starts_on=at(25).date())

    moved = meetings.change_meeting(meeting=meeting, version=meeting.version, starts_at=at(27), by=secretary)

    assert (moved.moved_after_notice, moved.place_changed_after_notice) == (True, False)
    assert Notice.objects.filter(kind="decisions.meeting_changed").count() == 4
    assert moved.presences.filter(person=new).count() == 1


@pytest.mark.law("KL 5:13")
def test_called_council_is_not_moved_to_a_day_within_the_week(council):
    secretary = factories.secretary(council)
    meeting = meetings.call_meeting(meeting=ready(council), by=secretary)

    with pytest.raises(Refused) as refusal:
        meetings.change_meeting(meeting=meeting, version=meeting.version, starts_at=at(5), by=secretary)

    assert codes(refusal) == ["meeting.called-too-late"]


def test_cancel_needs_a_reason_and_tells_those_called(board, secretary):
    meeting = meetings.call_meeting(meeting=ready(board), by=secretary)

    with pytest.raises(Refused) as refusal:
        meetings.cancel_meeting(meeting=meeting, reason=" ", by=secretary)
    meetings.cancel_meeting(meeting=meeting, reason="För få ärenden.", by=secretary)

    assert codes(refusal) == ["meeting.reason-missing"]
    meeting.refresh_from_db()
    assert (meeting.state, meeting.cancelled_reason) == (MeetingState.CANCELLED, "För få ärenden.")
    assert Notice.objects.filter(kind="decisions.meeting_cancelled").count() == 3
    with pytest.raises(Conflict):
        meetings.cancel_meeting(meeting=meeting, reason="Igen.", by=secretary)


def test_open_meeting_is_neither_changed_nor_cancelled(board, secretary):
    meeting = factories.called_meeting(board, state=MeetingState.OPEN)

    with pytest.raises(Refused) as refusal:
        meetings.change_meeting(meeting=meeting, version=1, place="Rådhuset", by=secretary)
    with pytest.raises(Conflict):
        meetings.cancel_meeting(meeting=meeting, reason="Sent.", by=secretary)

    assert codes(refusal) == ["meeting.held"]


def test_meeting_is_called_by_its_own_secretary_only(board):
    meeting = ready(board)

    with pytest.raises(NotPermitted):
        meetings.call_meeting(meeting=meeting, by=factories.member(board))

    meeting.refresh_from_db()
    assert meeting.state == MeetingState.PLANNED
