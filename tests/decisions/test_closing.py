"""What the meeting decided becomes binding, or what it lacks is said."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.models import Event
from core.rules import Conflict, NotPermitted, Refused
from decisions import actions, matters
from decisions.actions import recording
from decisions.actions.agenda import add_case
from decisions.conditions.cases import on_an_agenda
from decisions.conditions.recording import ready_to_close
from decisions.enums import ItemState, MeetingState
from decisions.models import AgendaItem, Case, Decision, Minutes, Proposal
from decisions.selectors.recording import stances_before
from governance.enums import Function, StepRole
from tests import factories
from tests.decisions.rooms import Room

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def room(world):
    return Room(world.board)


def through_the_council(world):
    """Committee and board propose, the council decides; returns the council's room."""
    council = Room(factories.council(), 7)
    world.reroute(
        (StepRole.PREPARE, world.coordinating),
        (StepRole.PROPOSE, world.committee),
        (StepRole.PROPOSE, world.board),
        (StepRole.DECIDE, council.body),
    )
    return council


def straight_to_the_council(world):
    council = Room(factories.council(), 7)
    world.reroute((StepRole.PREPARE, world.coordinating), (StepRole.DECIDE, council.body))
    return council


def lacks(room):
    return [(finding.code, finding.clause) for finding in ready_to_close(room.meeting)]


def states(case):
    return list(case.steps.order_by("order").values_list("state", flat=True))


def happenings(case):
    rows = Event.objects.filter(subject=f"decisions.case:{case.pk}").order_by("pk")
    return list(rows.values_list("happening", flat=True))


# ── what an item lacks ───────────────────────────────────────────────────────────────────────────────────────────


def test_close_meeting_is_refused_with_what_each_item_lacks_by_number_and_title(room, world):
    first, second = room.item(world.put_forward()), room.item(title="Val av justerare", kind="formality")
    recording.record_item(item=first, version=1, by=room.secretary, outcome="approved", text="")

    with pytest.raises(Refused) as refused:
        room.close()

    assert [(finding.code, finding.clause) for finding in refused.value.findings] == [
        ("recording.text-missing", "KL 5:67 p. 4"),
        ("recording.presenter-missing", "FL 31 §"),
        ("recording.present-without-deciding-missing", "FL 31 §"),
        ("recording.proposals-missing", "KL 5:67 p. 1"),
        ("recording.outcome-missing", "KL 5:67 p. 4"),
    ]
    messages = [finding.message for finding in refused.value.findings]
    assert messages[0] == f"Punkt 1, {first.title}: Skriv vad som beslutades."
    assert messages[-1] == f"Punkt 2, {second.title}: Välj utfall."
    room.meeting.refresh_from_db()
    assert (room.meeting.state, Decision.objects.count()) == ("open", 0)


@pytest.mark.law("FL 31")
@pytest.mark.parametrize("name", ["presenter", "present_without_deciding"])
def test_item_lacks_what_a_valid_decision_shows(room, world, name):
    item = room.item(world.put_forward())

    room.record(item, **{name: " "})

    assert lacks(room) == [(f"recording.{name.replace('_', '-')}-missing", "FL 31 §")]


@pytest.mark.law("KL 5:67")
def test_item_lacks_proposals_until_it_says_that_there_were_none(room, world):
    item = room.item(world.put_forward())

    room.record(item, proposals="")
    without = lacks(room)
    room.record(item, proposals="Inga")

    assert (without, lacks(room)) == ([("recording.proposals-missing", "KL 5:67 p. 1")], [])


@pytest.mark.law("KL 5:67")
def test_item_lacks_the_order_of_propositions_when_there_was_a_choice(room, world):
    item = room.item(world.put_forward())

    room.record(item, proposals="Anna: bifall\nBo: avslag")
    without = lacks(room)
    room.record(item, proposals="Anna: bifall\nBo: avslag", propositions="Bifall mot avslag.")

    assert (without, lacks(room)) == ([("recording.propositions-missing", "KL 5:67 p. 2")], [])


@pytest.mark.law("KL 5:67")
def test_item_lacks_the_order_of_propositions_when_there_was_a_vote(room, world):
    item = room.item(world.put_forward())
    room.record(item)

    room.vote(item, yes=3, no=2)

    assert lacks(room) == [("recording.propositions-missing", "KL 5:67 p. 2")]


@pytest.mark.law("KL 5:67")
@pytest.mark.parametrize(
    ("method", "choices", "sums", "found"),
    [
        ("named", 5, {}, []),
        ("named", 4, {}, [("recording.votes-do-not-fit", "KL 5:67 p. 5")]),
        ("counted", 0, {"yes": 3, "no": 1}, []),
        ("counted", 0, {"yes": 3, "no": 2, "abstained": 1}, [("recording.votes-do-not-fit", "KL 5:67 p. 3")]),
    ],
)
def test_ballot_fits_those_who_decide(room, world, method, choices, sums, found):
    item = room.item(world.put_forward())
    room.record(item, propositions="Bifall mot avslag.")
    votes = {person.pk: "yes" for person in room.members[:choices]}

    room.vote(item, method=method, votes=votes, **sums)

    assert lacks(room) == found


@pytest.mark.law("KL 5:67")
def test_ballot_no_longer_fits_when_somebody_turns_out_to_have_a_conflict(room, world):
    item = room.item(world.put_forward())
    room.record(item, propositions="Bifall mot avslag.")
    room.vote(item, method="named", votes={person.pk: "yes" for person in room.members})

    recording.announce_conflict(item=item, person=room.members[2], ground="party", by=room.secretary)

    assert lacks(room) == [("recording.votes-do-not-fit", "KL 5:67 p. 5")]


@pytest.mark.law("KL 5:56")
def test_tie_is_broken_before_the_meeting_closes(room, world):
    item = room.item(world.put_forward())
    room.record(item, propositions="Bifall mot avslag.")

    ballot = room.vote(item, yes=2, no=2)
    without = lacks(room)
    recording.remove_ballot(ballot=ballot, by=room.secretary)
    room.vote(item, yes=2, no=2, chair_says="yes")

    assert (without, lacks(room)) == ([("recording.tie-not-broken", "KL 5:56")], [])


@pytest.mark.law("KL 5:66")
def test_meeting_lacks_who_served(room, world):
    recording.call_roll(meeting=room.meeting, present=[], by=room.secretary)

    assert [code for code, _clause in lacks(room)] == ["recording.roll-missing", "recording.adjuster-not-serving"]


@pytest.mark.law("KL 5:69")
def test_meeting_lacks_who_adjusts(room):
    recording.choose_adjusters(meeting=room.meeting, people=[], by=room.secretary)

    assert lacks(room) == [("recording.adjusters-missing", "KL 5:69")]


def test_who_serves_has_a_seat_on_the_day_also_when_it_ended_after_the_roll(room, world):
    room.members[1].appointments.update(ends_on=world.days(-1))

    assert lacks(room) == [("recording.not-elected", "KL 5:66")]


@pytest.mark.law("KL 6:27")
def test_item_lacks_a_quorum_in_a_committee(room, world):
    item = room.item(world.put_forward())
    room.record(item)
    recording.call_roll(
        meeting=room.meeting,
        present=[{"person": each} for each in (room.members[0], room.members[-1])],
        by=room.secretary,
    )

    assert lacks(room) == [("recording.no-quorum", "KL 6:27")]


@pytest.mark.law("KL 5:45")
def test_item_lacks_a_quorum_in_the_council(world):
    council = straight_to_the_council(world)
    item = council.item(world.put_forward())
    council.record(item)
    present = [{"person": each} for each in council.members[-3:]]
    recording.call_roll(meeting=council.meeting, present=present, by=council.secretary)

    assert lacks(council) == [("recording.no-quorum", "KL 5:45–46")]


@pytest.mark.law("KL 5:46")
def test_council_decides_although_a_conflict_takes_it_below_the_number(world):
    council = straight_to_the_council(world)
    item = council.item(world.put_forward())
    council.record(item)
    present = [{"person": each} for each in council.members[-4:]]
    recording.call_roll(meeting=council.meeting, present=present, by=council.secretary)

    recording.announce_conflict(item=item, person=council.members[-2], ground="personal", by=council.secretary)

    assert lacks(council) == []


@pytest.mark.law("KL 5:17")
def test_no_more_serve_than_there_are_seats_and_nobody_beside_their_own_substitute(room, world):
    item = room.item(world.put_forward())
    room.record(item)
    substitute = factories.substitute(room.body)
    roll = [{"person": each} for each in room.members]
    roll.append({"person": substitute, "serving": True, "in_place_of": room.members[0]})

    recording.call_roll(meeting=room.meeting, present=roll, by=room.secretary)

    assert lacks(room) == [("recording.too-many", "KL 5:17"), ("recording.two-in-one-place", "KL 5:17")]


@pytest.mark.law("KL 4:27")
def test_reservation_by_one_who_then_turns_out_to_have_a_conflict_stands_in_the_way(room, world):
    item = room.item(world.put_forward())
    room.record(item)
    recording.add_dissent(item=item, kind="reservation", people=room.members[:1], by=room.secretary)

    recording.announce_conflict(item=item, person=room.members[0], ground="party", by=room.secretary)

    assert lacks(room) == [("recording.reservation-without-part", "KL 4:27")]


def test_decide_step_is_not_only_noted(room, world):
    item = room.item(world.put_forward())

    room.record(item, outcome="noted")

    assert lacks(room) == [("recording.must-decide", "Riktlinje 5.2")]


def test_only_a_case_is_returned(room):
    item = room.item()

    room.record(item, outcome="returned")

    assert lacks(room) == [("recording.not-a-case", "KL 5:50")]


def test_case_that_was_withdrawn_meanwhile_can_only_be_dropped(room, world):
    case = world.put_forward()
    item = room.item(case)
    room.record(item)
    actions.withdraw(case=case, reason="Motparten drog sig ur.", by=world.contact)

    without = lacks(room)
    room.record(item, outcome="dropped", text="Ärendet utgår.")

    assert (without, lacks(room)) == ([("recording.case-gone", "Riktlinje 5.2")], [])


def test_case_of_another_body_is_not_decided_here(world):
    room = Room(world.committee)
    item = room.item(world.put_forward())

    room.record(item)

    assert lacks(room) == [("decision.not-this-body", "Riktlinje 5.2")]


def test_case_that_came_after_the_day_of_the_meeting_is_not_decided_there(world):
    yesterday = timezone.now() - datetime.timedelta(days=1)
    room = Room(world.board, starts_at=yesterday)
    item = room.item(world.put_forward())

    room.record(item)

    assert lacks(room) == [("decision.day-before-put-forward", "FL 31 §")]


def test_struck_item_lacks_nothing(room):
    room.item(state="struck")

    assert lacks(room) == []


# ── a minority's right ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.law("KL 5:50")
@pytest.mark.parametrize(("asking", "found"), [(3, []), (2, [("recording.minority-too-small", "KL 5:50")])])
def test_minority_of_a_third_of_those_serving_has_the_case_returned(world, asking, found):
    council = straight_to_the_council(world)
    item = council.item(world.put_forward())

    council.record(item, outcome="minority_returned", reason="Kostnaden saknas.", requesters=council.members[:asking])

    assert lacks(council) == found


@pytest.mark.law("KL 5:50")
def test_minority_is_counted_on_those_who_decide_the_item(world):
    council = straight_to_the_council(world)
    item = council.item(world.put_forward())
    council.record(item, outcome="minority_returned", reason="Skäl.", requesters=council.members[:3])

    recording.announce_conflict(item=item, person=council.members[0], ground="personal", by=council.secretary)

    assert lacks(council) == []
    recording.announce_conflict(item=item, person=council.members[1], ground="personal", by=council.secretary)
    assert lacks(council) == [("recording.minority-too-small", "KL 5:50")]


@pytest.mark.law("KL 5:50")
def test_minority_gives_the_reason_itself(world):
    council = straight_to_the_council(world)
    item = council.item(world.put_forward())

    council.record(item, outcome="minority_returned", reason="", requesters=council.members[:3])

    assert lacks(council) == [("recording.reason-missing", "KL 5:50")]


@pytest.mark.law("KL 6:33")
@pytest.mark.parametrize("outcome", ["minority_returned", "tabled"])
def test_minority_has_no_such_right_in_a_committee(room, world, outcome):
    item = room.item(world.put_forward())

    room.record(item, outcome=outcome, reason="Skäl.", requesters=room.members[:3])

    assert lacks(room) == [("recording.no-minority-right", "KL 6:33")]


@pytest.mark.law("KL 5:50")
def test_minority_has_no_such_right_in_an_election(world, monkeypatch):
    council = straight_to_the_council(world)
    item = council.item(world.put_forward())
    matter = matters.matter_of(item.step.case)
    monkeypatch.setitem(matters._matters, matter.key, matters.Matter(matter.key, matter.name, None, election=True))

    council.record(item, outcome="tabled", requesters=council.members[:3])

    assert lacks(council) == [("recording.election-by-majority", "KL 5:50")]


@pytest.mark.law("KL 5:50")
@pytest.mark.parametrize("first", ["minority_returned", "tabled"])
def test_minority_uses_its_right_once_and_then_simple_majority_decides(world, first):
    council = straight_to_the_council(world)
    case = world.put_forward()
    council.settle(case, outcome=first, reason="Kostnaden saknas.", requesters=council.members[:3])
    if case.state == "preparing":
        actions.put_forward(case=case, by=world.coordinator)
    council.meeting = factories.open_meeting(council.body, council.members)
    item = council.item(case)

    council.record(item, outcome="minority_returned", reason="Igen.", requesters=council.members[:3])
    refused = lacks(council)
    council.record(item, outcome="returned")

    assert (refused, lacks(council)) == ([("recording.minority-used", "KL 5:50")], [])


# ── urgency ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.law("KL 5:52")
def test_council_decides_what_was_not_announced_only_if_all_agree(world):
    council = straight_to_the_council(world)
    item = add_case(meeting=council.meeting, step=world.active(world.put_forward()), by=council.secretary, urgent=True)

    council.record(item)
    without = lacks(council)
    council.record(item, all_agreed=True)

    assert (without, lacks(council)) == ([("recording.not-all-agreed", "KL 5:52")], [])


@pytest.mark.law("KL 5:14", "KL 5:52")
def test_council_decides_without_all_agreeing_what_was_announced_as_urgent(world):
    council = straight_to_the_council(world)
    item = council.item(world.put_forward(), added_after_notice=True, urgent=True)
    council.meeting.opened_at = timezone.now()
    council.meeting.save()

    council.record(item)

    assert lacks(council) == []


@pytest.mark.law("KL 6:33")
def test_committee_decides_what_was_added_after_the_notice(room, world):
    item = room.item(world.put_forward(), added_after_notice=True)

    room.record(item)

    assert lacks(room) == []


@pytest.mark.law("KL 5:33")
def test_council_decides_an_unprepared_urgent_case_if_all_agree(world, trial):
    council = through_the_council(world)
    case = world.prepared()
    item = factories.agenda_item(council.meeting, case.steps.get(role="decide"), urgent=True)

    council.record(item)
    without = lacks(council)
    council.record(item, all_agreed=True)
    council.close()

    case.refresh_from_db()
    assert without == [("recording.not-all-agreed", "KL 5:33")]
    assert (case.state, states(case)) == ("decided", ["cancelled", "cancelled", "cancelled", "done"])
    assert case.decisions.get().text_hash == case.text_hash != ""
    assert trial.calls == ["on_opened", "on_decided", "carry_out"]


@pytest.mark.law("KL 5:33")
def test_urgent_case_skips_only_the_steps_that_remain(world):
    council = through_the_council(world)
    case = world.put_forward()
    actions.propose(step=world.active(case), text="Tillstyrks.", by=world.committee_secretary)
    item = factories.agenda_item(council.meeting, case.steps.get(role="decide"), urgent=True)

    council.record(item, all_agreed=True)
    council.close()

    assert states(case) == ["done", "done", "cancelled", "done"]


@pytest.mark.law("KL 5:33")
def test_unprepared_case_that_somebody_reserves_against_was_not_agreed_on(world):
    council = through_the_council(world)
    item = factories.agenda_item(council.meeting, world.prepared().steps.get(role="decide"), urgent=True)
    council.record(item, all_agreed=True)

    recording.add_dissent(item=item, kind="reservation", people=council.members[:1], by=council.secretary)

    assert lacks(council) == [("recording.not-all-agreed", "KL 5:33")]


@pytest.mark.law("KL 5:33")
def test_unprepared_case_is_not_returned_but_dropped(world):
    council = through_the_council(world)
    case = world.prepared()
    item = factories.agenda_item(council.meeting, case.steps.get(role="decide"), urgent=True)

    council.record(item, outcome="returned", all_agreed=True)
    returned = lacks(council)
    council.record(item, outcome="dropped")
    council.close()

    assert returned == [("recording.not-prepared", "KL 5:33")]
    assert states(case) == ["active", "waiting", "waiting", "waiting"]


@pytest.mark.law("KL 5:26", "KL 5:28")
def test_committee_does_not_decide_an_unprepared_case(world):
    world.reroute((StepRole.PREPARE, world.coordinating), (StepRole.DECIDE, world.committee))
    room = Room(world.committee)
    item = factories.agenda_item(room.meeting, world.prepared().steps.get(role="decide"), urgent=True)

    room.record(item, all_agreed=True)

    assert lacks(room) == [("recording.not-prepared", "KL 5:26–28")]


# ── closing ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_close_meeting_makes_all_items_binding_and_drafts_the_minutes(room, world, trial):
    case = world.put_forward()
    first, second, third = room.item(case), room.item(kind="report"), room.item(state="struck")
    room.record(first, text="Kommunstyrelsen godkänner avtalet till 2028.")
    room.record(second, outcome="noted", presenter="", present_without_deciding="", proposals="")

    room.close()

    room.meeting.refresh_from_db()
    case.refresh_from_db()
    first.refresh_from_db()
    assert (room.meeting.state, room.meeting.closed_at is not None) == ("closed", True)
    assert list(room.meeting.items.values_list("state", flat=True)) == ["binding", "binding", "struck"]
    decision = first.decision
    assert (decision.outcome, decision.paragraph, decision.text) == (
        "approved",
        "1",
        "Kommunstyrelsen godkänner avtalet till 2028.",
    )
    assert (decision.body, decision.decided_on, decision.recorded_by) == (room.body, world.today, room.secretary)
    assert (case.state, trial.calls) == ("decided", ["on_opened", "on_decided", "carry_out"])
    assert Decision.objects.count() == 1
    assert set(Minutes.objects.get(meeting=room.meeting).items.all()) == {first, second}
    assert Event.objects.filter(happening="meeting.closed").count() == 1
    assert third.decision is None


def test_close_meeting_twice_is_a_conflict(room):
    room.close()

    with pytest.raises(Conflict):
        room.close()

    assert Event.objects.filter(happening="meeting.closed").count() == 1


@pytest.mark.parametrize("fails_in", ["on_decided", "carry_out"])
def test_close_meeting_that_fails_half_way_leaves_nothing_behind(room, world, trial, fails_in):
    first, second = world.put_forward(), world.put_forward()
    for case in (first, second):
        room.record(room.item(case), outcome="rejected" if case is first else "approved")
    trial.fails_in = fails_in

    with pytest.raises(RuntimeError):
        room.close()

    assert (Decision.objects.count(), Minutes.objects.count()) == (0, 0)
    assert set(Case.objects.values_list("state", flat=True)) == {"put_forward"}
    assert set(AgendaItem.objects.values_list("state", flat=True)) == {"recorded"}
    room.meeting.refresh_from_db()
    assert room.meeting.state == "open"


def test_close_meeting_is_not_for_a_member(room):
    with pytest.raises(NotPermitted):
        room.close(by=room.members[0])


def test_close_meeting_is_not_for_one_who_wrote_the_case_of_an_item_that_is_left(world):
    writer = factories.secretary(world.board)
    factories.appoint(writer, Function.COORDINATOR, unit=world.coordinating)
    room = Room(world.board)
    case = world.prepared()
    case = actions.put_forward(case=case, by=writer)
    item = room.item(case)
    room.record(item)

    with pytest.raises(NotPermitted) as refused:
        room.close(by=writer)
    room.bind(item)
    room.close(by=writer)

    finding = refused.value.finding
    assert (finding.code, finding.clause) == ("decision.preparer-is-not-decider", "KL 6:28–30")
    assert f"punkt 1, {item.title}" in finding.message
    room.meeting.refresh_from_db()
    assert room.meeting.state == "closed"


def test_bind_item_settles_one_item_at_once(room, world):
    first, second = world.put_forward(), world.put_forward()
    item = room.item(first)
    room.record(item)
    room.record(room.item(second))

    room.bind(item)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == ("decided", "put_forward")
    assert Event.objects.filter(happening="item.bound").count() == 1


def test_bind_item_is_refused_with_what_it_lacks_and_only_that(room, world):
    item = room.item(world.put_forward())
    room.item()
    recording.record_item(item=item, version=1, by=room.secretary, **room.written(text=""))

    with pytest.raises(Refused) as refused:
        room.bind(item)

    assert [finding.code for finding in refused.value.findings] == ["recording.text-missing"]
    item.refresh_from_db()
    assert item.state == "recorded"


def test_bind_item_twice_is_refused(room, world):
    item = room.item(world.put_forward())
    room.record(item)
    room.bind(item)

    with pytest.raises(Refused) as refused:
        room.bind(item)

    assert [finding.code for finding in refused.value.findings] == ["recording.binding"]
    assert Decision.objects.count() == 1


def test_close_meeting_after_binding_one_item_leaves_that_as_it_is(room, world):
    item = room.item(world.put_forward())
    room.record(item)
    room.bind(item)

    room.close()

    assert Decision.objects.count() == 1


# ── what follows ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_rejected_case_is_closed(room, world, trial):
    case = world.put_forward()

    room.settle(case, outcome="rejected")

    assert (case.state, trial.calls) == ("rejected", ["on_opened", "on_rejected"])


def test_returned_case_goes_back_to_preparation(room, world):
    case = world.put_forward()

    room.settle(case, outcome="returned")

    assert (case.state, case.round, states(case)) == ("preparing", 2, ["active", "returned"])
    assert happenings(case)[-1] == "case.returned"


@pytest.mark.law("KL 5:50")
def test_case_returned_by_a_minority_goes_back_to_preparation(world):
    council = through_the_council(world)
    case = world.put_forward()
    for secretary in (world.committee_secretary, world.secretary):
        actions.propose(step=world.active(case), text="Tillstyrks.", by=secretary)

    item = council.settle(case, outcome="minority_returned", reason="Kostnaden saknas.", requesters=council.members[:3])

    assert (case.state, case.round) == ("preparing", 2)
    assert states(case) == ["active", "waiting", "waiting", "returned"]
    assert item.decision.outcome == "minority_returned"


def test_dropped_case_stays_where_it_was(room, world):
    case = world.put_forward()

    item = room.settle(case, outcome="dropped", presenter="", proposals="", present_without_deciding="")

    assert (case.state, states(case)) == ("put_forward", ["done", "active"])
    assert (item.state, item.decision) == ("binding", None)
    assert happenings(case)[-1] == "case.dropped"


@pytest.mark.law("KL 5:51")
@pytest.mark.parametrize(("state", "added"), [(MeetingState.PLANNED, False), (MeetingState.CALLED, True)])
def test_tabled_case_is_put_on_the_agenda_of_the_bodys_next_meeting(room, world, state, added):
    factories.meeting(room.body, starts_at=timezone.now() + datetime.timedelta(days=60))
    following = factories.meeting(room.body, state=state)
    factories.meeting(world.committee, starts_at=timezone.now() + datetime.timedelta(days=1))
    factories.agenda_item(following)
    case = world.put_forward()

    item = room.settle(case, outcome="tabled")

    again = AgendaItem.objects.get(step=item.step, state=ItemState.WAITING)
    assert (again.meeting, again.order, again.added_after_notice) == (following, 2, added)
    assert (case.state, states(case), item.decision.sitting) == ("tabled", ["done", "active"], 1)


@pytest.mark.law("KL 5:51")
def test_tabled_case_without_a_planned_meeting_stays_with_the_body(room, world):
    case = world.put_forward()

    room.settle(case, outcome="tabled")

    assert (case.state, AgendaItem.objects.count()) == ("tabled", 1)


@pytest.mark.law("KL 5:51", "KL 5:52")
def test_tabled_case_is_decided_at_the_next_meeting_of_the_council_without_new_notice(world):
    council = straight_to_the_council(world)
    following = factories.called_meeting(council.body, starts_at=timezone.now() + datetime.timedelta(hours=1))
    case = world.put_forward()
    council.settle(case, outcome="tabled")
    council.meeting = factories.open_meeting(council.body, council.members)
    AgendaItem.objects.filter(meeting=following).update(meeting=council.meeting)
    item = council.meeting.items.get()

    council.record(item)
    council.close()

    case.refresh_from_db()
    item.refresh_from_db()
    assert (item.added_after_notice, case.state, item.decision.sitting) == (True, "decided", 2)


def test_tabled_case_recorded_directly_is_put_on_the_next_agenda_too(world):
    following = factories.meeting(world.board)
    case = world.put_forward()

    world.decide(case, outcome="tabled")

    assert list(following.items.values_list("step", "title")) == [(world.active(case).pk, case.title)]


@pytest.mark.parametrize("outcome", ["approved", "rejected", "noted"])
def test_body_that_proposes_passes_its_outcome_and_changed_text_on(world, outcome):
    council = through_the_council(world)
    committee, board = Room(world.committee), Room(world.board)
    case = world.put_forward()

    first = committee.settle(case, outcome="approved", text="Nämnden tillstyrker med ändringen att tiden blir två år.")
    second = board.settle(case, outcome=outcome, text="Kommunstyrelsens förslag.")

    assert (case.state, states(case)) == ("put_forward", ["done", "done", "done", "active"])
    assert (second.decision.outcome, second.decision.body) == (outcome, world.board)
    assert [(row.step, row.text) for row in Proposal.objects.order_by("pk")] == [
        (first.step, "Nämnden tillstyrker med ändringen att tiden blir två år."),
        (second.step, "Kommunstyrelsens förslag."),
    ]
    assert (first.proposal.text, second.proposal.text) == (first.decision.text, second.decision.text)
    assert happenings(case)[-2:] == ["case.proposed", "case.proposed"]
    council.settle(case)
    assert case.state == "decided"


def test_later_body_sees_what_the_former_made_of_it_and_who_dissented(world):
    council = through_the_council(world)
    committee = Room(world.committee)
    case = world.put_forward()
    item = committee.item(case)
    committee.record(item, outcome="rejected", text="Nämnden avstyrker.")
    recording.add_dissent(
        item=item, kind="reservation", people=committee.members[:2], text="Nyttan är stor.", by=committee.secretary
    )
    committee.close()
    actions.propose(step=world.active(case), text="Tillstyrks.", by=world.secretary)

    stances = stances_before(case.steps.get(body=council.body))

    names = ", ".join(sorted(person.name for person in committee.members[:2]))
    assert [(each.body, each.outcome, each.text, each.dissents) for each in stances] == [
        ("Kulturnämnden", "Avslag", "Nämnden avstyrker.", (f"Reservation ({names}): Nyttan är stor.",))
    ]


def test_case_is_settled_along_the_route_and_policy_it_opened_under(world):
    council = through_the_council(world)
    committee = Room(world.committee)
    case = world.put_forward()
    newer = factories.policy()
    factories.route(newer, case.matter, (StepRole.PREPARE, world.coordinating), (StepRole.DECIDE, world.committee))

    committee.settle(case, text="Tillstyrks.")

    assert (case.policy, case.state, states(case)[1:]) == (world.policy, "put_forward", ["done", "active", "waiting"])
    assert council.body == case.steps.last().body


# ── the other door ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("state", [MeetingState.PLANNED, MeetingState.CALLED, MeetingState.OPEN])
def test_direct_decision_is_refused_while_the_case_stands_on_an_agenda(world, state):
    case = world.put_forward()
    meeting = factories.meeting(world.board, state=state)
    factories.agenda_item(meeting, world.active(case))

    with pytest.raises(Refused) as refused:
        world.decide(case)

    (finding,) = refused.value.findings
    assert (finding.code, str(meeting.body) in finding.message) == ("decision.on-an-agenda", True)


def test_direct_proposal_is_refused_while_the_case_stands_on_an_agenda(world):
    through_the_council(world)
    case = world.put_forward()
    factories.agenda_item(factories.meeting(world.committee), world.active(case))

    with pytest.raises(Refused) as refused:
        actions.propose(step=world.active(case), text="Tillstyrks.", by=world.committee_secretary)

    assert [finding.code for finding in refused.value.findings] == ["decision.on-an-agenda"]


@pytest.mark.parametrize(
    ("meeting_state", "item_state"), [("closed", "binding"), ("cancelled", "waiting"), ("called", "struck")]
)
def test_direct_decision_is_free_again_when_no_meeting_will_decide(world, meeting_state, item_state):
    case = world.put_forward()
    meeting = factories.meeting(world.board, state=meeting_state)
    factories.agenda_item(meeting, world.active(case), state=item_state)

    assert on_an_agenda(world.active(case)) == []
    world.decide(case)
    case.refresh_from_db()
    assert case.state == "decided"


# ── sizes ────────────────────────────────────────────────────────────────────────────────────────────────────────


def queries_to_close(world, number, seats):
    room = Room(world.board, seats)
    for _each in range(number):
        room.record(room.item(world.put_forward()))
    with CaptureQueriesContext(connection) as asked:
        room.close()
    return len(asked)


def test_close_meeting_asks_as_much_for_each_item_up_to_40_items_and_81_members(world):
    few, crowded, full = (queries_to_close(world, number, seats) for number, seats in ((2, 5), (2, 81), (40, 81)))

    assert abs(crowded - few) <= 2
    assert (full - crowded) / 38 <= 46
    assert Decision.objects.count() == 44
