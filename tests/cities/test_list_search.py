"""Words typed on the lists of agreements and of grants: what they find, what they do not, and what is hidden."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cities.models import City, ExchangeGrant
from tests import factories
from tests.cities import scenes

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SECRET = {"confidentiality": "confidential", "confidentiality_ground": "OSL 15:1"}
DUE, GRANTS = "cities:agreements_due", "cities:grant_list"


def relation(name, country="NO", **fields):
    """Found by its city's name alone, which the search text of the engagement does not hold."""
    made = factories.city_relation(engagement_fields=fields)
    City.objects.filter(pk=made.city_id).update(name=name, country=factories.country(country))
    return made


def to_settle(of, days=100):
    day = timezone.localdate() + timedelta(days=days)
    scenes.agreement(of, decide_by=day, ends_on=day, runs_to=day, notice_months=0)


def grant(of, association, **fields):
    values = {"purpose": "Resa", "year": 2026, "applied": 40_000, "applied_on": date(2026, 3, 1)} | fields
    ExchangeGrant.objects.create(relation=of, association=association, **values)


@pytest.fixture
def listed(client):
    """Two cities with an agreement to settle and a grant each, and a hidden one with both."""
    factories.policy()
    places = (
        relation("Ålborg", "DK", search_text="sjöfart i norr"),
        relation("Östersund", "SE"),
        relation("Ålborg hemligt", **SECRET, search_text="sjöfart"),
    )
    for of, association in zip(places, ("Kören Ekot", "Körförbundet Älven", "Hemliga kören"), strict=True):
        to_settle(of)
        grant(of, association)
    client.force_login(factories.coordinator())


def found(client, name, **asked):
    page = client.get(reverse(name), asked)
    return [row.city for row in page.context["rows"]]


@pytest.mark.parametrize("name", [DUE, GRANTS])
@pytest.mark.parametrize(
    ("words", "cities"),
    [
        ("ÅLBORG", ["Ålborg"]), ("östersund", ["Östersund"]), ("sund ÖSTER", ["Östersund"]), ("SJÖFART", ["Ålborg"]),
        ("ålborg sjöfart", ["Ålborg"]), ("ålborg östersund", []), ("hemligt", []),
    ],
)  # fmt: skip
def test_list_is_searched_by_city_and_relation_and_finds_nothing_hidden(listed, client, name, words, cities):
    assert found(client, name, q=words) == cities


def test_agreements_to_settle_are_found_by_the_country_in_either_language(listed, client):
    country = City.objects.get(name="Ålborg").country
    country.name, country.name_en = "Åland och Danmark", "Denmark"
    country.save()

    assert [found(client, DUE, q=words) for words in ("åland", "DENMARK")] == [["Ålborg"], ["Ålborg"]]


def test_grants_are_found_by_the_association_and_their_sums_follow(listed, client):
    page = client.get(reverse(GRANTS), {"q": "ÄLVEN"})

    assert [row.association for row in page.context["rows"]] == ["Körförbundet Älven"]
    assert [(row.number, row.applied, row.budget) for row in page.context["years"]] == [(1, 40_000, None)]


def test_grants_found_by_words_are_filtered_further_and_the_years_keep_both(listed, client):
    later = relation("Östersund norra", "SE")
    grant(later, "Körkraft", year=2025, state="paid")

    page = client.get(reverse(GRANTS), {"q": "östersund", "lage": "paid"})

    assert [row.association for row in page.context["rows"]] == ["Körkraft"]
    assert 'href="?q=%C3%B6stersund&amp;lage=paid&amp;ar=2025"' in page.text


@pytest.mark.parametrize("name", [DUE, GRANTS])
def test_words_that_find_nothing_are_kept_in_the_field_with_a_way_back(listed, client, name):
    page = client.get(reverse(name), {"q": "  finns   inte "})

    assert ['value="finns inte"' in page.text, "Inget stämmer med filtret" in page.text] == [True, True]
    assert ["Visa alla" in page.text, "Inget avtal behöver" in page.text] == [True, False]


@pytest.mark.parametrize("name", [DUE, GRANTS])
def test_next_page_keeps_the_words(client, name):
    factories.policy()
    for _each in range(51):
        of = relation("Ålesund")
        to_settle(of)
        grant(of, "Kören")
    client.force_login(factories.coordinator())

    page = client.get(reverse(name), {"q": "åle"})

    assert "?q=%C3%A5le&amp;page=2" in page.text
    assert len(found(client, name, q="åle", page=2)) == 1


@pytest.mark.parametrize("name", [DUE, GRANTS])
def test_empty_list_has_no_field_until_something_is_asked(client, name):
    factories.policy()
    client.force_login(factories.coordinator())

    assert 'id="f-q"' not in client.get(reverse(name)).text


@pytest.mark.parametrize("name", [DUE, GRANTS])
def test_search_runs_no_more_queries_than_the_list(listed, client, django_assert_max_num_queries, name):
    url = reverse(name)
    client.get(url)
    with CaptureQueriesContext(connection) as ran:
        client.get(url)

    with django_assert_max_num_queries(len(ran)):
        assert len(client.get(url, {"q": "ålborg"}).context["rows"]) == 1
