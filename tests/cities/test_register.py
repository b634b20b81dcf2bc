"""The shipped registers: cities with their place on the map, and agreements known without their paper."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cities.mapping.projections import on_europe, on_world
from cities.models import Agreement, City, CityRelation, HomePlace
from engagements.register_rows import load_file
from tests.memberships.scenes import Register, shipped_register

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(scope="module")
def register(request, django_db_setup, django_db_blocker) -> Iterator[Register]:
    """That of the city that the test names, loaded once for all tests of the city."""
    with shipped_register(request.param, django_db_blocker) as register:
        yield register


def of(city: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("register", [city], indirect=True)


@of("goteborg")
@pytest.mark.clause("GBG-C2", "GBG-C9")
def test_goteborg_ships_three_twin_towns_of_1946_with_agreements_known_by_their_year(register):
    twins = CityRelation.objects.filter(kind="twin_town").order_by("city__name")
    agreements = Agreement.objects.filter(relation__in=twins)

    assert [row.city.name for row in twins] == ["Aarhus", "Bergen", "Åbo (Turku)"]
    assert {(each.state, each.known_since, each.starts_on) for each in agreements} == {("active", 1946, None)}
    assert agreements.count() == 3


@of("goteborg")
@pytest.mark.clause("GBG-C2")
def test_goteborg_ships_ten_partner_cities_of_which_nine_rest_with_their_agreements(register):
    partners = CityRelation.objects.filter(kind="partner_city")

    assert (partners.count(), partners.filter(engagement__status="dormant").count()) == (10, 9)
    assert Agreement.objects.filter(relation__in=partners, state="dormant").count() == 9


@of("norrkoping")
@pytest.mark.clause("NKP-20")
def test_norrkoping_ships_eight_cities_each_with_its_place(register):
    assert City.objects.count() == 8
    assert City.objects.filter(latitude=None).count() == 0


@pytest.mark.parametrize(
    ("register", "place"),
    [
        ("stockholm", ("Stockholm", 59.329, 18.069)),
        ("goteborg", ("Göteborg", 57.709, 11.975)),
        ("norrkoping", ("Norrköping", 58.592, 16.186)),
    ],
    indirect=["register"],
)
def test_register_says_where_the_city_itself_lies_and_says_it_once(register, place):
    HomePlace.objects.update(latitude=0)

    load_file(register.path)

    assert [(row.name, row.latitude, row.longitude) for row in HomePlace.objects.all()] == [place]


@of("goteborg")
def test_loading_again_adds_nothing_and_places_what_had_no_place(register):
    City.objects.filter(key="aarhus").update(latitude=None, longitude=None)

    again = load_file(register.path)

    assert (again, City.objects.get(key="aarhus").latitude, Agreement.objects.count()) == ([], 56.157, 13)


@pytest.mark.parametrize(
    ("longitude", "latitude", "world", "europe"),
    [
        (11.97, 57.71, (481.938, 52.700), (319.748, 271.734)),
        (25.6, -33.96, (514.746, 349.946), (565.559, 1564.576)),
        (121.47, 31.23, (746.497, 128.753), (1237.082, -278.964)),
        (-87.63, 41.88, (255.978, 95.745), (-451.417, -188.256)),
    ],
)
def test_places_land_where_the_land_is_drawn(longitude, latitude, world, europe):
    """The expected points are what the drawing tool's own projections give for the same places."""
    found = [tuple(round(each, 3) for each in place(longitude, latitude)) for place in (on_world, on_europe)]

    assert found == [pytest.approx(world, abs=0.002), pytest.approx(europe, abs=0.002)]
