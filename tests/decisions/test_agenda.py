"""The agenda: what may be put on it when, in which order, and what is marked after the notice."""

import datetime

import pytest
from django.utils import timezone

from core.models import Event, Notice
from core.rules import Conflict, NotPermitted, Refused
from decisions.actions import agenda, meetings
from decisions.enums import ItemKind, ItemState, MeetingState
from governance.enums import StepRole
from tests import factories
from tests.decisions.test_meetings import at, codes

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(world):
    factories.substitute(world.board)
    return factories.meeting(world.board, starts_at=at(20))


def titles(meeting):
    return list(meeting.items.values_list("title", flat=True))


def called(world, meeting):
    agenda.add_item(meeting=meeting, kind=ItemKind.INFORMATION, title="Läget", by=world.secretary)
    return meetings.call_meeting(meeting=meeting, by=world.secretary)


def council_world(world):
    """The council decides; its secretary, a member and a called meeting three weeks ahead."""
    council = factories.council()
    world.reroute((StepRole.PREPARE, world.coordinating), (StepRole.DECIDE, council))
    secretary = factories.secretary(council)
    factories.member(council)
    meeting = factories.meeting(council, starts_at=at(20), public=True)
    agenda.add_item(meeting=meeting, kind=ItemKind.INFORMATION, title="Läget", by=secretary)
    return secretary, meetings.call_meeting(meeting=meeting, by=secretary)


def held_in(meeting, days):
    """The meeting as if it were so many days away."""
    meeting.starts_at = meeting.called_starts_at = at(days)
    meeting.save()
    return meeting


def test_add_case_puts_it_last_with_its_title(world, meeting):
    step = world.active(world.put_forward())
    agenda.add_usual(meeting=meeting, by=world.secretary)

    item = agenda.add_case(meeting=meeting, step=step, by=world.secretary)

    assert titles(meeting) == ["Val av justerare", "Fastställande av dagordning", "Avtal med Exempelstad"]
    assert (item.kind, item.added_after_notice, item.closed_doors) == (ItemKind.CASE, False, False)
    assert Event.objects.filter(happening="item.added", thread=meeting.event_thread).count() == 2


def test_add_case_twice_or_on_two_agendas_is_refused(world, meeting):
    step = world.active(world.put_forward())
    other = factories.meeting(world.board, starts_at=at(40))
    agenda.add_case(meeting=meeting, step=step, by=world.secretary)

    with pytest.raises(Refused) as again:
        agenda.add_case(meeting=meeting, step=step, by=world.secretary)
    with pytest.raises(Refused) as elsewhere:
        agenda.add_case(meeting=other, step=step, by=world.secretary)

    assert (codes(again), codes(elsewhere)) == (["agenda.already-there"], ["agenda.already-there"])


def test_case_of_a_cancelled_meeting_can_be_taken_up_at_the_next(world, meeting):
    step = world.active(world.put_forward())
    agenda.add_case(meeting=meeting, step=step, by=world.secretary)
    meetings.cancel_meeting(meeting=meeting, reason="Få ärenden.", by=world.secretary)

    agenda.add_case(meeting=factories.meeting(world.board, starts_at=at(40)), step=step, by=world.secretary)

    assert step.agenda_items.count() == 2


def test_case_whose_turn_it_is_elsewhere_or_not_yet_is_refused(world, meeting):
    preparing = world.prepared()
    deciding = preparing.steps.get(role=StepRole.DECIDE)
    committee = factories.meeting(world.committee, starts_at=at(20))

    with pytest.raises(Refused) as early:
        agenda.add_case(meeting=meeting, step=deciding, by=world.secretary)
    with pytest.raises(Refused) as wrong:
        agenda.add_case(meeting=committee, step=deciding, by=world.committee_secretary)

    assert (codes(early), codes(wrong)) == (["agenda.not-its-turn"], ["agenda.not-this-body"])


def test_agenda_is_arranged_by_the_bodys_own_secretary_only(world, meeting):
    step = world.active(world.put_forward())

    for who in (world.coordinator, world.committee_secretary, world.member):
        with pytest.raises(NotPermitted):
            agenda.add_case(meeting=meeting, step=step, by=who)

    assert meeting.items.count() == 0


@pytest.mark.law("KL 6:25")
def test_confidential_case_stands_without_its_title_and_behind_closed_doors(world, meeting):
    engagement = factories.confidential_engagement(responsible_unit=world.unit)
    for who in (world.contact, world.coordinator):
        factories.grant(who, engagement)
    step = world.active(world.put_forward(engagement=engagement))

    item = agenda.add_case(meeting=meeting, step=step, by=world.secretary)

    assert (item.title, item.closed_doors) == ("Ärende som omfattas av sekretess", True)


def test_added_after_the_notice_is_marked_and_everybody_called_is_told(world, meeting):
    step = world.active(world.put_forward())
    meeting = called(world, meeting)

    item = agenda.add_case(meeting=meeting, step=step, by=world.secretary)

    assert item.added_after_notice is True
    assert Notice.objects.filter(kind="decisions.agenda_changed").count() == 2


@pytest.mark.law("KL 5:13", "KL 5:14", "KL 5:52")
@pytest.mark.parametrize(
    ("days", "urgent", "refused"),
    [
        (7, False, []),
        (6, False, ["agenda.not-in-time"]),
        (6, True, []),
        (0, True, ["agenda.urgent-too-late"]),
        (0, False, ["agenda.urgent-too-late"]),
    ],
)
def test_council_takes_up_what_is_announced_in_time(world, days, urgent, refused):
    secretary, meeting = council_world(world)
    step = world.active(world.put_forward())
    meeting = held_in(meeting, days)

    found = []
    try:
        agenda.add_case(meeting=meeting, step=step, urgent=urgent, by=secretary)
    except Refused as refusal:
        found = [finding.code for finding in refusal.findings]

    assert found == refused
    assert meeting.items.filter(kind=ItemKind.CASE).count() == (0 if refused else 1)


@pytest.mark.law("KL 5:52")
def test_open_council_takes_up_only_what_is_urgent(world):
    secretary, meeting = council_world(world)
    step = world.active(world.put_forward())
    meeting = factories.meeting(meeting.body, starts_at=at(0), state=MeetingState.OPEN, public=True)

    with pytest.raises(Refused) as refusal:
        agenda.add_case(meeting=meeting, step=step, by=secretary)
    item = agenda.add_case(meeting=meeting, step=step, urgent=True, by=secretary)

    assert codes(refusal) == ["agenda.not-announced"]
    assert (item.urgent, item.added_after_notice) == (True, True)


@pytest.mark.law("KL 5:51")
def test_tabled_case_left_out_is_remarked_on_when_calling(world):
    world.decide(world.put_forward(), outcome="tabled")

    called(world, factories.meeting(world.board, starts_at=at(20)))

    event = Event.objects.get(happening="meeting.called")
    assert '"passed": ["meeting.tabled-left-out"]' in event.payload


def test_change_item_after_the_notice_marks_it_and_an_old_version_is_a_conflict(world, meeting):
    meeting = called(world, meeting)
    item = meeting.items.get()

    changed = agenda.change_item(item=item, version=1, title="Läget i Bryssel", by=world.secretary)
    with pytest.raises(Conflict) as conflict:
        agenda.change_item(item=item, version=1, title="Läget i Oslo", by=world.secretary)

    assert changed.changed_after_notice_at is not None
    assert (conflict.value.theirs, conflict.value.yours) == ("Läget i Bryssel", "Läget i Oslo")


def test_settled_item_is_not_changed(world, meeting):
    item = factories.agenda_item(meeting, state=ItemState.BINDING)

    with pytest.raises(Refused) as refusal:
        agenda.change_item(item=item, version=1, title="Nytt", by=world.secretary)

    assert codes(refusal) == ["agenda.item-settled"]


def test_reorder_puts_all_in_order_or_is_a_conflict(world, meeting):
    first, second, third = (factories.agenda_item(meeting) for _each in range(3))

    agenda.reorder(meeting=meeting, order=[third.pk, first.pk, second.pk], version=1, by=world.secretary)
    for order, version in ([first.pk, second.pk], 2), ([first.pk, second.pk, third.pk], 1):
        with pytest.raises(Conflict):
            agenda.reorder(meeting=meeting, order=order, version=version, by=world.secretary)

    assert titles(meeting) == [third.title, first.title, second.title]


def test_open_meeting_keeps_its_order(world):
    meeting = factories.called_meeting(world.board, state=MeetingState.OPEN)
    item = factories.agenda_item(meeting)

    with pytest.raises(Refused) as refusal:
        agenda.reorder(meeting=meeting, order=[item.pk], version=1, by=world.secretary)

    assert codes(refusal) == ["agenda.order-settled"]


def test_strike_before_the_notice_removes_and_closes_the_gap(world, meeting):
    first, second = (factories.agenda_item(meeting) for _each in range(2))

    agenda.strike(item=first, by=world.secretary)

    assert list(meeting.items.values_list("pk", "order")) == [(second.pk, 1)]


def test_strike_after_the_notice_keeps_the_item_struck_and_adding_puts_it_back(world, meeting):
    step = world.active(world.put_forward())
    item = agenda.add_case(meeting=meeting, step=step, by=world.secretary)
    meeting = called(world, meeting)

    agenda.strike(item=item, by=world.secretary)
    struck = meeting.items.get(pk=item.pk).state
    agenda.add_case(meeting=meeting, step=step, by=world.secretary)

    assert (struck, meeting.items.get(pk=item.pk).state) == (ItemState.STRUCK, ItemState.WAITING)
    assert meeting.items.count() == 2


def test_recorded_item_is_not_struck(world, meeting):
    item = factories.agenda_item(meeting, state=ItemState.RECORDED)

    with pytest.raises(Refused) as refusal:
        agenda.strike(item=item, by=world.secretary)

    assert codes(refusal) == ["agenda.item-recorded"]


def test_closed_meeting_takes_no_more_items(world):
    meeting = factories.meeting(
        world.board, state=MeetingState.CLOSED, starts_at=timezone.now() - datetime.timedelta(days=2)
    )

    with pytest.raises(Refused) as refusal:
        agenda.add_item(meeting=meeting, kind=ItemKind.INFORMATION, title="Sent", by=world.secretary)

    assert codes(refusal) == ["agenda.closed"]
