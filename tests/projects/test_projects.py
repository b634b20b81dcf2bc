"""Projects: registered, changed, listed; external money marks the engagement."""

import pytest
from django.urls import reverse

from core.models import Event
from core.rules import NotPermitted, Refused
from engagements.models import Engagement
from projects import actions
from projects.models import Project
from tests import factories
from tests.projects import rows

pytestmark = pytest.mark.django_db
LIST = reverse("projects:project_list")


def register(**fields):
    values = {"title": "Grön hamn"} | fields
    values.setdefault("by", factories.coordinator())
    values.setdefault("responsible_unit", factories.coordinating_unit())
    return actions.register_project(**values)


@pytest.mark.parametrize(
    ("fields", "external"),
    [({}, False), ({"funder": "eu"}, True), ({"external_budget": 100}, True), ({"own_budget": 100}, False)],
)
def test_register_project_marks_external_money(fields, external):
    project = register(**fields)

    assert (project.engagement.external_money, project.stage, project.engagement.status) == (
        external, "idea", "proposed",
    )  # fmt: skip
    happenings = list(Event.objects.order_by("id").values_list("happening", flat=True))
    assert happenings == ["engagement.registered", "project.registered"]


def test_register_project_from_a_call_takes_its_programme_and_funder():
    call = rows.call(programme=rows.programme(name="Interreg", funder=rows.funder("eu", name="Kommissionen")))

    project = register(call=call)

    assert (project.programme, project.financier.name, project.funder) == ("Interreg", "Kommissionen", "eu")


@pytest.mark.clause("GBG-P1")
def test_register_project_that_runs_already_says_who_decided_it():
    with pytest.raises(Refused) as refused:
        register(stage="running")
    project = register(stage="running", decided="Miljönämnden 2025-03-04 § 12")

    assert [finding.code for finding in refused.value.findings] == ["project.decided-by"]
    assert (project.stage, project.engagement.status) == ("running", "active")


def test_register_project_for_another_unit_is_not_permitted():
    with pytest.raises(NotPermitted):
        register(by=factories.contact_person(), responsible_unit=factories.unit())

    assert Engagement.objects.count() == 0


def test_change_project_that_gets_external_money_marks_the_engagement():
    project = register()

    actions.change_project(project=project, by=factories.coordinator(), funder="icld", external_budget=500000)

    project.refresh_from_db()
    assert (project.funder, project.engagement.external_money) == ("icld", True)


def test_change_project_leaves_the_sums_of_its_budget_lines():
    project = register()
    officer = factories.coordinator()
    actions.set_budget(project=project, amounts={(2027, "own"): 100}, by=officer)

    actions.change_project(project=project, by=officer, own_budget=7, added_value="Mer")

    project.refresh_from_db()
    assert (project.own_budget, project.added_value) == (100, "Mer")


def test_change_project_of_another_unit_is_not_permitted():
    with pytest.raises(NotPermitted):
        actions.change_project(project=register(), by=factories.contact_person(), funder="eu")


@pytest.mark.parametrize("number", [1, 3])
def test_project_list_runs_the_same_queries_for_every_number_of_rows(client, django_assert_num_queries, number):
    factories.policy()
    client.force_login(factories.coordinator())
    for each in range(number):
        register(title=f"Projekt {each}", programme="Interreg")
    client.get(LIST)

    with django_assert_num_queries(4):
        page = client.get(LIST)

    assert page.content.count(b"<td>Interreg</td>") == number


@pytest.mark.parametrize("number", [1, 3])
def test_project_page_runs_the_same_queries_for_every_number_of_lines_and_dates(
    client, django_assert_max_num_queries, number
):
    factories.policy()
    client.force_login(factories.coordinator())
    project = rows.project(stage="running", financier=rows.funder(), call=rows.call())
    actions.set_budget(
        project=project, amounts={(2026 + each, "own"): 10 for each in range(number)}, by=factories.coordinator()
    )
    for each in range(number):
        rows.report(project, title=f"Rapport {each}")
    client.get(project.get_absolute_url())

    with django_assert_max_num_queries(10):
        page = client.get(project.get_absolute_url())

    assert page.content.decode().count("Rapport: Rapport ") == number


def test_project_is_registered_and_changed_from_forms(client):
    factories.policy()
    client.force_login(factories.coordinator())
    sida = rows.funder("sida", name="Sida")
    form = {
        "title": "Grön hamn", "funder": "eu", "programme": "Horisont Europa", "external_budget": "1 200 000 kr",
        "responsible_unit": factories.coordinating_unit().pk,
    }  # fmt: skip

    created = client.post(reverse("projects:project_create"), form)
    project = Project.objects.get()
    changed = client.post(reverse("projects:project_edit", args=[project.pk]), {"financier": sida.pk})

    assert (created.status_code, changed.status_code, project.external_budget) == (302, 302, 1200000)
    project.refresh_from_db()
    assert (project.funder, project.funder_name, project.external_budget) == ("sida", "Sida", 0)
