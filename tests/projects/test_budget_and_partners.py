"""Who pays what in which year, and who takes part: the external share follows, and exactly one leads."""

import pytest
from django.urls import reverse

from core.models import Event
from core.rules import Refused
from projects import actions, selectors
from projects.models import BudgetLine, Project, ProjectPartner
from tests import factories
from tests.projects import rows

pytestmark = pytest.mark.django_db
AMOUNTS = {(2027, "own"): 100, (2027, "external"): 200, (2028, "external"): 100}


def roles(project):
    project.refresh_from_db()
    return {"staden": project.city_role} | dict(project.partners.values_list("name", "role"))


@pytest.mark.clause("GBG-P2")
def test_set_budget_sums_by_source_and_computes_the_external_share():
    project = rows.project()

    project = actions.set_budget(project=project, amounts=AMOUNTS, by=factories.coordinator())

    budget = selectors.budget_of(project)
    assert [(year.year, year.own, year.external, year.total) for year in budget.years] == [
        (2027, 100, 200, 300), (2028, 0, 100, 100),
    ]  # fmt: skip
    assert (project.external_share, project.engagement.external_money) == (75, True)
    assert budget.shares == [("Externa medel", 75), ("Egna medel", 25), ("Parternas medel", 0)]


def test_set_budget_takes_a_line_away_and_writes_nothing_when_nothing_differs():
    project = rows.project()
    officer = factories.coordinator()
    actions.set_budget(project=project, amounts=AMOUNTS, by=officer)
    events = Event.objects.count()

    actions.set_budget(project=project, amounts=AMOUNTS, by=officer)
    unchanged = Event.objects.count() == events
    actions.set_budget(project=project, amounts={(2027, "own"): 0}, by=officer)

    project.refresh_from_db()
    assert (unchanged, BudgetLine.objects.count(), project.own_budget) == (True, 2, 0)


@pytest.mark.clause("GBG-P2")
def test_budget_page_shows_the_external_share(client):
    factories.policy()
    client.force_login(factories.coordinator())
    project = rows.project(funder="eu")

    saved = client.post(
        reverse("projects:budget_edit", args=[project.pk]), {"own_2026": "25 000", "external_2026": "75 000 kr"}
    )
    page = client.get(reverse("projects:budget_show", args=[project.pk])).content.decode()

    assert saved.status_code == 302
    assert "75 %" in page
    assert "Lag (2009:47) 2 kap. 3 §" in page


def test_own_money_is_set_aside_from_its_page(client):
    factories.policy()
    client.force_login(factories.coordinator())
    project = rows.project(own_budget=5000)

    saved = client.post(
        reverse("projects:set_aside", args=[project.pk]), {"amount": "5 000", "on": "2026-11-02", "note": "Budget 2027"}
    )

    project.refresh_from_db()
    assert (saved.status_code, project.set_aside, project.set_aside_note) == (302, 5000, "Budget 2027")


@pytest.mark.clause("GBG-P1")
def test_a_new_lead_takes_over_from_the_one_before():
    project = rows.project()
    officer = factories.coordinator()

    first = actions.record_partner(project=project, name="Malmö", role="lead", by=officer)
    actions.record_partner(project=project, name="Oslo", role="lead", by=officer)
    second = roles(project)
    actions.set_city_role(project=project, role="lead", by=officer)

    assert second == {"staden": "partner", "Malmö": "partner", "Oslo": "lead"}
    assert roles(project) == {"staden": "lead", "Malmö": "partner", "Oslo": "partner"}
    assert ProjectPartner.objects.get(pk=first.pk).role == "partner"


def test_the_lead_is_neither_given_up_nor_removed():
    project = rows.project()
    officer = factories.coordinator()
    leader = actions.record_partner(project=project, name="Malmö", role="lead", by=officer)
    leading = rows.project()

    for refused in (
        lambda: actions.change_partner(partner=leader, role="partner", by=officer),
        lambda: actions.remove_partner(partner=leader, by=officer),
        lambda: actions.set_city_role(project=leading, role="partner", by=officer),
    ):
        with pytest.raises(Refused) as error:
            refused()
        assert [finding.code for finding in error.value.findings] == ["project.lead-partner"]

    assert roles(project) == {"staden": "partner", "Malmö": "lead"}
    assert Project.objects.get(pk=leading.pk).city_role == "lead"


def test_partners_are_added_changed_and_removed_from_the_pages(client):
    factories.policy()
    client.force_login(factories.coordinator())
    project = rows.project()
    norway = factories.country("NO")

    client.post(reverse("projects:partner_create", args=[project.pk]), {"name": "Oslo", "role": "partner"})
    partner = ProjectPartner.objects.get()
    client.post(
        reverse("projects:partner_edit", args=[partner.pk]), {"name": "Oslo", "role": "partner", "country": norway.pk}
    )
    page = client.get(reverse("projects:partner_list", args=[project.pk])).content.decode()
    client.post(reverse("projects:partner_remove", args=[partner.pk]))

    assert "Land NO" in page
    assert ProjectPartner.objects.count() == 0


@pytest.mark.parametrize("name", ["budget_show", "partner_list", "date_list", "aid_show", "budget_edit"])
def test_pages_of_a_hidden_project_are_missing(client, name):
    factories.policy()
    client.force_login(factories.coordinator())
    project = rows.project(spine={"confidentiality": "confidential", "confidentiality_ground": "OSL 15:1"})

    assert client.get(reverse(f"projects:{name}", args=[project.pk])).status_code == 404
