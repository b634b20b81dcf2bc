"""Every state × verb of a case and of a step, and every action on a case in every state."""

from itertools import product

import pytest

from core.rules import Conflict, NotPermitted, Refused
from decisions import actions
from decisions.enums import CaseState, StepState
from decisions.models import Case, CaseStep
from decisions.states import CASE, STEP
from tests import factories

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
