"""Principals × verbs: one table, every cell tried."""

import pytest

from decisions import permissions
from governance.enums import Function, StepRole
from tests import factories

OPEN, PREPARE, FORWARD, PROPOSE, DECIDE, WITHDRAW = "open", "prepare", "put_forward", "propose", "decide", "withdraw"
VERBS = (OPEN, PREPARE, FORWARD, PROPOSE, DECIDE, WITHDRAW)
TABLE = {
    "coordinator": {OPEN, PREPARE, FORWARD, WITHDRAW},
    "contact": {OPEN, PREPARE, WITHDRAW},
    "director": {OPEN, PREPARE},
    "other_contact": set(),
    "secretary": {DECIDE},
    "ended_secretary": set(),
    "deactivated_secretary": set(),
    "committee_secretary": {PROPOSE},
    "other_secretary": set(),
    "board_registrar": {DECIDE},
    "registrar": set(),
    "member": set(),
    "administrator": set(),
    "superuser": set(),
}


def principal(world, name):
    if name == "other_contact":
        return factories.contact_person()
    if name == "ended_secretary":
        who = factories.person()
        factories.appoint(who, Function.SECRETARY, body=world.board, ends_on=world.days(-1))
        return who
    if name == "deactivated_secretary":
        who = factories.secretary(world.board)
        who.is_active = False
        who.save()
        who.forget_powers()
        return who
    if name == "other_secretary":
        return factories.secretary(factories.body())
    if name == "board_registrar":
        who = factories.person()
        factories.appoint(who, Function.REGISTRAR, body=world.board)
        return who
    if name == "registrar":
        return factories.registrar()
    if name == "administrator":
        return factories.administrator()
    if name == "superuser":
        return factories.person(is_superuser=True)
    return getattr(world, name)


def asked(world, who, verb):
    if verb == OPEN:
        return permissions.may_open(who, world.unit)
    if verb in {PREPARE, FORWARD, WITHDRAW}:
        case = world.opened()
        rule = {
            PREPARE: permissions.may_prepare,
            FORWARD: permissions.may_put_forward,
            WITHDRAW: permissions.may_withdraw,
        }[verb]
        return rule(who, case)
    world.reroute(
        (StepRole.PREPARE, world.coordinating),
        (StepRole.PROPOSE, world.committee) if verb == PROPOSE else (StepRole.DECIDE, world.board),
        (StepRole.CONFIRM, factories.council()),
    )
    step = world.active(world.put_forward())
    return (permissions.may_propose if verb == PROPOSE else permissions.may_record_decision)(who, step)


@pytest.mark.django_db
@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("name", TABLE)
def test_who_may_do_what(world, name, verb):
    who = principal(world, name)

    finding = asked(world, who, verb)

    assert (finding is None) is (verb in TABLE[name])


@pytest.mark.django_db
def test_a_secretary_of_two_bodies_records_only_in_the_one_whose_turn_it_is(world):
    world.reroute(
        (StepRole.PREPARE, world.coordinating), (StepRole.DECIDE, world.board), (StepRole.CONFIRM, factories.council())
    )
    case = world.put_forward()
    later = case.steps.get(role="confirm")

    finding = permissions.may_record_decision(world.secretary, later)

    assert (finding.code, finding.clause) == ("decision.not-this-body", "Riktlinje 5.2")
    assert (
        finding.message
        == "Ärendet ligger hos Kommunstyrelsen, som beslutar i det här steget. Ingen annan kan göra det."
    )


@pytest.mark.django_db
def test_unit_that_proposes_does_it_through_its_director(world):
    world.reroute(
        (StepRole.PREPARE, world.coordinating), (StepRole.PROPOSE, world.unit), (StepRole.DECIDE, world.board)
    )
    step = world.active(world.put_forward())

    assert permissions.may_propose(world.director, step) is None
    assert permissions.may_propose(world.contact, step).code == "decision.not-this-body"


@pytest.mark.django_db
@pytest.mark.law("KL 6:28-30")
@pytest.mark.parametrize("part", ["opened", "prepared"])
def test_who_opened_or_wrote_the_case_does_not_record_its_decision(world, part):
    both = factories.secretary(world.board)
    factories.appoint(both, Function.COORDINATOR, unit=world.coordinating)
    case = world.put_forward(by=both) if part == "opened" else _written_by(world, both)

    finding = permissions.may_record_decision(both, world.active(case))

    assert (finding.code, finding.clause) == ("decision.preparer-is-not-decider", "KL 6:28–30")


def _written_by(world, writer):
    from decisions import actions

    case = world.opened()
    actions.prepare(case=case, version=1, by=writer, **world.texts(title="Först"))
    actions.prepare(case=case, version=2, by=world.coordinator, **world.texts())
    return actions.put_forward(case=case, by=world.coordinator)
