"""Everything that is refused, by its code; and nothing stored when something fails."""

import pytest
from django.db import IntegrityError, transaction

from core.models import Event, Notice
from core.rules import Conflict, Finding, NotPermitted, Refused
from decisions import actions
from decisions.models import Case, Decision, Effect, Proposal
from governance.enums import StepRole
from tests import factories
from tests.decisions.conftest import MATTER

pytestmark = pytest.mark.django_db


def codes(refusal):
    return [finding.code for finding in refusal.value.findings]


def test_open_case_without_route_in_the_policy_is_refused(world):
    world.route.delete()

    with pytest.raises(Refused) as refusal:
        world.opened()

    assert codes(refusal) == ["decision.no-route"]
    assert Case.objects.count() == 0


def test_open_case_without_policy_is_refused(world):
    world.policy.in_force = False
    world.policy.save()

    with pytest.raises(Refused) as refusal:
        world.opened()

    assert codes(refusal) == ["decision.no-policy"]


def test_open_case_in_a_matter_nobody_carries_out_is_refused(world):
    factories.route(world.policy, "tests.unknown", (StepRole.DECIDE, world.board))

    with pytest.raises(Refused) as refusal:
        actions.open_case(matter="tests.unknown", by=world.contact, engagement=world.engagement())

    assert codes(refusal) == ["decision.no-route"]


def test_open_case_twice_for_the_same_engagement_is_refused(world):
    engagement = world.engagement()
    world.opened(engagement=engagement)

    with pytest.raises(Refused) as refusal:
        world.opened(engagement=engagement)

    assert codes(refusal) == ["decision.already-running"]


def test_open_case_again_after_the_first_is_withdrawn(world):
    engagement = world.engagement()
    actions.withdraw(case=world.opened(engagement=engagement), reason="Fel ärende.", by=world.contact)

    assert world.opened(engagement=engagement).state == "preparing"


def test_open_case_again_while_the_decision_waits_for_its_day_is_refused(world):
    engagement = world.engagement()
    world.decide(world.put_forward(engagement=engagement, effective_on=world.days(30)))

    with pytest.raises(Refused) as refusal:
        world.opened(engagement=engagement)

    assert codes(refusal) == ["decision.already-decided"]


def test_two_running_cases_for_an_engagement_cannot_be_stored(world):
    engagement = world.engagement()
    factories.case(matter=MATTER, engagement=engagement)

    with pytest.raises(IntegrityError), transaction.atomic():
        factories.case(matter=MATTER, engagement=engagement)


def test_open_case_for_a_unit_under_no_body_is_refused_when_the_route_needs_one(world):
    world.reroute((StepRole.PREPARE, None), (StepRole.DECIDE, None))
    loose = factories.unit()

    with pytest.raises(Refused) as refusal:
        actions.open_case(
            matter=MATTER, by=factories.contact_person(loose), engagement=factories.engagement(responsible_unit=loose)
        )

    assert codes(refusal) == ["decision.no-body"]


@pytest.mark.clause("GBG-09")
def test_open_case_within_another_committees_field_is_refused(world):
    world.reroute((StepRole.PREPARE, None), (StepRole.DECIDE, None))
    other = factories.unit(serves=factories.body())

    with pytest.raises(Refused) as refusal:
        world.opened(by=factories.contact_person(other), unit=other)

    assert codes(refusal) == ["decision.not-own-field"]


def test_open_case_by_somebody_of_another_unit_is_not_permitted(world):
    with pytest.raises(NotPermitted) as refusal:
        world.opened(by=factories.contact_person())

    assert refusal.value.finding.code == "decision.may-not-open"


def test_open_case_on_a_hidden_engagement_is_not_permitted(world):
    with pytest.raises(NotPermitted):
        world.opened(by=world.coordinator, engagement=factories.confidential_engagement())

    assert Case.objects.count() == 0


def test_open_case_inherits_the_secrecy_of_its_engagement(world):
    hidden = factories.confidential_engagement(area="memberships", responsible_unit=world.unit)
    factories.grant(world.contact, hidden)

    case = world.opened(engagement=hidden)

    assert (case.confidentiality, case.confidentiality_ground) == ("confidential", "OSL 15:1")
    assert not Case.objects.visible_to(world.coordinator).filter(pk=case.pk).exists()


def test_prepare_with_an_old_version_shows_both_texts(world):
    case = world.prepared()

    with pytest.raises(Conflict) as conflict:
        actions.prepare(case=case, version=1, by=world.contact, background="Min text.")

    assert "Samarbetet har pågått sedan 2019." in conflict.value.theirs
    assert "Min text." in conflict.value.yours
    assert Case.objects.get(pk=case.pk).background == "Samarbetet har pågått sedan 2019."


def test_prepare_sent_twice_saves_once(world):
    case = world.opened()

    for _again in range(3):
        actions.prepare(case=case, version=1, by=world.coordinator, **world.texts())

    assert Case.objects.get(pk=case.pk).version == 2
    assert Event.objects.filter(happening="case.prepared").count() == 1


@pytest.mark.parametrize("missing", ["title", "background", "proposed_decision"])
def test_put_forward_without_what_a_body_needs_is_refused(world, missing):
    case = world.opened()
    case = actions.prepare(case=case, version=1, by=world.coordinator, **world.texts(**{missing: " "}))

    with pytest.raises(Refused) as refusal:
        actions.put_forward(case=case, by=world.coordinator, motive="Det går ändå.")

    assert codes(refusal) == [f"decision.{missing.replace('proposed_decision', 'proposal')}-missing"]


def test_put_forward_asks_the_matter_too(world, trial):
    trial.findings = [Finding("tests.not-in-order", "Något saknas.", "Riktlinje 1")]

    with pytest.raises(Refused) as refusal:
        actions.put_forward(case=world.prepared(), by=world.coordinator, motive="Det går ändå.")

    assert codes(refusal) == ["tests.not-in-order"]


def test_put_forward_passes_a_warning_with_a_motive_that_is_stored(world, trial):
    trial.findings = [Finding("tests.unusual", "Ovanligt.", "Riktlinje 1", blocks=False)]
    case = world.prepared()

    with pytest.raises(Refused):
        actions.put_forward(case=case, by=world.coordinator)
    case = actions.put_forward(case=case, by=world.coordinator, motive="Brådskar.")

    assert Case.objects.get(pk=case.pk).motive == "Brådskar."


def test_put_forward_twice_is_told_plainly(world):
    case = world.put_forward()

    with pytest.raises(Conflict) as conflict:
        actions.put_forward(case=case, by=world.coordinator)

    assert conflict.value.message == "Ärendet är redan framlagt. Ladda om sidan och se hur det står."


def test_what_is_put_forward_cannot_be_changed(world):
    case = world.put_forward()

    with pytest.raises(Conflict):
        actions.prepare(case=case, version=case.version, by=world.coordinator, background="Smygändring.")

    assert Case.objects.get(pk=case.pk).background == "Samarbetet har pågått sedan 2019."


def test_propose_by_a_body_that_decides_is_refused(world):
    case = world.put_forward()

    with pytest.raises(Refused) as refusal:
        actions.propose(step=world.active(case), text="Förslag.", by=world.secretary)

    assert codes(refusal) == ["decision.decides-here"]


def test_propose_without_text_is_refused(world):
    world.reroute((StepRole.PROPOSE, world.committee), (StepRole.DECIDE, world.board))
    case = actions.put_forward(case=world.prepared(), by=world.coordinator)

    with pytest.raises(Refused) as refusal:
        actions.propose(step=world.active(case), text=" ", by=world.committee_secretary)

    assert codes(refusal) == ["decision.text-missing"]


def test_propose_twice_makes_one_proposal(world):
    world.reroute((StepRole.PROPOSE, world.committee), (StepRole.DECIDE, world.board))
    case = actions.put_forward(case=world.prepared(), by=world.coordinator)
    step = world.active(case)
    actions.propose(step=step, text="Bifall.", by=world.committee_secretary)

    with pytest.raises(Conflict):
        actions.propose(step=step, text="Bifall.", by=world.committee_secretary)

    assert Proposal.objects.count() == 1


def test_approve_in_a_body_that_only_proposes_is_refused_but_return_is_not(world):
    world.reroute(
        (StepRole.PREPARE, world.coordinating), (StepRole.PROPOSE, world.committee), (StepRole.DECIDE, world.board)
    )
    case = world.put_forward()

    with pytest.raises(Refused) as refusal:
        world.decide(case, by=world.committee_secretary)
    world.decide(case, by=world.committee_secretary, outcome="returned")

    assert codes(refusal) == ["decision.proposes-only"]
    assert Case.objects.get(pk=case.pk).state == "preparing"


@pytest.mark.law("FL 31")
@pytest.mark.parametrize("fact", ["paragraph", "text", "presenter", "present_without_deciding"])
def test_decide_without_one_of_the_five_facts_is_refused(world, fact):
    case = world.put_forward()

    with pytest.raises(Refused) as refusal:
        world.decide(case, **{fact: "  "})

    assert codes(refusal) == [f"decision.{fact.replace('_', '-')}-missing"]
    assert [finding.clause for finding in refusal.value.findings] == ["FL 31 §"]


@pytest.mark.law("FL 31")
@pytest.mark.parametrize("fact", ["paragraph", "text", "presenter", "present_without_deciding", "decided_on", "body"])
def test_decision_without_one_of_the_five_facts_cannot_be_stored(world, fact):
    case = world.put_forward()
    values = world.facts() | {"body": world.board, "case": case, "step": world.active(case), "round": 1}
    values |= {"text_hash": case.text_hash, "recorded_by": world.secretary}
    values[fact] = None if fact in {"decided_on", "body"} else ""

    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(**values)


def test_decide_on_a_day_that_has_not_come_is_refused(world):
    case = world.put_forward()

    with pytest.raises(Refused) as refusal:
        world.decide(case, decided_on=world.days(1))

    assert codes(refusal) == ["decision.day-not-come"]


def test_decide_on_a_day_before_it_was_put_forward_is_refused(world):
    case = world.put_forward()

    with pytest.raises(Refused) as refusal:
        world.decide(case, decided_on=world.days(-1))

    assert codes(refusal) == ["decision.day-before-put-forward"]


def test_decide_with_an_unknown_outcome_is_refused(world):
    case = world.put_forward()

    with pytest.raises(Refused) as refusal:
        world.decide(case, outcome="perhaps")

    assert codes(refusal) == ["decision.outcome-missing"]


def test_decide_before_it_is_put_forward_is_not_this_bodys_turn(world):
    case = world.prepared()

    with pytest.raises(NotPermitted) as refusal:
        actions.decide(step=case.steps.get(role="decide"), by=world.secretary, **world.facts())

    assert refusal.value.finding.code == "decision.not-this-body"
    assert refusal.value.finding.message.startswith("Ärendet ligger hos Internationella enheten, som bereder")


def test_decide_before_it_is_put_forward_is_refused_where_nobody_prepares_first(world):
    world.reroute((StepRole.DECIDE, world.board))
    case = world.prepared()

    with pytest.raises(Refused) as refusal:
        world.decide(case)

    assert codes(refusal) == ["decision.not-put-forward"]


def test_decide_twice_makes_one_decision_and_tells_the_second_plainly(world):
    case = world.put_forward()
    step = world.active(case)
    world.decide(case)

    with pytest.raises(Conflict) as conflict:
        actions.decide(step=step, by=world.secretary, **world.facts())

    assert Decision.objects.count() == 1
    assert conflict.value.message == (
        f"Någon annan hann före: bifall registrerades som § 112 av {world.secretary}. Ditt beslut sparades inte."
    )


def test_table_sent_twice_tables_once(world):
    case = world.put_forward()
    world.decide(case, outcome="tabled", sitting=1)

    with pytest.raises(Conflict):
        world.decide(case, outcome="tabled", sitting=1, paragraph="113")
    with pytest.raises(Conflict):
        world.decide(case, outcome="tabled")

    assert Decision.objects.count() == 1


def test_withdraw_without_reason_is_refused(world):
    with pytest.raises(Refused) as refusal:
        actions.withdraw(case=world.opened(), reason=" ", by=world.contact)

    assert codes(refusal) == ["decision.reason-missing"]


def test_withdraw_after_the_decision_is_told_plainly(world):
    case = world.put_forward()
    world.decide(case)

    with pytest.raises(Conflict):
        actions.withdraw(case=case, reason="Ångrar.", by=world.contact)

    assert Case.objects.get(pk=case.pk).state == "decided"


@pytest.mark.parametrize("hook", ["on_decided", "carry_out"])
def test_decide_stores_nothing_when_what_follows_fails(world, trial, hook):
    case = world.put_forward()
    notices, happened = Notice.objects.count(), Event.objects.count()
    trial.fails_in = hook

    with pytest.raises(RuntimeError):
        world.decide(case)

    assert Case.objects.get(pk=case.pk).state == "put_forward"
    assert list(case.steps.values_list("state", flat=True)) == ["done", "active"]
    assert (Decision.objects.count(), Effect.objects.count()) == (0, 0)
    assert (Notice.objects.count(), Event.objects.count()) == (notices, happened)


def test_open_case_stores_nothing_and_leaves_no_gap_when_the_matter_fails(world, trial):
    trial.fails_in = "on_opened"
    with pytest.raises(RuntimeError):
        world.opened()
    trial.fails_in = ""

    case = world.opened()

    assert Case.objects.count() == 1
    assert case.reference_number == f"KS {world.today.year}/0001"


def test_withdraw_stores_nothing_when_the_matter_fails(world, trial):
    case = world.opened()
    trial.fails_in = "on_closed"

    with pytest.raises(RuntimeError):
        actions.withdraw(case=case, reason="Skäl.", by=world.contact)

    assert Case.objects.get(pk=case.pk).state == "preparing"
