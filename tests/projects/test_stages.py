"""From idea to closed: what is decided, what the funder answers, what the unit notes."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from core.models import Event
from core.rules import Conflict, NotPermitted, Refused
from core.states import StateTable
from decisions import actions as decisions
from engagements import actions as engagements
from governance.enums import StepRole
from projects import actions, conditions
from projects.enums import Stage
from projects.models import Project
from tests import factories
from tests.projects import rows

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 2)


def codes(refused):
    return [finding.code for finding in refused.value.findings]


def stood(project):
    project = Project.objects.select_related("engagement").get(pk=project.pk)
    return project.stage, project.engagement.status


def in_order(project, officer):
    """Assessed, with benefits, aims and added value."""
    engagement = project.engagement
    engagements.assess(
        engagement=engagement, version=engagement.version, text="Följer svensk utrikespolitik.", by=officer
    )
    engagement.refresh_from_db()
    engagements.change(
        engagement=engagement, version=engagement.version, by=officer, benefit_city="Kunskap",
        benefit_partner="Kunskap",
        goals=[11],
    )  # fmt: skip
    actions.change_project(project=project, by=officer, added_value="Det ger erfarenheter vi saknar.")


def decided(project, matter, outcome="approved"):
    """The case of a matter from opening to the decision of the committee."""
    officer = factories.coordinator()
    policy = factories.policy(rules={conditions.ADDED_VALUE: "block", conditions.SERVES_GOALS: "block"})
    factories.route(
        policy, matter, (StepRole.PREPARE, factories.coordinating_unit()), (StepRole.DECIDE, factories.board())
    )
    case = decisions.open_case(matter=matter, engagement=project.engagement, by=officer)
    decisions.prepare(
        case=case, version=case.version, by=officer, background="Bakgrund", assessment="Bedömning",
        proposed_decision="Bifall",
    )  # fmt: skip
    decisions.put_forward(case=case, by=officer, motive="Brådskar.")
    step = case.steps.get(order=2)
    decisions.decide(
        step=step, outcome=outcome, paragraph="12", text="Så beslutas.", presenter="Direktör",
        present_without_deciding="Ingen", decided_on=timezone.localdate(), by=factories.secretary(factories.board()),
    )  # fmt: skip
    decisions.carry_out_due()
    return case


@pytest.mark.clause("GBG-P1")
def test_project_goes_from_idea_to_closed():
    officer = factories.coordinator()
    project = rows.project(funder="icld", spine={"ends_on": date(2029, 12, 31)})
    in_order(project, officer)

    stages = []
    decided(project, "projects.apply")
    stages.append(stood(project))
    actions.submit_application(project=project, on=DAY, reference="ICLD 2026-1", by=officer)
    actions.record_grant(project=project, on=DAY, amount=900_000, by=officer)
    stages.append(stood(project))
    actions.start_project(project=project, on=DAY, by=officer)
    stages.append(stood(project))
    actions.report_finally(project=project, on=DAY, by=officer)
    actions.close_project(project=project, on=date(2029, 12, 31), note="Två stadsdelar byter erfarenheter.", by=officer)
    stages.append(stood(project))

    assert stages == [
        ("application", "proposed"), ("granted", "proposed"), ("running", "active"), ("closed", "ended"),
    ]  # fmt: skip
    project.refresh_from_db()
    assert (project.external_budget, project.external_share, project.funder_reference) == (900_000, 100, "ICLD 2026-1")
    moves = Event.objects.filter(happening="project.stage").count()
    assert moves == 4


@pytest.mark.clause("GBG-P3")
def test_application_is_not_put_forward_without_its_added_value():
    officer = factories.coordinator()
    project = rows.project(funder="eu")
    in_order(project, officer)
    actions.change_project(project=project, by=officer, added_value=" ")

    with pytest.raises(Refused) as refused:
        decided(project, "projects.apply")

    assert codes(refused) == [conditions.ADDED_VALUE]


@pytest.mark.clause("GBG-P2")
def test_application_is_not_put_forward_without_the_goals_it_serves():
    officer = factories.coordinator()
    project = rows.project(funder="eu")
    in_order(project, officer)
    engagement = project.engagement
    engagement.refresh_from_db()
    engagements.change(engagement=engagement, version=engagement.version, by=officer, goals=[])

    with pytest.raises(Refused) as refused:
        decided(project, "projects.apply")

    assert codes(refused) == [conditions.SERVES_GOALS]


def test_refused_application_drops_the_project():
    officer = factories.coordinator()
    project = rows.project(funder="eu")
    in_order(project, officer)

    decided(project, "projects.apply", outcome="rejected")

    assert stood(project) == ("closed", "declined")


def test_decision_to_start_begins_a_project_with_own_money():
    project = rows.project(stage="granted", funder="eu", own_budget=100_000, external_budget=300_000)
    officer = factories.coordinator()
    in_order(project, officer)
    actions.set_aside(project=project, amount=100_000, on=DAY, note="Nämndens budget", by=officer)

    decided(project, "projects.start")

    assert stood(project) == ("running", "active")
    project.refresh_from_db()
    assert project.external_share == 75


@pytest.mark.clause("GBG-P4")
def test_project_with_own_money_does_not_start_before_it_is_set_aside():
    policy = factories.policy(rules={conditions.SET_ASIDE: "block"})
    project = rows.project(stage="granted", own_budget=100_000, funder="eu")
    officer = factories.coordinator()

    before = [(each.code, each.blocks) for each in conditions.ready_to_start(project, policy)]
    project = actions.set_aside(project=project, amount=100_000, on=DAY, note="", by=officer)

    assert before == [(conditions.SET_ASIDE, True)]
    assert conditions.ready_to_start(project, policy) == []


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"stage": "granted", "own_budget": 100}, ["project.start-by-decision"]),
        ({"stage": "idea"}, ["project.start-by-decision"]),
    ],
)
def test_start_that_needs_a_decision_is_refused_without_one(fields, expected):
    factories.policy()
    project = rows.project(**fields)

    with pytest.raises(Refused) as refused:
        actions.start_project(project=project, on=DAY, by=factories.coordinator())

    assert codes(refused) == expected
    assert stood(project) == (fields["stage"], "proposed")


def test_reports_follow_the_funders_rule_when_a_project_starts():
    factories.policy()
    funder = rows.funder("eu", report_every_months=12, report_within_days=30, final_within_days=60)
    spine = {"starts_on": date(2027, 1, 1), "ends_on": date(2028, 12, 31)}
    project = rows.project(stage="granted", financier=funder, funder="eu", spine=spine)

    actions.start_project(project=project, on=DAY, by=factories.coordinator())

    assert list(project.reporting_dates.values_list("title", "due_on")) == [
        ("Lägesrapport 1", date(2028, 1, 30)),
        ("Slutrapport", date(2029, 3, 1)),
    ]


@pytest.mark.clause("GBG-P1")
def test_rejection_by_the_funder_keeps_its_reason_and_declines_the_engagement():
    project = rows.project(stage="application", submitted_on=DAY)
    officer = factories.coordinator()

    actions.record_rejection(project=project, on=DAY, reason="För få partner.", by=officer)

    assert stood(project) == ("rejected", "declined")
    project.refresh_from_db()
    assert project.rejection_reason == "För få partner."


@pytest.mark.parametrize(
    ("submitted", "on", "reason", "expected"),
    [
        (None, DAY, "Skäl", ["project.not-submitted"]),
        (DAY, date(2026, 11, 1), "Skäl", ["project.answer-too-early"]),
        (DAY, DAY, " ", ["project.rejection-reason"]),
    ],
)
def test_rejection_is_refused_when_something_is_missing(submitted, on, reason, expected):
    project = rows.project(stage="application", submitted_on=submitted)

    with pytest.raises(Refused) as refused:
        actions.record_rejection(project=project, on=on, reason=reason, by=factories.coordinator())

    assert codes(refused) == expected
    assert stood(project) == ("application", "proposed")


@pytest.mark.parametrize(
    ("stage", "day", "expected"),
    [("idea", DAY, ["project.not-applying"]), ("application", date(2026, 12, 2), ["project.after-deadline"])],
)
def test_application_is_submitted_after_the_decision_and_before_the_deadline(stage, day, expected):
    call = rows.call(deadline=datetime(2026, 12, 1, 16, tzinfo=UTC))
    project = rows.project(stage=stage, call=call)

    with pytest.raises(Refused) as refused:
        actions.submit_application(project=project, on=day, by=factories.coordinator())

    assert codes(refused) == expected


def test_project_is_not_closed_with_reports_left():
    project = rows.project(stage="final_report")
    rows.report(project)

    with pytest.raises(Refused) as refused:
        actions.close_project(project=project, on=DAY, by=factories.coordinator())

    assert codes(refused) == ["project.reports-left"]
    assert stood(project) == ("final_report", "active")


def test_drop_project_ends_it_with_the_reason():
    project = rows.project(stage="running")

    actions.drop_project(project=project, on=DAY, reason="Parten drog sig ur.", by=factories.coordinator())

    project.refresh_from_db()
    assert (*stood(project), project.closing_note) == ("closed", "ended", "Parten drog sig ur.")


@pytest.mark.parametrize("stage", Stage.values)
@pytest.mark.parametrize("verb", ["apply", "grant", "reject", "begin", "report", "close", "drop"])
def test_stage_table_holds_for_every_stage_and_verb(stage, verb):
    table = StateTable.all["project"]
    project = rows.project(stage=stage)
    may = stage in table.transitions[verb].sources

    if may:
        table.advance(project, verb)
    else:
        with pytest.raises(Conflict):
            table.advance(project, verb)

    project.refresh_from_db()
    assert project.stage == (table.transitions[verb].target if may else stage)


@pytest.mark.parametrize(
    "act",
    [
        lambda project, by: actions.submit_application(project=project, on=DAY, by=by),
        lambda project, by: actions.record_grant(project=project, on=DAY, amount=1, by=by),
        lambda project, by: actions.record_rejection(project=project, on=DAY, reason="x", by=by),
        lambda project, by: actions.start_project(project=project, on=DAY, by=by),
        lambda project, by: actions.report_finally(project=project, on=DAY, by=by),
        lambda project, by: actions.close_project(project=project, on=DAY, by=by),
        lambda project, by: actions.drop_project(project=project, on=DAY, reason="x", by=by),
        lambda project, by: actions.set_budget(project=project, amounts={(2027, "own"): 1}, by=by),
        lambda project, by: actions.set_aside(project=project, amount=1, on=DAY, note="", by=by),
        lambda project, by: actions.record_partner(project=project, name="x", role="partner", by=by),
        lambda project, by: actions.set_city_role(project=project, role="partner", by=by),
        lambda project, by: actions.record_report(project=project, kind="final", title="x", due_on=DAY, by=by),
        lambda project, by: actions.record_milestone(project=project, title="x", due_on=DAY, by=by),
        lambda project, by: actions.record_deliverable(project=project, title="x", by=by),
        lambda project, by: actions.generate_dates(project=project, by=by),
        lambda project, by: actions.add_period(project=project, kind="planning", starts_on=DAY, ends_on=DAY, by=by),
        lambda project, by: actions.state_aid(project=project, is_aid=True, by=by),
        lambda project, by: actions.state_export(project=project, is_export=True, by=by),
    ],
)
def test_another_units_project_is_not_changed(act):
    project = rows.project(stage="application")
    events = Event.objects.count()

    with pytest.raises(NotPermitted):
        act(project, factories.contact_person())

    assert (stood(project), Event.objects.count()) == (("application", "proposed"), events)


def test_steps_are_taken_from_the_pages(client):
    factories.policy()
    client.force_login(factories.coordinator())
    project = rows.project(stage="application", funder="icld")

    def step(name, **form):
        return client.post(reverse(f"projects:{name}", args=[project.pk]), form).status_code

    answers = [
        step("project_answer", on="2026-11-02", answer="granted", amount="900 000"),
        step("project_submit", on="2026-11-01"),
        step("project_answer", on="2026-11-02", answer="granted", amount=""),
        step("project_answer", on="2026-11-02", answer="granted", amount="900 000"),
        step("project_start", on="2026-11-02"),
        step("project_report", on="2026-11-02"),
        step("project_close", on="2026-11-02"),
    ]

    assert answers == [409, 302, 400, 302, 302, 302, 302]
    assert stood(project) == ("closed", "ended")


def test_project_page_leads_to_the_next_step(client):
    factories.policy()
    client.force_login(factories.coordinator())
    project = rows.project(stage="granted", funder="icld", granted_amount=900_000, external_budget=900_000)

    page = client.get(project.get_absolute_url()).content.decode()

    assert reverse("projects:project_start", args=[project.pk]) in page
    assert "Beviljad" in page
