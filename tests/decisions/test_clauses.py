"""The clauses of the cities' policies that the decision chain proves."""

import datetime

import pytest

from core.models import Event
from core.rules import NotPermitted, Refused
from decisions import actions
from decisions.models import Case, Decision
from governance.enums import Level, StepRole
from tests import factories
from tests.decisions.conftest import MATTER

pytestmark = pytest.mark.django_db


@pytest.mark.clause("GBG-08")
def test_case_keeps_the_policy_and_route_it_was_opened_under(world):
    case = world.put_forward()
    newer = factories.policy()
    factories.route(newer, MATTER, (StepRole.DECIDE, world.committee), clause="Ny riktlinje")

    case.refresh_from_db()
    assert case.policy == world.policy
    assert list(case.steps.values_list("body", "clause"))[-1] == (world.board.pk, "Riktlinje 5.2")
    world.decide(case)
    assert Case.objects.get(pk=case.pk).state == "decided"


@pytest.mark.clause("GBG-09", "GBG-C6")
def test_committee_that_is_not_next_is_refused_with_the_clause_by_action(world):
    case = world.put_forward()

    with pytest.raises(NotPermitted) as refusal:
        world.decide(case, by=world.committee_secretary)

    finding = refusal.value.finding
    assert (finding.code, finding.clause) == ("decision.not-this-body", "Riktlinje 5.2")
    assert (
        finding.message
        == "Ärendet ligger hos Kommunstyrelsen, som beslutar i det här steget. Ingen annan kan göra det."
    )
    assert Decision.objects.count() == 0


@pytest.mark.clause("GBG-C6")
@pytest.mark.parametrize("method", ["get", "post"])
def test_committee_that_is_not_next_is_refused_with_the_clause_by_form_and_url(world, client, method):
    case = world.put_forward()
    client.force_login(world.committee_secretary)
    sent = world.facts() | {"step": world.active(case).pk, "sitting": 1, "confirm": "1"}

    response = getattr(client, method)(f"/arenden/{case.pk}/beslut/", sent)

    page = response.content.decode()
    assert response.status_code == 403
    assert "Ärendet ligger hos Kommunstyrelsen, som beslutar i det här steget." in page
    assert "Riktlinje 5.2" in page
    assert Decision.objects.count() == 0
    assert Event.objects.filter(happening="core.denied", actor_id=world.committee_secretary.pk).count() == 1


@pytest.mark.clause("GBG-C6")
def test_committee_cannot_name_its_own_step_in_the_form(world, client):
    world.reroute(
        (StepRole.PREPARE, world.coordinating), (StepRole.PROPOSE, world.committee), (StepRole.DECIDE, world.board)
    )
    case = world.put_forward()
    actions.propose(step=world.active(case), text="Bifall.", by=world.committee_secretary)
    own = case.steps.get(role="propose")
    client.force_login(world.committee_secretary)
    sent = world.facts() | {"step": own.pk, "sitting": 1, "confirm": "1"}

    response = client.post(f"/arenden/{case.pk}/beslut/", sent | {"outcome": "tabled"})

    assert response.status_code == 409
    assert Decision.objects.count() == 0


@pytest.mark.clause("GBG-O2")
@pytest.mark.parametrize("last", ["board", "council"])
def test_city_wide_matter_is_decided_where_the_route_ends(world, last):
    body = {"board": world.board, "council": factories.council()}[last]
    world.reroute((StepRole.PREPARE, world.coordinating), (StepRole.PROPOSE, world.committee), (StepRole.DECIDE, body))
    case = world.put_forward()
    actions.propose(step=world.active(case), text="Bifall.", by=world.committee_secretary)

    decision = world.decide(case, by=factories.secretary(body))

    case.refresh_from_db()
    assert (decision.body, case.state) == (body, "decided")


@pytest.mark.clause("STR-12")
def test_leaving_at_the_turn_of_the_year_takes_effect_then_by_clock_and_once(world, trial):
    turn = datetime.date(world.today.year + 1, 1, 1)
    case = world.put_forward(effective_on=turn)
    world.decide(case)
    assert "carry_out" not in trial.calls

    assert actions.carry_out_due(today=turn - datetime.timedelta(days=1)) == 0
    assert actions.carry_out_due(today=turn) == 1
    assert actions.carry_out_due(today=turn + datetime.timedelta(days=400)) == 0

    assert trial.calls.count("carry_out") == 1


@pytest.mark.clause("SMF-05")
def test_contact_person_brings_a_matter_but_never_decides(world):
    case = world.opened(by=world.contact)
    actions.prepare(case=case, version=1, by=world.contact, **world.texts())
    actions.put_forward(case=case, by=world.coordinator)

    with pytest.raises(NotPermitted) as refusal:
        world.decide(case, by=world.contact)

    assert refusal.value.finding.code == "decision.no-appointment"


@pytest.mark.clause("NKP-11")
def test_survey_is_asked_for_where_the_policy_says_so(world):
    world.policy.rules.create(code="decision.survey-of-outside-world", level=Level.BLOCK, clause="Aktiv styrning")
    case = world.opened()
    case = actions.prepare(case=case, version=1, by=world.coordinator, **world.texts(survey=""))

    with pytest.raises(Refused) as refusal:
        actions.put_forward(case=case, by=world.coordinator, motive="Brådskar.")
    actions.prepare(case=case, version=2, by=world.coordinator, survey="Fem städer har gjort samma val.")
    actions.put_forward(case=case, by=world.coordinator)

    assert [(finding.code, finding.clause) for finding in refusal.value.findings] == [
        ("decision.survey-of-outside-world", "Aktiv styrning")
    ]


@pytest.mark.clause("NKP-11")
def test_survey_is_not_asked_for_where_the_policy_is_silent(world):
    case = world.opened()
    case = actions.prepare(case=case, version=1, by=world.coordinator, **world.texts(survey=""))

    assert actions.put_forward(case=case, by=world.coordinator).state == "put_forward"
