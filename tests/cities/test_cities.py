"""Relations to cities abroad: registered, decided, listed."""

from datetime import date

import pytest
from django.urls import reverse

from cities import actions
from cities.models import City, CityRelation
from core.rules import NotPermitted, Refused
from decisions import actions as decisions
from decisions.conditions import ready_to_put_forward
from tests import factories
from tests.cities import scenes
from tests.memberships.scenes import READY, decide, decided, put_forward, shipped_policy

pytestmark = pytest.mark.django_db
COMPLETE = READY | {"ends_on": date(2029, 12, 31)}


def register(**fields):
    values = {"city": "Tromsø", "country": factories.country("NO"), "kind": "partner_city"} | fields
    values.setdefault("by", factories.coordinator())
    values.setdefault("responsible_unit", factories.coordinating_unit())
    return actions.register_relation(**values)


def case_of(relation, by=None):
    return decisions.open_case(
        matter=f"cities.{relation.kind}", engagement=relation.engagement, by=by or factories.coordinator()
    )


def findings(case, code):
    return [(f.blocks, f.message) for f in ready_to_put_forward(case) if f.code == code]


def test_register_relation_proposes_it_with_its_country():
    relation = register(city=" Åbo ", population=200000)

    assert (relation.city.key, relation.city.population) == ("abo", 200000)
    assert relation.engagement.status == "proposed"
    assert list(relation.engagement.countries.values_list("pk", flat=True)) == ["NO"]


def test_register_relation_that_is_there_is_refused():
    register()

    with pytest.raises(Refused) as refusal:
        register()

    assert [finding.code for finding in refusal.value.findings] == ["city.already"]
    assert (City.objects.count(), CityRelation.objects.count()) == (1, 1)


def test_register_relation_for_another_unit_is_not_permitted():
    with pytest.raises(NotPermitted):
        register(by=factories.contact_person(), responsible_unit=factories.unit())

    assert City.objects.count() == 0


def test_change_relation_saves_the_years():
    relation = factories.city_relation()

    actions.change_relation(relation=relation, by=factories.coordinator(), since=1946, agreement_renewed=2014)

    relation.refresh_from_db()
    assert (relation.since, relation.agreement_renewed) == (1946, 2014)


def test_change_relation_of_another_unit_is_not_permitted():
    with pytest.raises(NotPermitted):
        actions.change_relation(relation=factories.city_relation(), by=factories.contact_person(), since=1946)


@pytest.mark.clause("SMF-08")
def test_stockholm_registers_no_twin_town_and_shows_the_clause():
    shipped_policy("stockholm")

    with pytest.raises(Refused) as refusal:
        register(kind="twin_town")

    assert [(f.code, f.clause) for f in refusal.value.findings] == [
        ("city.no-twin-town-agreements", "Internationell strategi, principer (SMF-08)")
    ]
    assert CityRelation.objects.count() == 0


@pytest.mark.clause("SMF-08")
def test_stockholm_stops_a_twin_town_agreement_at_the_case_too():
    shipped_policy("stockholm")
    relation = factories.city_relation("twin_town", engagement_fields=COMPLETE | {"status": "proposed"})

    found = findings(case_of(relation), "city.no-twin-town-agreements")

    assert [blocks for blocks, _message in found] == [True]


@pytest.mark.clause("SMF-08")
def test_stockholm_allows_a_cooperation_agreement_with_concrete_themes():
    shipped_policy("stockholm")
    relation = register(kind="cooperation_city", spine=COMPLETE | {"themes": [factories.theme()]})
    scenes.draft(relation)

    found = ready_to_put_forward(case_of(relation))

    assert [finding.code for finding in found if finding.code.startswith("city.")] == []


@pytest.mark.clause("GBG-C1")
@pytest.mark.parametrize(
    ("lacks", "named"),
    [
        ({"ends_on": None}, "slutdatum"),
        ({"benefit_partner": ""}, "nytta för båda parter"),
        ({"themes": []}, "teman"),
    ],
)
def test_goteborg_stops_a_partner_city_agreement_that_lacks_a_part(lacks, named):
    shipped_policy("goteborg")
    relation = register(spine=COMPLETE | {"themes": [factories.theme()]} | lacks)
    case = case_of(relation)

    found = findings(case, "city.agreement-has-themes-end-and-benefit")

    assert found == [(True, f"Avtalet saknar {named}.")]
    with pytest.raises(Refused):
        put_forward(case, by=factories.coordinator(), motive="Ändå")


@pytest.mark.clause("GBG-C6")
def test_goteborg_committee_that_tries_to_decide_a_partner_city_is_refused_with_the_clause():
    shipped_policy("goteborg")
    unit = factories.unit(serves=factories.body(name="Miljönämnden"))
    relation = register(
        by=factories.contact_person(unit),
        responsible_unit=unit,
        spine=COMPLETE | {"themes": [factories.theme()]},
    )
    coordinator = factories.coordinator()
    scenes.draft(relation, by=coordinator)
    case = put_forward(case_of(relation), by=coordinator, motive="Enligt plan.")

    with pytest.raises(NotPermitted) as refusal:
        decide(case, unit.serves)

    finding = refusal.value.finding
    assert (finding.code, finding.clause) == (
        "decision.not-this-body",
        "Göteborgs riktlinjer, Städer, Ansvar (GBG-C4)",
    )
    relation.engagement.refresh_from_db()
    assert relation.engagement.status == "proposed"


@pytest.mark.clause("GBG-C6")
@pytest.mark.parametrize("kind", ["twin_town", "partner_city", "cooperation_city"])
def test_goteborg_gives_no_committee_a_step_in_an_agreement_with_a_city(kind):
    shipped_policy("goteborg")
    unit = factories.unit(serves=factories.body())
    relation = register(kind=kind, by=factories.contact_person(unit), responsible_unit=unit)

    case = case_of(relation, by=factories.contact_person(unit))

    deciding = case.steps.filter(role__in=["propose", "decide", "confirm"])
    assert set(deciding.values_list("body__kind", flat=True)) <= {"executive_board", "council"}


@pytest.mark.clause("NKP-04")
def test_norrkoping_asks_why_a_project_will_not_do_and_keeps_the_reason():
    shipped_policy("norrkoping")
    relation = register(kind="cooperation_city", spine=COMPLETE | {"themes": [factories.theme()]})
    case = case_of(relation)

    found = findings(case, "city.project-before-agreement")
    case = put_forward(case, by=factories.coordinator(), motive="Partnern söker inga EU-medel.")

    assert [blocks for blocks, _message in found] == [False]
    assert case.motive == "Partnern söker inga EU-medel."


def test_decided_agreement_is_active_from_its_day():
    policy = factories.policy()
    factories.usual_route(policy, "cities.partner_city")
    relation = register(spine=COMPLETE | {"themes": [factories.theme()]})

    decided("cities.partner_city", relation.engagement, factories.board(), effective_on=date(2026, 7, 1))

    relation.refresh_from_db()
    relation.engagement.refresh_from_db()
    assert (relation.engagement.status, relation.engagement.starts_on, relation.since) == (
        "active",
        date(2026, 7, 1),
        2026,
    )


@pytest.fixture
def coordinator(client):
    factories.policy()
    person = factories.coordinator()
    client.force_login(person)
    return person


@pytest.mark.parametrize("number", [1, 3])
def test_city_list_runs_the_same_queries_for_every_number_of_rows(
    client, coordinator, django_assert_num_queries, number
):
    factories.country("NO", nordic=True)
    for _n in range(number):
        factories.city_relation()
    client.get(reverse("cities:city_list"))

    with django_assert_num_queries(7):
        page = client.get(reverse("cities:city_list"))

    assert page.content.count("Vänort</td>".encode()) == number


@pytest.mark.parametrize(
    ("query", "expected"),
    [("slag=twin_town", 1), ("norden=True", 2), ("norden=False", 0), ("land=NO", 2), ("norden=x", 0), ("slag=x", 0)],
)
def test_city_list_is_filtered(client, coordinator, query, expected):
    factories.country("NO", nordic=True)
    factories.city_relation()
    factories.city_relation("partner_city")

    page = client.get(f"{reverse('cities:city_list')}?{query}")

    assert (page.status_code, len(page.context["page"].rows)) == (200, expected)


def test_relation_is_registered_and_changed_from_forms(client, coordinator):
    form = {
        "city": "Tromsø",
        "country": factories.country("NO").pk,
        "kind": "partner_city",
        "responsible_unit": factories.coordinating_unit().pk,
        "ends_on": "31 december 2029",
    }

    created = client.post(reverse("cities:relation_create"), form)
    relation = CityRelation.objects.get()
    changed = client.post(reverse("cities:relation_edit", args=[relation.pk]), {"since": 1999})

    relation.refresh_from_db()
    assert (created.status_code, changed.status_code) == (302, 302)
    assert (relation.since, relation.engagement.ends_on) == (1999, date(2029, 12, 31))


def test_hidden_relation_and_missing_one_answer_alike(client, coordinator):
    secret = {"confidentiality": "confidential", "confidentiality_ground": "OSL 15:1"}
    hidden = factories.city_relation(engagement_fields=secret)

    answers = [client.get(reverse("cities:relation_edit", args=[pk])) for pk in (hidden.pk, 999999)]

    assert [answer.status_code for answer in answers] == [404, 404]
