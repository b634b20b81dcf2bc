"""Writing down what happens in the room."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.models import Event, Series
from core.rules import Conflict, NotPermitted, Refused
from decisions.actions import recording
from decisions.enums import MeetingState
from decisions.models import AgendaItem, BoardNotice, Presence
from decisions.selectors.recording import floor_of, recorded
from decisions.selectors.said import Said
from governance.enums import Function, StepRole
from governance.models import Person
from tests import factories
from tests.decisions.rooms import Room

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(world):
    return Room(world.board)


@pytest.fixture
def council(world):
    return Room(factories.council())


def codes(refused):
    return [finding.code for finding in refused.value.findings]


def clauses(refused):
    return [finding.clause for finding in refused.value.findings]


def happenings(meeting):
    rows = Event.objects.filter(subject=f"decisions.meeting:{meeting.pk}").order_by("pk")
    return list(rows.values_list("happening", flat=True))


# ── opening ──────────────────────────────────────────────────────────────────────────────────────────────────────


def called(body, **fields):
    return factories.called_meeting(body, **{"starts_at": timezone.now()} | fields)


def test_open_meeting_counts_its_seats_and_says_who_leads(world):
    people = factories.members(world.board, 4)
    factories.substitute(world.board)
    meeting = called(world.board)

    recording.open_meeting(meeting=meeting, chair=people[1], by=world.secretary)

    meeting.refresh_from_db()
    assert (meeting.state, meeting.seats, meeting.chair) == ("open", 5, people[1])
    assert meeting.secretary == world.secretary
    assert happenings(meeting) == ["meeting.opened"]


def test_open_meeting_takes_the_bodys_own_number_of_seats(world):
    world.board.seats = 13
    world.board.save()
    meeting = called(world.board)

    recording.open_meeting(meeting=meeting, chair=world.member, by=world.secretary)

    meeting.refresh_from_db()
    assert meeting.seats == 13


@pytest.mark.law("KL 5:15")
@pytest.mark.parametrize(
    "state", [MeetingState.PLANNED, MeetingState.OPEN, MeetingState.CLOSED, MeetingState.CANCELLED]
)
def test_open_meeting_that_is_not_called_is_refused(world, state):
    meeting = called(world.board, state=state)

    with pytest.raises(Refused) as refused:
        recording.open_meeting(meeting=meeting, chair=world.member, by=world.secretary)

    assert codes(refused) == ["recording.not-called"]


def test_open_meeting_before_its_day_is_refused(world):
    meeting = called(world.board, starts_at=timezone.now() + datetime.timedelta(days=2))

    with pytest.raises(Refused) as refused:
        recording.open_meeting(meeting=meeting, chair=world.member, by=world.secretary)

    assert codes(refused) == ["recording.day-not-come"]


def test_open_meeting_with_a_chair_without_a_seat_is_refused(world):
    with pytest.raises(Refused) as refused:
        recording.open_meeting(meeting=called(world.board), chair=world.director, by=world.secretary)

    assert codes(refused) == ["recording.chair-without-seat"]


@pytest.mark.law("KL 5:13")
@pytest.mark.parametrize(
    ("days", "refusal"), [(7, []), (6, ["recording.not-announced"]), (None, ["recording.not-announced"])]
)
def test_open_the_councils_meeting_only_when_announced_a_week_before(world, days, refusal):
    body = factories.council()
    chair, secretary = factories.member(body), factories.secretary(body)
    meeting = called(body)
    if days is not None:
        posted = timezone.now() - datetime.timedelta(days=days)
        BoardNotice.objects.create(
            kind="council_meeting",
            body=body,
            meeting=meeting,
            title="Sammanträde",
            due_on=world.today,
            posted_at=posted,
        )

    try:
        recording.open_meeting(meeting=meeting, chair=chair, by=secretary)
        found = []
    except Refused as refused:
        found = [finding.code for finding in refused.findings]

    assert found == refusal


def test_open_meeting_is_for_the_bodys_own_secretary(world):
    meeting = called(world.board)

    with pytest.raises(NotPermitted) as refused:
        recording.open_meeting(meeting=meeting, chair=world.member, by=world.committee_secretary)

    assert refused.value.finding.code == "decision.not-this-body"


# ── the roll ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_call_roll_writes_down_who_is_there(room):
    substitute, director = factories.substitute(room.body), factories.person()
    roll = [{"person": each} for each in room.members[:3]]
    roll += [{"person": substitute, "serving": True, "in_place_of": room.members[4]}]
    roll += [{"person": director, "capacity": "officer"}]

    recording.call_roll(meeting=room.meeting, present=roll, by=room.secretary)

    rows = room.meeting.presences.filter(attends=True).values_list("person", "capacity", "serving", "in_place_of")
    assert set(rows) == {
        *((each.pk, "member", True, None) for each in room.members[:3]),
        (substitute.pk, "substitute", True, room.members[4].pk),
        (director.pk, "officer", False, None),
    }
    assert room.meeting.presences.filter(attends=False).count() == 2
    assert happenings(room.meeting) == ["meeting.roll_called"]


def test_call_roll_again_replaces_the_roll(room):
    recording.call_roll(meeting=room.meeting, present=[{"person": room.members[0]}], by=room.secretary)

    recording.call_roll(meeting=room.meeting, present=[{"person": each} for each in room.members], by=room.secretary)

    assert room.meeting.presences.filter(serving=True).count() == 5
    assert Presence.objects.count() == 5


def refusals_of_the_roll(room):
    one, two = room.members[:2]
    first, second = factories.substitute(room.body), factories.substitute(room.body)
    stranger = factories.person()
    serves = {"serving": True, "in_place_of": one}
    return {
        "recording.twice": [{"person": one}, {"person": one}],
        "recording.leaves-before-coming": [{"person": one, "from_item": 3, "until_item": 2}],
        "recording.not-elected": [{"person": stranger, "serving": True}],
        "recording.no-such-place": [{"person": first, "serving": True, "in_place_of": stranger}],
        "recording.two-in-one-place": [{"person": first} | serves, {"person": second} | serves],
    }, two


@pytest.mark.law("KL 5:17", "KL 5:66")
@pytest.mark.parametrize(
    "code",
    [
        "recording.twice",
        "recording.leaves-before-coming",
        "recording.not-elected",
        "recording.no-such-place",
        "recording.two-in-one-place",
    ],
)
def test_call_roll_is_refused_when_it_cannot_be_so(room, code):
    roll, _two = refusals_of_the_roll(room)

    with pytest.raises(Refused) as refused:
        recording.call_roll(meeting=room.meeting, present=roll[code], by=room.secretary)

    assert codes(refused) == [code]
    assert room.meeting.presences.filter(serving=True).count() == 5


def test_call_roll_asks_for_the_seat_on_the_day_of_the_meeting(world):
    room = Room(world.committee)
    former = factories.person()
    factories.appoint(former, Function.MEMBER, body=room.body, ends_on=world.days(-1))

    with pytest.raises(Refused) as refused:
        recording.call_roll(meeting=room.meeting, present=[{"person": former, "serving": True}], by=room.secretary)

    assert codes(refused) == ["recording.not-elected"]


def test_call_roll_from_an_old_page_is_a_conflict(room):
    version = room.meeting.version
    recording.call_roll(meeting=room.meeting, present=[{"person": room.members[0]}], by=room.secretary, version=version)

    with pytest.raises(Conflict):
        recording.call_roll(meeting=room.meeting, present=[], by=room.secretary, version=version)

    assert room.meeting.presences.filter(serving=True).count() == 1


def test_call_roll_does_not_change_who_decided_what_is_binding(room, world):
    item = room.item(world.put_forward())
    room.record(item)
    room.bind(item)

    with pytest.raises(Refused) as refused:
        recording.call_roll(meeting=room.meeting, present=[{"person": room.members[0]}], by=room.secretary)

    assert codes(refused) == ["recording.binding"]
    present = [{"person": each, "until_item": 1} for each in room.members]
    recording.call_roll(meeting=room.meeting, present=present, by=room.secretary)


def test_choose_adjusters_among_those_who_serve(room):
    recording.choose_adjusters(meeting=room.meeting, people=room.members[1:3], by=room.secretary)

    assert set(room.meeting.adjusters.all()) == set(room.members[1:3])
    assert happenings(room.meeting) == ["meeting.adjusters_chosen"]


@pytest.mark.law("KL 5:69")
def test_choose_adjusters_refuses_the_chair_and_who_does_not_serve(room):
    people = [room.members[0], factories.member(room.body)]

    with pytest.raises(Refused) as refused:
        recording.choose_adjusters(meeting=room.meeting, people=people, by=room.secretary)

    assert codes(refused) == ["recording.adjuster-is-chair", "recording.adjuster-not-serving"]


# ── who decides an item ──────────────────────────────────────────────────────────────────────────────────────────


def test_floor_follows_who_came_late_and_left_early(room):
    items = [room.item() for _each in range(3)]
    one, two, three, *_rest = room.members
    present = [{"person": one}, {"person": two, "from_item": 2}, {"person": three, "until_item": 2}]

    recording.call_roll(meeting=room.meeting, present=present, by=room.secretary)

    state = recorded(room.meeting)
    assert [state.floor(item).serving for item in items] == [
        {one.pk, three.pk},
        {one.pk, two.pk, three.pk},
        {one.pk, two.pk},
    ]
    assert [floor_of(item) for item in state.items] == [state.floor(item) for item in items]


@pytest.mark.law("KL 6:30")
def test_conflict_leaves_out_of_that_item_and_of_nothing_else(room):
    first, second = room.item(), room.item()
    one = room.members[0]

    recording.announce_conflict(item=first, person=one, ground="party", by=room.secretary)

    state = recorded(room.meeting)
    assert (one.pk in state.floor(first).serving, one.pk in state.floor(second).serving) == (False, True)
    assert state.floor(first).conflicted == {one.pk}


@pytest.mark.law("KL 5:46", "KL 5:47")
def test_conflict_in_the_council_keeps_the_quorum(council):
    item = council.item()
    present = [{"person": each} for each in council.members[:3]]
    recording.call_roll(meeting=council.meeting, present=present, by=council.secretary)

    recording.announce_conflict(item=item, person=council.members[0], ground="personal", by=council.secretary)

    floor = recorded(council.meeting).floor(item)
    assert (len(floor.serving), floor.seats, floor.quorate) == (2, 5, True)


@pytest.mark.law("KL 6:27", "KL 6:30")
def test_conflict_in_a_committee_counts_against_the_quorum(room):
    item = room.item()
    present = [{"person": each} for each in room.members[:3]]
    recording.call_roll(meeting=room.meeting, present=present, by=room.secretary)

    recording.announce_conflict(item=item, person=room.members[0], ground="party", by=room.secretary)

    assert recorded(room.meeting).floor(item).quorate is False


def test_substitute_in_the_place_of_one_with_a_conflict_is_counted_once(council):
    item = council.item()
    substitute = factories.substitute(council.body)
    one, two, *_rest = council.members
    recording.call_roll(
        meeting=council.meeting,
        present=[
            {"person": one},
            {"person": two},
            {"person": substitute, "serving": True, "in_place_of": one, "from_item": 1, "until_item": 1},
        ],
        by=council.secretary,
    )

    recording.announce_conflict(item=item, person=one, ground="personal", by=council.secretary)

    floor = recorded(council.meeting).floor(item)
    assert (floor.serving, floor.quorate) == ({two.pk, substitute.pk}, False)


def test_recorded_reads_the_whole_meeting_in_five_queries(world):
    room = Room(world.committee, 9)
    for _each in range(12):
        item = room.item()
        recording.announce_conflict(item=item, person=room.members[1], ground="party", by=room.secretary)
        room.vote(item, method="named", votes={room.members[0].pk: "yes"})
        recording.add_dissent(item=item, kind="reservation", people=room.members[2:4], by=room.secretary)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        recorded(room.meeting)

    assert len(asked) == 5


def test_recorded_tells_what_was_said_by_name_and_dissent_as_it_was_written_down(world):
    room = Room(world.committee, 4)
    item, silent = room.item(), room.item()
    for person, name in zip(room.members, ("Dan", "Bo", "Cia", "Eva"), strict=True):
        Person.objects.filter(pk=person.pk).update(name=name)
    dan, bo, cia, eva = room.members
    recording.announce_conflict(item=item, person=eva, ground="party", by=room.secretary)
    recording.announce_conflict(item=item, person=cia, ground="partiality", note="Bror.", by=room.secretary)
    recording.add_dissent(item=item, kind="reservation", people=[bo, dan], text="Nej.", by=room.secretary)
    emptied = recording.add_dissent(item=item, kind="note", people=[dan], text="Jo.", by=room.secretary)
    emptied.people.clear()
    room.vote(item, method="named", votes={dan.pk: "no", bo.pk: "yes"})
    room.vote(item, yes=1, no=1)
    item.requesters.set([bo, dan])
    room.meeting.adjusters.set([eva, cia])

    state = recorded(room.meeting)

    said = state.said_of(item)
    assert [person.name for person in said.requesters] == ["Bo", "Dan"]
    assert [(each.person.pk, each.ground, each.note) for each in said.conflicts] == [
        (cia.pk, "partiality", "Bror."),
        (eva.pk, "party", ""),
    ]
    assert [(each.kind, each.text, [person.pk for person in each.people]) for each in said.dissents] == [
        ("reservation", "Nej.", [bo.pk, dan.pk]),
        ("note", "Jo.", []),
    ]
    assert [{cast.person_id: cast.choice for cast in voting.votes} for voting in said.votes] == [
        {dan.pk: "no", bo.pk: "yes"},
        {},
    ]
    assert [(voting.yes, voting.no) for voting in said.votes] == [(1, 1), (1, 1)]
    assert state.adjusters == [cia, eva]
    assert state.said_of(silent) == Said()


# ── items ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_record_item_saves_what_is_not_complete_yet(room, world):
    item = room.item(world.put_forward())

    recording.record_item(item=item, version=1, by=room.secretary, outcome="", text="Bifall enligt")

    item.refresh_from_db()
    assert (item.state, item.text, item.outcome, item.version) == ("recorded", "Bifall enligt", "", 2)
    assert (item.recorded_by, item.decision) == (room.secretary, None)
    assert happenings(room.meeting) == ["item.recorded"]


def test_record_item_numbers_paragraphs_in_the_order_they_are_recorded(room, world):
    first, second, third = (room.item() for _each in range(3))
    other = Room(world.committee)
    elsewhere = other.item()

    for item in (first, third, first, second):
        room.record(item)
    other.record(elsewhere)

    assert list(room.meeting.items.values_list("paragraph", flat=True)) == [1, 3, 2]
    assert AgendaItem.objects.get(pk=elsewhere.pk).paragraph == 1


def test_record_item_goes_on_with_the_bodys_paragraphs_of_the_year(room):
    room.record(room.item())
    later = factories.open_meeting(room.body, room.members)
    item = factories.agenda_item(later)

    room.record(item)

    item.refresh_from_db()
    assert item.paragraph == 2


def test_record_item_that_fails_takes_no_paragraph(room, world, monkeypatch):
    item = room.item(world.put_forward())
    monkeypatch.setattr(AgendaItem, "save", lambda self, **kwargs: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        room.record(item)

    assert list(Series.objects.filter(prefix__startswith="§").values_list("last", flat=True)) == []
    assert happenings(room.meeting) == []


def test_record_item_after_somebody_else_is_a_conflict_with_both_texts(room):
    item = room.item()
    other = factories.secretary(room.body)
    room.record(item, text="Deras.")

    with pytest.raises(Conflict) as refused:
        recording.record_item(item=item, version=1, by=other, **room.written(text="Min."))

    item.refresh_from_db()
    assert item.text == "Deras."
    assert ("Deras." in refused.value.theirs, "Min." in refused.value.yours) == (True, True)


def test_record_item_sent_twice_is_saved_once(room):
    item = room.item()
    same = room.written(requesters=room.members[:2])

    recording.record_item(item=item, version=1, by=room.secretary, **same)
    recording.record_item(item=item, version=1, by=room.secretary, **same)

    item.refresh_from_db()
    assert (item.version, happenings(room.meeting)) == (2, ["item.recorded"])


@pytest.mark.parametrize(
    ("state", "code"),
    [("planned", "not-open"), ("called", "not-open"), ("closed", "closed"), ("cancelled", "not-open")],
)
def test_record_item_only_while_the_meeting_is_open(world, state, code):
    room = Room(world.board, state=state)
    item = room.item()

    with pytest.raises(Refused) as refused:
        room.record(item)

    assert codes(refused) == [f"recording.{code}"]


@pytest.mark.parametrize(("state", "code"), [("binding", "recording.binding"), ("struck", "recording.struck")])
def test_record_item_that_is_binding_or_struck_is_refused(room, state, code):
    item = room.item(state=state)

    with pytest.raises(Refused) as refused:
        room.record(item)

    assert codes(refused) == [code]


@pytest.mark.law("KL 6:28")
def test_record_item_is_not_for_one_who_wrote_the_case(room, world):
    writer = factories.coordinator()
    factories.appoint(writer, Function.SECRETARY, body=room.body)
    case = world.opened(by=writer)
    case.steps.update(state="waiting")
    case.steps.filter(role=StepRole.DECIDE).update(state="active")
    item = room.item(case)

    with pytest.raises(NotPermitted) as refused:
        room.record(item, by=writer)

    assert refused.value.finding.code == "decision.preparer-is-not-decider"
    assert item.title in refused.value.finding.message


def test_record_item_takes_at_most_twenty_queries_among_81_members(world):
    room = Room(world.board, 81)
    item = room.item(world.put_forward())

    with CaptureQueriesContext(connection) as asked:
        recording.record_item(item=item, version=1, by=room.secretary, requesters=room.members[:3], **room.written())

    assert len(asked) <= 20


# ── votes ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_record_ballot_by_name_counts_the_names(room):
    item = room.item()
    choices = ["yes", "yes", "no", "abstained", "no"]

    ballot = room.vote(item, method="named", votes=dict(zip([m.pk for m in room.members], choices, strict=True)))

    assert (ballot.yes, ballot.no, ballot.abstained, ballot.winner) == (2, 2, 1, "")
    assert ballot.votes.count() == 5
    assert happenings(room.meeting) == ["ballot.recorded"]


@pytest.mark.law("KL 5:56")
def test_record_ballot_at_a_tie_is_won_by_the_chairs_vote(room):
    ballot = room.vote(room.item(), yes=2, no=2, chair_says="no")

    assert (ballot.chair_says, ballot.winner) == ("no", "no")


def test_record_ballot_that_is_no_tie_keeps_nothing_of_the_chair(room):
    ballot = room.vote(room.item(), yes=3, no=2, chair_says="no")

    assert (ballot.chair_says, ballot.winner) == ("", "yes")


@pytest.mark.law("KL 6:30")
def test_record_ballot_refuses_the_vote_of_one_with_a_conflict(room):
    item = room.item()
    recording.announce_conflict(item=item, person=room.members[0], ground="party", by=room.secretary)

    with pytest.raises(Refused) as refused:
        room.vote(item, method="named", votes={room.members[0].pk: "yes"})

    assert (codes(refused), clauses(refused)) == (["recording.votes-without-part"], ["KL 6:30"])
    assert item.ballots.count() == 0


@pytest.mark.law("KL 5:47")
def test_record_ballot_in_the_council_refuses_the_vote_of_one_with_a_conflict(council):
    item = council.item()
    recording.announce_conflict(item=item, person=council.members[0], ground="personal", by=council.secretary)

    with pytest.raises(Refused) as refused:
        council.vote(item, method="named", votes={council.members[0].pk: "yes"})

    assert clauses(refused) == ["KL 5:47"]


@pytest.mark.law("KL 5:56")
def test_record_ballot_by_lot_is_for_elections(room, world):
    item = room.item(world.put_forward())

    with pytest.raises(Refused) as refused:
        room.vote(item, method="lot", yes=2, no=2)

    assert codes(refused) == ["recording.lot-not-in-election"]
    assert room.vote(room.item(kind="formality"), method="lot", yes=2, no=2, chair_says="yes").winner == "yes"


@pytest.mark.law("KL 5:53")
def test_record_ballot_says_what_yes_and_no_mean(room):
    with pytest.raises(Refused) as refused:
        room.vote(room.item(), for_yes=" ")

    assert codes(refused) == ["recording.question-missing"]


def test_remove_ballot_takes_the_vote_away(room):
    item = room.item()
    ballot = room.vote(item, yes=1)

    recording.remove_ballot(ballot=ballot, by=room.secretary)

    assert item.ballots.count() == 0
    assert happenings(room.meeting) == ["ballot.recorded", "ballot.removed"]


# ── conflicts of interest ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.law("KL 6:30")
def test_conflict_is_announced_by_the_person_already_when_called(world):
    room = Room(world.board, state="called")
    item, one = room.item(), room.members[0]

    conflict = recording.announce_conflict(item=item, person=one, ground="party", by=one)

    assert (conflict.person, conflict.decided_by_body) == (one, False)
    assert happenings(room.meeting) == ["conflict.announced"]


def test_conflict_announced_again_changes_what_was_said(room):
    item, one = room.item(), room.members[0]
    recording.announce_conflict(item=item, person=one, ground="party", by=one)

    recording.announce_conflict(item=item, person=one, ground="partiality", by=room.secretary, decided_by_body=True)

    assert list(item.conflicts.values_list("ground", "decided_by_body")) == [("partiality", True)]


def test_conflict_of_another_is_not_announced_by_a_member(room):
    one, two = room.members[:2]

    with pytest.raises(NotPermitted):
        recording.announce_conflict(item=room.item(), person=one, ground="party", by=two)
    with pytest.raises(NotPermitted):
        recording.announce_conflict(item=room.item(), person=one, ground="party", by=one, decided_by_body=True)


@pytest.mark.law("KL 5:47", "KL 6:28")
def test_conflict_rests_on_a_ground_the_law_gives_the_body(room, council):
    grounds = ["party", "representative", "supervision", "partiality", "personal", "annat"]
    refused = {"committee": [], "council": []}

    for name, where in (("committee", room), ("council", council)):
        item = where.item()
        for ground in grounds:
            try:
                recording.announce_conflict(item=item, person=where.members[0], ground=ground, by=where.secretary)
            except Refused as error:
                refused[name].append((ground, error.findings[0].clause))

    assert refused["committee"] == [("personal", "KL 6:28"), ("annat", "KL 6:28")]
    assert refused["council"] == [(ground, "KL 5:47") for ground in grounds if ground != "personal"]


def test_conflict_of_one_who_is_not_called_is_refused(room):
    with pytest.raises(Refused) as refused:
        recording.announce_conflict(item=room.item(), person=factories.person(), ground="party", by=room.secretary)

    assert codes(refused) == ["recording.not-elected"]


@pytest.mark.law("KL 6:29")
def test_lift_conflict_lets_the_person_decide_again(room):
    item = room.item()
    conflict = recording.announce_conflict(item=item, person=room.members[0], ground="party", by=room.secretary)

    recording.lift_conflict(conflict=conflict, by=room.secretary)

    assert room.members[0].pk in recorded(room.meeting).floor(item).serving
    assert happenings(room.meeting) == ["conflict.announced", "conflict.lifted"]


def test_conflict_in_a_binding_item_is_refused(room):
    item = room.item(state="binding")

    with pytest.raises(Refused) as refused:
        recording.announce_conflict(item=item, person=room.members[0], ground="party", by=room.secretary)

    assert codes(refused) == ["recording.binding"]


# ── dissent ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.law("KL 4:27")
def test_reservation_is_written_down_with_its_people(room):
    item = room.item()

    dissent = recording.add_dissent(
        item=item, kind="reservation", people=room.members[:2], text="För dyrt.", by=room.secretary
    )

    assert (dissent.text, set(dissent.people.all())) == ("För dyrt.", set(room.members[:2]))
    assert happenings(room.meeting) == ["dissent.added"]


@pytest.mark.law("KL 4:27")
def test_reservation_by_one_who_took_no_part_is_refused(room):
    item = room.item()
    recording.announce_conflict(item=item, person=room.members[0], ground="party", by=room.secretary)

    with pytest.raises(Refused) as refused:
        recording.add_dissent(item=item, kind="reservation", people=room.members[:2], by=room.secretary)

    assert (codes(refused), clauses(refused)) == (["recording.reservation-without-part"], ["KL 4:27"])


@pytest.mark.law("KL 4:27")
def test_reservation_after_the_meeting_is_refused(world):
    room = Room(world.board, state="closed")

    with pytest.raises(Refused) as refused:
        recording.add_dissent(item=room.item(), kind="reservation", people=room.members[:1], by=room.secretary)

    assert (codes(refused), clauses(refused)) == (["recording.dissent-too-late"], ["KL 4:27"])


def test_statement_says_something_and_is_somebodys(room):
    with pytest.raises(Refused) as refused:
        recording.add_dissent(item=room.item(), kind="statement", people=[], by=room.secretary)

    assert codes(refused) == ["recording.dissent-of-nobody", "recording.dissent-text-missing"]


def test_substitute_who_does_not_serve_may_have_a_note_written(room):
    substitute = factories.substitute(room.body)

    dissent = recording.add_dissent(
        item=room.item(), kind="note", people=[substitute], text="Instämmer i förslaget.", by=room.secretary
    )

    assert dissent.kind == "note"


def test_remove_dissent_takes_it_back(room):
    item = room.item()
    dissent = recording.add_dissent(item=item, kind="reservation", people=room.members[:1], by=room.secretary)

    recording.remove_dissent(dissent=dissent, by=room.secretary)

    assert item.dissents.count() == 0
    assert happenings(room.meeting) == ["dissent.added", "dissent.removed"]
