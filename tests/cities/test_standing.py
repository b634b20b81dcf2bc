"""An agreement that rests, pauses, is given notice of or ends, and what its relation makes of it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from cities import actions
from cities.enums import AgreementState
from cities.models import AgreementChange
from cities.states import AGREEMENT, EXCHANGE_GRANT
from core.models import Notice
from core.rules import Conflict, NotPermitted, Refused
from core.states import StateTable
from tests import factories
from tests.cities import scenes
from tests.memberships.scenes import shipped_policy

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement():
    policy = factories.policy()
    factories.usual_route(policy, "cities.end_agreement")
    return scenes.agreement(factories.city_relation("partner_city"))


def status(agreement):
    agreement.relation.engagement.refresh_from_db()
    return agreement.relation.engagement.status


def move(agreement, verb, **fields):
    values = {"on": timezone.localdate(), "reason": "Kriget.", "by": factories.coordinator()} | fields
    return actions.move(agreement=agreement, verb=verb, **values)


def ending(agreement):
    return scenes.decided(agreement.relation, factories.board(), "cities.end_agreement")


@pytest.mark.parametrize(("verb", "state"), [("rest", "dormant"), ("pause", "paused")])
def test_resting_agreement_rests_its_relation_and_resumed_makes_it_active_again(agreement, verb, state):
    moved = move(agreement, verb)
    resting = status(agreement)
    resumed = move(moved, "resume", reason="Freden.")

    assert (moved.state, resting, resumed.state, status(agreement)) == (state, "dormant", "active", "active")
    assert list(AgreementChange.objects.order_by("pk").values_list("verb", "reason")) == [
        (verb, "Kriget."),
        ("resume", "Freden."),
    ]


def test_change_that_rests_on_nothing_is_refused(agreement):
    with pytest.raises(Refused) as refusal:
        move(agreement, "rest", reason=" ")

    assert [each.code for each in refusal.value.findings] == ["city.reason-missing"]
    agreement.refresh_from_db()
    assert (agreement.state, AgreementChange.objects.count()) == ("active", 0)


def test_change_of_tomorrow_is_refused(agreement):
    with pytest.raises(Refused) as refusal:
        move(agreement, "rest", on=timezone.localdate() + timedelta(days=1))

    assert [each.code for each in refusal.value.findings] == ["city.in-future"]


def test_case_of_another_engagement_or_undecided_is_no_basis(agreement):
    case = factories.case(engagement=agreement.relation.engagement)

    with pytest.raises(Refused) as refusal:
        move(agreement, "rest", case=case)

    assert [each.code for each in refusal.value.findings] == ["city.case-not-decided"]


def test_another_units_agreement_is_not_moved(agreement):
    with pytest.raises(NotPermitted):
        move(agreement, "rest", by=factories.contact_person())


def test_notice_of_the_city_without_its_decision_is_refused_with_the_clause(agreement):
    with pytest.raises(Refused) as refusal:
        actions.give_notice(
            agreement=agreement, party="city", on=timezone.localdate(), reason="Vi vill.", by=factories.coordinator()
        )

    assert [(f.code, f.clause) for f in refusal.value.findings] == [("city.end-not-decided", "Policy 5.2")]


def test_decided_notice_runs_the_agreement_out_and_says_so(agreement):
    case = ending(agreement)

    ended = actions.give_notice(
        agreement=agreement, party="city", on=timezone.localdate(), case=case, by=factories.coordinator()
    )

    assert (ended.state, ended.runs_to, ended.decide_by) == ("terminated", date(2029, 12, 31), None)
    assert AgreementChange.objects.get(verb="give_notice").case == case
    assert ended.in_force_on(date(2029, 12, 31)) is True
    assert ended.in_force_on(date(2030, 1, 1)) is False


def test_decision_to_end_tells_whose_work_the_notice_is(agreement):
    coordinator = factories.coordinator()

    ending(agreement)

    told = Notice.objects.get(recipient_id=coordinator.pk, kind="city.agreement-give-notice")
    assert "2029-06-30" in told.subject


def test_partners_notice_rests_on_its_reason_and_its_own_months(agreement):
    scenes_day = timezone.localdate()
    agreement.ends_on = agreement.runs_to = scenes_day + timedelta(days=30)
    agreement.save()

    ended = actions.give_notice(
        agreement=agreement, party="partner", on=scenes_day, reason="Brev.", by=factories.coordinator()
    )

    assert (ended.state, ended.notice_by) == ("terminated", "partner")
    assert ended.runs_to > scenes_day + timedelta(days=300)


def test_second_notice_is_a_conflict(agreement):
    values = {"party": "partner", "on": timezone.localdate(), "reason": "Brev.", "by": factories.coordinator()}
    actions.give_notice(agreement=agreement, **values)

    with pytest.raises(Conflict):
        actions.give_notice(agreement=agreement, **values)


@pytest.mark.clause("GBG-C3", "GBG-C4")
@pytest.mark.parametrize(
    ("kind", "matter", "body"),
    [("twin_town", "end_twin_town", "kommunfullmaktige"), ("partner_city", "end_agreement", "kommunstyrelsen")],
)
def test_goteborg_ends_a_twin_town_in_the_council_and_a_partner_city_in_the_board(kind, matter, body):
    policy = shipped_policy("goteborg")

    steps = policy.routes.get(matter=f"cities.{matter}").steps.filter(role="decide")

    assert [step.body.key for step in steps] == [body]
    agreement = scenes.agreement(factories.city_relation(kind))
    with pytest.raises(Refused) as refusal:
        move(agreement, "end")
    assert [each.code for each in refusal.value.findings] == ["city.end-not-decided"]


def test_agreement_ended_by_its_decision_ends_the_relation(agreement):
    ended = move(agreement, "end", case=ending(agreement), reason="")

    assert (ended.state, ended.runs_to, status(agreement)) == ("ended", timezone.localdate(), "ended")


def test_dropped_draft_leaves_a_relation_that_rests_on_nothing_as_it_is():
    factories.policy()
    draft = scenes.draft(factories.city_relation())

    move(draft, "end", reason="Vi skrev om det.")

    assert status(draft) == "active"


def test_draft_is_ended_by_a_reason_alone(agreement):
    draft = scenes.draft(agreement.relation)

    ended = move(draft, "end", reason="Vi skrev om det.")

    assert (ended.state, status(agreement)) == ("ended", "active")


@pytest.mark.parametrize("state", AgreementState.values)
@pytest.mark.parametrize("verb", sorted(AGREEMENT.transitions))
def test_every_step_from_every_state_leads_on_or_is_a_conflict(state, verb):
    agreement = scenes.agreement(state=state)
    leads_on = state in AGREEMENT.transitions[verb].sources

    if leads_on:
        AGREEMENT.advance(agreement, verb)
    else:
        with pytest.raises(Conflict):
            AGREEMENT.advance(agreement, verb)

    agreement.refresh_from_db()
    assert agreement.state == (AGREEMENT.transitions[verb].target if leads_on else state)


def test_state_tables_are_known():
    assert (StateTable.all["agreement"], StateTable.all["exchange_grant"]) == (AGREEMENT, EXCHANGE_GRANT)
