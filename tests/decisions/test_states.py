"""Every state × verb of a case, a step, a meeting and an item, and every action on them in every state."""

from itertools import product

import pytest

from core.rules import Conflict, NotPermitted, Refused
from decisions import actions
from decisions.actions import recording
from decisions.enums import CaseState, ItemState, MeetingState, StepState
from decisions.models import AgendaItem, Case, CaseStep
from decisions.states import CASE, ITEM, MEETING, STEP
from tests import factories
from tests.decisions.rooms import Room

CASE_TABLE = {
    ("preparing", "put_forward"): "put_forward",
    ("put_forward", "propose"): "put_forward",
    ("tabled", "propose"): "put_forward",
    ("put_forward", "pass_on"): "put_forward",
    ("tabled", "pass_on"): "put_forward",
    ("put_forward", "decide"): "decided",
    ("tabled", "decide"): "decided",
    ("put_forward", "reject"): "rejected",
    ("tabled", "reject"): "rejected",
    ("put_forward", "return"): "preparing",
    ("tabled", "return"): "preparing",
    ("put_forward", "table"): "tabled",
    ("tabled", "table"): "tabled",
    ("preparing", "withdraw"): "withdrawn",
    ("put_forward", "withdraw"): "withdrawn",
    ("tabled", "withdraw"): "withdrawn",
    ("put_forward", "take_back"): "preparing",
}
STEP_TABLE = {
    ("waiting", "activate"): "active",
    ("done", "activate"): "active",
    ("returned", "activate"): "active",
    ("active", "finish"): "done",
    ("active", "return"): "returned",
    ("done", "reset"): "waiting",
    ("active", "reset"): "waiting",
    ("returned", "reset"): "waiting",
    ("waiting", "cancel"): "cancelled",
    ("active", "cancel"): "cancelled",
}


def outcome_of(table, row, verb):
    try:
        table.advance(row, verb)
    except Conflict:
        return None
    return type(row).objects.get(pk=row.pk).state


@pytest.mark.django_db
@pytest.mark.parametrize(("state", "verb"), list(product(CaseState.values, CASE.transitions)))
def test_case_advances_only_as_the_table_says(state, verb):
    case = factories.case(state=state)

    assert outcome_of(CASE, case, verb) == CASE_TABLE.get((state, verb))


@pytest.mark.django_db
@pytest.mark.parametrize(("state", "verb"), list(product(StepState.values, STEP.transitions)))
def test_step_advances_only_as_the_table_says(state, verb):
    step = CaseStep.objects.create(case=factories.case(), order=1, role="decide", state=state)

    assert outcome_of(STEP, step, verb) == STEP_TABLE.get((state, verb))


ALLOWED = {
    "prepare": {"preparing"},
    "put_forward": {"preparing"},
    "decide": {"put_forward", "tabled"},
    "withdraw": {"preparing", "put_forward", "tabled"},
}


def in_state(world, state):
    case = world.prepared()
    if state == "preparing":
        return case
    if state == "withdrawn":
        return actions.withdraw(case=case, reason="Inte aktuellt.", by=world.contact)
    case = actions.put_forward(case=case, by=world.coordinator)
    outcome = {"tabled": "tabled", "decided": "approved", "rejected": "rejected"}.get(state)
    if outcome:
        world.decide(case, outcome=outcome, paragraph="1")
    return Case.objects.get(pk=case.pk)


@pytest.mark.django_db
@pytest.mark.parametrize(("state", "action"), list(product(CaseState.values, ALLOWED)))
def test_action_is_done_only_in_the_states_that_allow_it(world, state, action):
    case = in_state(world, state)
    step = case.steps.get(role="decide")
    run = {
        "prepare": lambda: actions.prepare(case=case, version=case.version, by=world.coordinator, background="Ny."),
        "put_forward": lambda: actions.put_forward(case=case, by=world.coordinator),
        "decide": lambda: actions.decide(step=step, by=world.secretary, **world.facts()),
        "withdraw": lambda: actions.withdraw(case=case, reason="Skäl.", by=world.contact),
    }[action]

    try:
        run()
        done = True
    except (Conflict, Refused, NotPermitted):
        done = False

    assert done is (state in ALLOWED[action])


# ── meetings and their items ─────────────────────────────────────────────────────────────────────────────────────

MEETING_TABLE = {
    ("planned", "call"): "called",
    ("called", "open"): "open",
    ("open", "close"): "closed",
    ("planned", "cancel"): "cancelled",
    ("called", "cancel"): "cancelled",
}
ITEM_TABLE = {
    ("waiting", "record"): "recorded",
    ("recorded", "record"): "recorded",
    ("recorded", "bind"): "binding",
    ("waiting", "strike"): "struck",
    ("struck", "restore"): "waiting",
}


@pytest.mark.django_db
@pytest.mark.parametrize(("state", "verb"), list(product(MeetingState.values, MEETING.transitions)))
def test_meeting_advances_only_as_the_table_says(state, verb):
    assert outcome_of(MEETING, factories.meeting(state=state), verb) == MEETING_TABLE.get((state, verb))


@pytest.mark.django_db
@pytest.mark.parametrize(("state", "verb"), list(product(ItemState.values, ITEM.transitions)))
def test_item_advances_only_as_the_table_says(state, verb):
    item = factories.agenda_item(factories.meeting(), state=state)

    assert outcome_of(ITEM, item, verb) == ITEM_TABLE.get((state, verb))


def on_the_meeting(room, item):
    people = room.members
    return {
        "open_meeting": lambda: recording.open_meeting(meeting=room.meeting, chair=people[0], by=room.secretary),
        "call_roll": lambda: recording.call_roll(
            meeting=room.meeting, present=[{"person": each} for each in people], by=room.secretary
        ),
        "choose_adjusters": lambda: recording.choose_adjusters(
            meeting=room.meeting, people=people[1:2], by=room.secretary
        ),
        "record_item": lambda: room.record(item),
        "record_ballot": lambda: room.vote(item, yes=3),
        "announce_conflict": lambda: recording.announce_conflict(
            item=item, person=people[1], ground="party", by=people[1]
        ),
        "add_dissent": lambda: recording.add_dissent(
            item=item, kind="reservation", people=people[1:2], by=room.secretary
        ),
        "close_meeting": lambda: room.close(),
    }


MEETING_ALLOWS = {
    "open_meeting": {"called"},
    "call_roll": {"open"},
    "choose_adjusters": {"called", "open"},
    "record_item": {"open"},
    "record_ballot": {"open"},
    "announce_conflict": {"called", "open"},
    "add_dissent": {"open"},
    "close_meeting": {"open"},
}


def is_done(run):
    try:
        run()
    except (Conflict, Refused, NotPermitted):
        return False
    return True


@pytest.mark.django_db
@pytest.mark.parametrize(("state", "action"), list(product(MeetingState.values, MEETING_ALLOWS)))
def test_action_on_a_meeting_is_done_only_in_the_states_that_allow_it(world, state, action):
    room = Room(world.board, state=state)
    item = room.item(state="struck" if action == "close_meeting" else "waiting")

    done = is_done(on_the_meeting(room, item)[action])

    assert done is (state in MEETING_ALLOWS[action])


ITEM_ALLOWS = {
    "record_item": {"waiting", "recorded"},
    "record_ballot": {"waiting", "recorded"},
    "announce_conflict": {"waiting", "recorded"},
    "add_dissent": {"waiting", "recorded", "binding"},
    "bind_item": {"recorded"},
}


@pytest.mark.django_db
@pytest.mark.parametrize(("state", "action"), list(product(ItemState.values, ITEM_ALLOWS)))
def test_action_on_an_item_is_done_only_in_the_states_that_allow_it(world, state, action):
    room = Room(world.board)
    item = room.item(world.put_forward())
    room.record(item)
    AgendaItem.objects.filter(pk=item.pk).update(state=state)
    run = on_the_meeting(room, item) | {"bind_item": lambda: room.bind(item)}

    done = is_done(run[action])

    assert done is (state in ITEM_ALLOWS[action])
