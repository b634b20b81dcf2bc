"""Aid: nothing of the city's own money where policy says so, and lag (2009:47) at every step."""

from datetime import date

import pytest
from django.urls import reverse

from core.rules import Refused
from governance import policy_file
from governance.actions import load_policy
from projects import actions, conditions
from projects.models import AidCountry, ServiceExport
from tests import factories
from tests.projects import rows

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 2)


def codes(refused):
    return [finding.code for finding in refused.value.findings]


@pytest.mark.clause("NKP-06")
@pytest.mark.clause("SMF-06")
@pytest.mark.parametrize(
    ("city", "own", "expected"),
    [
        ("norrkoping", 50_000, [(conditions.AID_OWN_MONEY, True)]),
        ("stockholm", 50_000, [(conditions.AID_OWN_MONEY, True)]),
        ("goteborg", 50_000, []),
        ("norrkoping", 0, []),
    ],
)
def test_aid_with_own_money_cannot_be_put_forward_where_the_policy_says_so(settings, city, own, expected):
    policy = load_policy(file=policy_file.read(settings.BASE_DIR / "policies" / f"{city}.toml")).policy
    project = rows.project(funder="sida", own_budget=own, external_budget=200_000)
    rows.aid(project)
    case = factories.case(matter="projects.apply", engagement=project.engagement, policy=policy)

    findings = [each for each in conditions.ready_to_apply(case) if each.code == conditions.AID_OWN_MONEY]

    assert [(each.code, each.blocks) for each in findings] == expected


@pytest.mark.clause("NKP-06")
def test_budget_page_says_that_aid_is_paid_by_somebody_else(client):
    factories.policy(rules={conditions.AID_OWN_MONEY: "block"})
    client.force_login(factories.coordinator())
    project = rows.project(funder="sida", own_budget=50_000)
    rows.aid(project)

    page = client.get(reverse("projects:budget_show", args=[project.pk])).content.decode()

    assert "Ett biståndsprojekt betalas helt av någon annan" in page
    assert f"Policy: {conditions.AID_OWN_MONEY}" in page


@pytest.mark.law("2009:47 5:4-5")
@pytest.mark.parametrize(
    ("to", "receives", "form", "expected"),
    [
        ("UA", True, "training", []),
        ("UA", True, "money_other", ["law.aid-money"]),
        ("JP", False, "training", ["law.aid-permit"]),
        ("JP", False, "surplus", []),
        ("CN", None, "training", ["law.aid-country"]),
    ],
)
def test_granted_aid_starts_only_as_the_law_allows(to, receives, form, expected):
    factories.policy()
    project = rows.project(stage="granted", funder="sida")
    rows.aid(project, form, to=to, receives=receives)

    try:
        actions.start_project(project=project, on=DAY, by=factories.coordinator())
        found = []
    except Refused as refused:
        found = [finding.code for finding in refused.findings]

    assert found == expected


@pytest.mark.law("2009:47 5:5")
def test_country_of_the_eea_receives_no_swedish_state_aid():
    project = rows.project()
    factories.country("DE", eea=True)
    rows.aid(project, "training", to="DE", receives=None)

    assert [finding.code for finding in conditions.lawful(project)] == ["law.aid-permit"]


@pytest.mark.law("2009:47 5:8-9")
def test_aid_is_not_closed_before_its_use_is_verified_and_sida_is_told(client):
    factories.policy()
    officer = factories.coordinator()
    client.force_login(officer)
    project = rows.project(stage="final_report", funder="sida")
    rows.aid(project)
    with pytest.raises(Refused) as refused:
        actions.close_project(project=project, on=DAY, by=officer)

    client.post(
        reverse("projects:aid_edit", args=[project.pk]),
        {"is_aid": "on", "aid_forms": ["training"], "use_verified": "Besök i maj.", "sida_told_on": "2026-10-01"},
    )
    actions.close_project(project=project, on=DAY, by=officer)

    assert codes(refused) == ["law.aid-use", "law.aid-sida"]
    project.refresh_from_db()
    assert project.stage == "closed"


@pytest.mark.law("2009:47 5:2-3")
def test_export_of_services_is_stated_from_its_page(client):
    factories.policy()
    client.force_login(factories.coordinator())
    project = rows.project()
    form = {"is_export": "on", "goods": "Pumpar"}

    client.post(reverse("projects:export_edit", args=[project.pk]), form)
    page = client.get(reverse("projects:aid_show", args=[project.pk])).content.decode()
    client.post(
        reverse("projects:export_edit", args=[project.pk]), form | {"risks": "Bankgaranti", "goods_needed": "Behövs"}
    )

    assert ("Lag (2009:47) 5 kap. 3 §" in page, "Lag (2009:47) 5 kap. 2 §" in page) == (True, True)
    project = type(project).objects.get(pk=project.pk)
    assert conditions.lawful(project) == []


def test_project_that_is_aid_no_longer_loses_what_was_said():
    project = rows.project()
    rows.aid(project)

    project = actions.state_aid(project=project, is_aid=False, by=factories.coordinator())

    assert (project.is_aid, conditions.lawful(project)) == (False, [])


@pytest.mark.law("2009:47 5:4")
def test_whether_a_country_receives_swedish_aid_is_stated_with_its_source(client):
    factories.policy()
    client.force_login(factories.coordinator())
    country = factories.country("KE")

    client.post(
        reverse("projects:country_state"), {"country": "KE", "receives": "ja", "source": "Regeringens strategi"}
    )
    page = client.get(reverse("projects:country_list")).content.decode()

    assert list(AidCountry.objects.values_list("country_id", "receives", "source")) == [
        (country.pk, True, "Regeringens strategi")
    ]
    assert "Regeringens strategi" in page


@pytest.mark.parametrize("number", [1, 3])
def test_page_runs_the_same_queries_for_every_number_of_countries(client, django_assert_num_queries, number):
    factories.policy(rules={conditions.AID_OWN_MONEY: "block"})
    client.force_login(factories.coordinator())
    project = rows.project(funder="sida", own_budget=50_000)
    rows.aid(project, "training", "money_other")
    for code in ("JP", "CN")[: number - 1]:
        project.engagement.countries.add(factories.country(code))
    ServiceExport.objects.create(project=project, risks="Valutan")
    url = reverse("projects:aid_show", args=[project.pk])
    client.get(url)

    with django_assert_num_queries(6):
        page = client.get(url)

    assert (len(page.context["receivers"]), bool(page.context["findings"])) == (number, True)
