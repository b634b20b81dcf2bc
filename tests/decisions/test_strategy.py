"""The city's own strategy, and the survey that Norrköping's policy asks for before large decisions."""

import pytest

from core.rules import Refused
from decisions import actions
from decisions.conditions import ready_to_put_forward
from decisions.models import Case
from tests import factories
from tests.memberships.scenes import put_forward, shipped_policy

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_strategy_goes_to_referral_and_on_to_the_council():
    shipped_policy("stockholm")
    by = factories.coordinator()
    case = actions.open_case(matter="decisions.strategy", by=by, title="Internationell strategi")

    case = put_forward(case, by=by, motive="Ändå.")

    steps = list(case.steps.select_related("body"))
    assert [(step.role, step.state) for step in steps] == [
        ("prepare", "done"),
        ("refer", "active"),
        ("propose", "waiting"),
        ("decide", "waiting"),
    ]
    assert (case.engagement, [step.body.key for step in steps[2:]]) == (None, ["kommunstyrelsen", "kommunfullmaktige"])


def test_strategy_is_opened_by_the_coordinating_unit_only():
    shipped_policy("stockholm")
    unit = factories.unit(serves=factories.body())

    with pytest.raises(Refused) as refusal:
        actions.open_case(matter="decisions.strategy", by=factories.contact_person(unit), unit=unit)

    assert [finding.code for finding in refusal.value.findings] == ["decision.strategy-coordinated"]
    assert Case.objects.count() == 0


def test_strategy_can_be_opened_from_the_page_without_an_engagement(client):
    shipped_policy("stockholm")
    client.force_login(factories.coordinator())

    page = client.get("/arenden/nytt/")

    assert [choice.key for choice in page.context["choices"]] == ["decisions.strategy"]


@pytest.mark.clause("NKP-11")
@pytest.mark.parametrize(("city", "blocks"), [("norrkoping", True), ("goteborg", False), ("stockholm", False)])
def test_survey_of_the_outside_world_is_asked_for_by_the_policy_that_says_so(city, blocks):
    shipped_policy(city)
    by = factories.coordinator()
    case = actions.open_case(matter="decisions.strategy", by=by)
    texts = {"background": "Bakgrund.", "proposed_decision": "Strategin antas."}
    case = actions.prepare(case=case, version=case.version, by=by, **texts)

    found = [finding.blocks for finding in ready_to_put_forward(case) if finding.code.startswith("decision.survey")]

    assert found == ([True] if blocks else [])
    if blocks:
        with pytest.raises(Refused):
            actions.put_forward(case=case, by=by, motive="Brådskar.")


@pytest.mark.clause("NKP-11")
def test_survey_is_asked_for_in_named_matters_and_not_in_an_answer_to_a_consultation():
    shipped_policy("norrkoping")
    by = factories.coordinator()
    membership = factories.membership(engagement_fields={"status": "active"})
    leaving = actions.open_case(matter="memberships.leave", engagement=membership.engagement, by=by)
    declaring = actions.open_case(matter="memberships.declaration", engagement=membership.engagement, by=by)

    asked = [
        [finding.code for finding in ready_to_put_forward(case) if finding.code.startswith("decision.survey")]
        for case in (leaving, declaring)
    ]

    assert asked == [["decision.survey-of-outside-world"], []]
