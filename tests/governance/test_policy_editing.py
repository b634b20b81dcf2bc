import pytest

from core.models import Event
from core.rules import Conflict, NotPermitted, Refused
from governance import actions, policy_file, rulebook, selectors
from governance.actions import StepInput
from governance.models import Body, Policy, RouteStep, Unit
from tests import factories
from tests.governance.files import GOOD

CODE = "engagement.benefit-stated"


@pytest.fixture
def policy(db) -> Policy:
    return actions.load_policy(file=policy_file.read_text(GOOD)).policy


@pytest.fixture
def administrator(db):
    return factories.administrator()


def change_rule(by, **fields):
    values = {"code": CODE, "level": "warn", "clause": "Policyn 1", "reason": "Beslut KS § 5", "version": 1}
    return actions.change_rule(by=by, **values | fields)


def change_route(by, steps, **fields):
    values = {"matter": "cities.twin_town", "clause": "Policyn 3", "reason": "Beslut KF § 9", "version": 1}
    return actions.change_route(by=by, steps=steps, **values | fields)


@pytest.mark.clause("SAF-05", "GBG-08", "SAF-04")
def test_a_changed_rule_is_the_next_version_and_the_one_before_is_as_it_was(policy, administrator):
    after = change_rule(administrator)

    before = Policy.objects.get(version=1)
    assert (after.version, after.supersedes, after.in_force, before.in_force) == (2, before, True, False)
    assert (before.rules.get(code=CODE).level, after.rules.get(code=CODE).level) == ("block", "warn")
    assert list(after.aims.all()) == list(before.aims.all())
    assert list(after.focus_themes.all()) == list(before.focus_themes.all())
    steps = RouteStep.objects.values_list("route__matter", "order", "role", "body_id", "unit_id", "days", "clause")
    assert list(steps.filter(route__policy=after).order_by("route__matter", "order")) == list(
        steps.filter(route__policy=before).order_by("route__matter", "order")
    )
    assert [e.actor_id for e in Event.objects.filter(happening="governance.rule_changed")] == [administrator.pk]


@pytest.mark.clause("GBG-08")
def test_a_running_case_keeps_the_version_it_began_under(policy, administrator):
    case = factories.case(policy=policy)

    change_rule(administrator)

    case.refresh_from_db()
    assert (case.policy.version, selectors.policy_in_force().version) == (1, 2)


@pytest.mark.clause("SAF-05")
def test_a_rule_allows_warns_or_blocks_with_its_clause(db):
    found = {
        level: rulebook.judge(factories.policy(rules={CODE: level}), CODE, "Nyttan saknas")
        for level in ("off", "warn", "block")
    }

    assert found["off"] == []
    assert [(f.blocks, f.clause) for f in found["warn"]] == [(False, f"Policy: {CODE}")]
    assert [(f.blocks, f.clause) for f in found["block"]] == [(True, f"Policy: {CODE}")]


@pytest.mark.clause("GBG-01")
@pytest.mark.parametrize(
    ("form", "blocks"),
    [("department", True), ("wholly_owned_company", True), ("controlled_company", False), ("foundation", False)],
)
def test_a_blocking_rule_warns_for_a_unit_the_policy_only_advises(db, form, blocks):
    policy = factories.policy(rules={CODE: "block"})
    unit = factories.unit(form=form)

    found = rulebook.judge(policy, CODE, "Nyttan saknas", unit=unit)

    assert [finding.blocks for finding in found] == [blocks]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"code": "no.such"}, "policy.unknown-rule"),
        ({"level": "stop"}, "policy.unknown-level"),
        ({"reason": "  "}, "policy.reason-missing"),
        ({"level": "block"}, "policy.nothing-changed"),
    ],
)
def test_a_rule_is_not_changed_when(policy, administrator, fields, code):
    with pytest.raises(Refused) as refusal:
        change_rule(administrator, **fields)

    assert [finding.code for finding in refusal.value.findings] == [code]
    assert Policy.objects.count() == 1


def test_only_an_administrator_changes_a_rule(policy):
    with pytest.raises(NotPermitted):
        change_rule(factories.coordinator())

    assert Policy.objects.count() == 1


def test_the_second_of_two_administrators_is_told(policy, administrator):
    change_rule(administrator)

    with pytest.raises(Conflict) as conflict:
        change_rule(factories.administrator(), level="off")

    assert "Varnar" in conflict.value.theirs
    assert "Av" in conflict.value.yours
    assert Policy.objects.count() == 2


def test_a_changed_route_is_the_next_version(policy, administrator):
    council, board = Body.objects.get(kind="council"), Body.objects.get(kind="executive_board")
    steps = [StepInput("propose", body=board, days=10), StepInput("decide", body=council, clause="Policyn 3b")]

    after = change_route(administrator, steps, clause="Policyn 3a")

    route = after.routes.get(matter="cities.twin_town")
    assert [(step.order, step.role, step.body, step.days) for step in route.steps.all()] == [
        (1, "propose", board, 10),
        (2, "decide", council, None),
    ]
    assert (route.clause, route.council_reserved) == ("Policyn 3a", True)
    assert policy.routes.get(matter="cities.twin_town").steps.count() == 3
    assert Event.objects.filter(happening="governance.route_changed").count() == 1


@pytest.mark.law("KL 5:26-28")
@pytest.mark.clause("GBG-C3")
def test_a_route_that_breaks_the_law_is_refused_with_the_paragraph(policy, administrator):
    council, board = Body.objects.get(kind="council"), Body.objects.get(kind="executive_board")
    unit = Unit.objects.get()

    with pytest.raises(Refused) as unprepared:
        change_route(administrator, [StepInput("prepare", unit=unit), StepInput("decide", body=council)])
    with pytest.raises(Refused) as delegated:
        change_route(administrator, [StepInput("prepare", unit=unit), StepInput("decide", body=board)])

    assert [finding.clause for finding in unprepared.value.findings] == ["KL 5:26", "KL 5:28"]
    assert [finding.clause for finding in delegated.value.findings] == ["KL 5:1-2"]
    assert Policy.objects.count() == 1


def test_a_route_is_not_changed_when(policy, administrator):
    board = Body.objects.get(kind="executive_board")
    steps = [StepInput("decide", body=board)]

    with pytest.raises(NotPermitted):
        change_route(factories.coordinator(), steps, matter="memberships.join")
    with pytest.raises(Refused) as unknown:
        change_route(administrator, steps, matter="no.such")
    with pytest.raises(Refused) as silent:
        change_route(administrator, steps, matter="memberships.join", reason="")
    with pytest.raises(Conflict):
        change_route(administrator, steps, matter="memberships.join", version=7)

    codes = [refusal.value.findings[0].code for refusal in (unknown, silent)]
    assert codes == ["policy.unknown-matter", "policy.reason-missing"]
    assert Policy.objects.count() == 1


def test_a_change_that_fails_halfway_leaves_the_version_in_force(policy, administrator, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("core.events.record", fail)

    with pytest.raises(RuntimeError):
        change_rule(administrator)

    assert selectors.policy_in_force().version == 1
    assert Policy.objects.count() == 1


def test_a_refused_route_keeps_what_was_typed(policy, administrator, client):
    client.force_login(administrator)
    council = Body.objects.get(kind="council")
    data = {
        "clause": "Nytt stöd",
        "reason": "Prov",
        "version": 1,
        "steg-TOTAL_FORMS": 1,
        "steg-INITIAL_FORMS": 0,
        "steg-0-role": "decide",
        "steg-0-place": f"body:{council.pk}",
        "steg-0-ORDER": 1,
    }

    response = client.post("/policy/vagar/cities.twin_town/", data)

    page = response.content.decode()
    assert response.status_code == 409
    assert ["KL 5:26" in page, "Nytt stöd" in page] == [True, True]


def test_an_edit_of_a_version_that_is_gone_answers_409_with_both_texts(policy, administrator, client):
    change_rule(administrator)
    client.force_login(factories.administrator())

    data = {"level": "off", "clause": "Mitt stöd", "reason": "Prov", "version": 1}
    response = client.post(f"/policy/regler/{CODE}/", data)

    page = response.content.decode()
    assert response.status_code == 409
    assert ["Mitt stöd" in page, "Policyn 1" in page] == [True, True]
