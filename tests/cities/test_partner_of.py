"""Which city is a partner of ours, as visits ask it."""

import pytest

from cities.models import City
from cities.selectors import partner_of
from tests import factories

pytestmark = pytest.mark.django_db


def relation(name, status="active"):
    row = factories.city_relation(engagement_fields={"status": status})
    City.objects.filter(pk=row.city_id).update(name=name)
    return row


@pytest.mark.parametrize("asked", ["Åbo (Turku)", "åbo", " TURKU ", "Åbo"])
def test_partner_is_found_by_either_name(asked):
    row = relation("Åbo (Turku)")

    assert partner_of(asked, "no") == row


@pytest.mark.parametrize(("name", "country"), [("Åbo", "SE"), ("Oslo", "NO"), ("", "NO"), ("Å", "NO")])
def test_city_without_relation_is_no_partner(name, country):
    relation("Åbo (Turku)")

    assert partner_of(name, country) is None


@pytest.mark.parametrize("status", ["proposed", "dormant", "ended", "declined"])
def test_relation_that_is_not_active_makes_no_partner(status):
    relation("Åbo", status)

    assert partner_of("Åbo", "NO") is None


def test_city_is_nordic_and_in_the_union_as_its_country_is():
    factories.country("NO", nordic=True, eea=True)

    city = factories.city_relation().city

    assert (city.eu, city.eea, city.nordic) == (False, True, True)
