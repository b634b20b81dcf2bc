"""The happy path of a case, action by action."""

import pytest

from core.models import Event, Notice
from decisions import actions, texts
from decisions.models import Case
from governance.enums import StepRole
from tests.decisions.conftest import MATTER

pytestmark = pytest.mark.django_db


def happenings(case):
    return list(
        Event.objects.filter(subject=f"decisions.case:{case.pk}").order_by("id").values_list("happening", flat=True)
    )


def states(case):
    return list(case.steps.values_list("state", flat=True))


def test_open_case_copies_the_route_and_takes_a_number(world, trial):
    case = world.opened()

    steps = list(case.steps.values_list("order", "role", "body_id", "unit_id", "clause", "state"))
    assert steps == [
        (1, "prepare", None, world.coordinating.pk, "Riktlinje 5.2", "active"),
        (2, "decide", world.board.pk, None, "Riktlinje 5.2", "waiting"),
    ]
    assert case.reference_number == f"KS {world.today.year}/0001"
    assert case.policy == world.policy
    assert case.unit == world.unit
    assert happenings(case) == ["case.opened"]
    assert trial.calls == ["on_opened"]


def test_prepare_saves_the_texts_and_raises_the_version(world):
    case = world.opened()

    case = actions.prepare(case=case, version=1, by=world.coordinator, **world.texts())

    stored = Case.objects.get(pk=case.pk)
    assert (stored.version, stored.background) == (2, "Samarbetet har pågått sedan 2019.")
    assert set(stored.writers.values_list("pk", flat=True)) == {world.contact.pk, world.coordinator.pk}
    assert happenings(case) == ["case.opened", "case.prepared"]


def test_put_forward_freezes_the_text_and_hands_the_case_to_the_body(world):
    case = actions.put_forward(case=world.prepared(), by=world.coordinator)

    case.refresh_from_db()
    assert case.state == "put_forward"
    assert case.text_hash == texts.digest(case)
    assert states(case) == ["done", "active"]
    assert happenings(case)[-1] == "case.put_forward"


def test_decide_approves_and_carries_out_at_once_when_the_day_has_come(world, trial):
    case = world.put_forward()

    decision = world.decide(case)

    case.refresh_from_db()
    assert case.state == "decided"
    assert decision.text_hash == case.text_hash
    assert trial.calls == ["on_opened", "on_decided", "carry_out"]
    assert (case.effect.state, case.effect.due_on) == ("done", world.today)
    assert happenings(case)[-2:] == ["case.effect", "case.decided"]
    assert states(case) == ["done", "done"]


def test_decide_tells_the_one_who_brought_the_matter(world):
    case = world.put_forward()

    decision = world.decide(case)

    notices = Notice.objects.filter(key__startswith=f"decision:{decision.pk}:")
    assert [notice.recipient_id for notice in notices] == [world.contact.pk]
    assert notices[0].subject == f"{case.reference_number}: Bifall i Kommunstyrelsen, § 112"


def test_decide_that_takes_effect_later_waits_for_the_clock(world, trial):
    case = world.put_forward(effective_on=world.days(40))

    world.decide(case)

    assert (case.effect.state, case.effect.due_on) == ("waiting", world.days(40))
    assert actions.carry_out_due(today=world.days(39)) == 0
    assert actions.carry_out_due(today=world.days(40)) == 1
    assert actions.carry_out_due(today=world.days(40)) == 0
    assert trial.calls.count("carry_out") == 1


def test_propose_passes_the_case_to_the_body_that_decides(world):
    world.reroute(
        (StepRole.PREPARE, world.coordinating), (StepRole.PROPOSE, world.committee), (StepRole.DECIDE, world.board)
    )
    case = world.put_forward()

    proposal = actions.propose(step=world.active(case), text="Nämnden tillstyrker.", by=world.committee_secretary)

    assert (proposal.round, proposal.text) == (1, "Nämnden tillstyrker.")
    assert states(case) == ["done", "done", "active"]
    assert happenings(case)[-1] == "case.proposed"


def test_decide_in_a_body_that_is_not_last_passes_the_case_on(world, trial):
    world.reroute(
        (StepRole.PREPARE, world.coordinating), (StepRole.DECIDE, world.committee), (StepRole.CONFIRM, world.board)
    )
    case = world.put_forward()

    world.decide(case, by=world.committee_secretary)

    case.refresh_from_db()
    assert (case.state, states(case)) == ("put_forward", ["done", "done", "active"])
    assert trial.calls == ["on_opened"]


def test_decide_return_opens_the_text_for_a_new_round(world):
    case = world.put_forward()

    world.decide(case, outcome="returned", text="Återremitteras för komplettering.")

    case.refresh_from_db()
    assert (case.state, case.round, case.text_hash) == ("preparing", 2, "")
    assert states(case) == ["active", "returned"]
    assert happenings(case)[-1] == "case.returned"


def test_a_returned_case_is_prepared_again_and_decided(world):
    case = world.put_forward()
    world.decide(case, outcome="returned")
    case.refresh_from_db()
    actions.prepare(case=case, version=case.version, by=world.coordinator, background="Kompletterad.")

    actions.put_forward(case=case, by=world.coordinator)
    decision = world.decide(case, paragraph="130")

    case.refresh_from_db()
    assert (case.state, decision.round, decision.sitting) == ("decided", 2, 1)


def test_decide_table_keeps_the_step_for_a_later_sitting(world):
    case = world.put_forward()

    world.decide(case, outcome="tabled", paragraph="98")
    decision = world.decide(case, paragraph="120")

    case.refresh_from_db()
    assert (case.state, decision.sitting) == ("decided", 2)
    assert happenings(case)[-3:] == ["case.tabled", "case.effect", "case.decided"]


def test_decide_reject_closes_the_case_without_effect(world, trial):
    case = world.put_forward()

    world.decide(case, outcome="rejected")

    case.refresh_from_db()
    assert case.state == "rejected"
    assert not hasattr(case, "effect")
    assert trial.calls == ["on_opened", "on_rejected"]


def test_withdraw_cancels_what_is_left(world, trial):
    case = world.put_forward()

    actions.withdraw(case=case, reason="Motparten har dragit sig ur.", by=world.contact)

    case.refresh_from_db()
    assert (case.state, states(case)) == ("withdrawn", ["done", "cancelled"])
    assert trial.calls == ["on_opened", "on_closed"]
    assert happenings(case)[-1] == "case.withdrawn"


def test_open_case_gives_a_step_without_place_to_the_body_the_unit_serves(world):
    world.reroute((StepRole.PREPARE, None), (StepRole.DECIDE, None))

    case = world.opened()

    assert list(case.steps.values_list("body", "unit")) == [(None, world.unit.pk), (world.committee.pk, None)]
    assert case.reference_number == f"KUN {world.today.year}/0001"


def test_matter_of_the_tests_is_known(world):
    assert world.route.matter == MATTER
