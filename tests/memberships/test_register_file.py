"""The registers the product ships: exact counts, and the same again adds nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.utils import timezone

from cities.models import CityRelation
from core.models import Event
from engagements.models import Country, Engagement
from engagements.register_rows import load_file
from memberships import selectors
from memberships.models import ForumParticipation, Membership, Organisation, Seat
from tests import factories
from tests.memberships.scenes import Register, shipped_register

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(scope="module")
def register(request, django_db_setup, django_db_blocker) -> Iterator[Register]:
    """That of the city that the test names, loaded once for all tests of the city."""
    with shipped_register(request.param, django_db_blocker) as register:
        yield register


def of(city: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("register", [city], indirect=True)


def kept():
    areas = Engagement.objects.order_by("area").values_list("area", flat=True)
    return {area: list(areas).count(area) for area in areas}


@pytest.mark.clause("GBG-02")
@pytest.mark.parametrize(
    ("register", "counts"),
    [
        ("stockholm", {"memberships": 5, "projects": 1}),
        ("goteborg", {"cities": 13, "memberships": 4, "monitoring": 1, "projects": 5, "visits": 1}),
        ("norrkoping", {"cities": 8, "memberships": 8}),
    ],
    indirect=["register"],
)
def test_load_file_fills_the_areas_and_the_same_again_adds_nothing(register, counts):
    events, countries = Event.objects.count(), Country.objects.count()

    again = load_file(register.path)

    assert kept() == counts
    assert (len(register.added) >= sum(counts.values()), again) == (True, [])
    assert (Event.objects.count(), Country.objects.count()) == (events, countries)


@of("norrkoping")
def test_load_file_leaves_what_staff_changed_as_it_is(register):
    icorn = Organisation.objects.get(key="icorn")
    icorn.purpose = "Ändrat av en handläggare"
    icorn.save()

    load_file(register.path)

    icorn.refresh_from_db()
    assert icorn.purpose == "Ändrat av en handläggare"


@of("norrkoping")
@pytest.mark.clause("NKP-19")
def test_norrkoping_register_has_its_eight_networks_with_what_they_work_with(register):
    rows = list(Organisation.objects.order_by("key").values_list("key", "purpose", "source"))

    assert [key for key, _purpose, _source in rows] == [
        "e2c", "eunivercities", "european-social-network", "healthy-cities-sverige", "icorn", "nordic-city-network",
        "sern", "unesco-creative-cities",
    ]  # fmt: skip
    assert [bool(purpose) for _key, purpose, _source in rows] == [True] * 8
    assert {source for _key, _purpose, source in rows} == {
        "Norrköpings kommuns internationella samverkan, inriktningsdokument, KS 2019/0528"
    }


@of("norrkoping")
@pytest.mark.clause("NKP-20")
def test_norrkoping_register_has_its_eight_cities_and_who_is_twinned_with_whom(register):
    rows = CityRelation.objects.order_by("city__key")
    kinds = list(rows.values_list("city__key", "city__country_id", "city__population", "kind", "since"))
    nordic = rows.filter(city__country__nordic=True)

    assert kinds == [
        ("esslingen-am-neckar", "DE", 90000, "twin_town", None),
        ("klaksvik", "FO", 5000, "twin_town", 1985),
        ("kopavogur", "IS", 30000, "twin_town", 1964),
        ("linz", "AT", 190000, "cooperation_city", 1995),
        ("odense", "DK", 197000, "twin_town", 1945),
        ("riga", "LV", 700000, "cooperation_city", 1988),
        ("tammerfors", "FI", 220000, "twin_town", 1945),
        ("trondheim", "NO", 200000, "twin_town", 1945),
    ]
    assert [relation.city.twinned_with.count() for relation in nordic] == [4, 4, 4, 4, 4]
    assert rows.get(city__key="riga").agreement_renewed == 2014
    assert rows.get(city__key="esslingen-am-neckar").engagement.since_text == "1960-talet"


@of("stockholm")
@pytest.mark.clause("STR-01")
def test_stockholm_register_has_eurocities_with_grades_board_seat_and_forum(register):
    eurocities = Membership.objects.get(organisation__key="eurocities")

    grades = eurocities.organisation.grades.order_by("name").values_list("name", "least_population", "within_eu")
    assert list(grades) == [("Associerad medlem", None, False), ("Fullvärdig medlem", 250000, True)]
    assert (eurocities.organisation.founded, eurocities.member_since, eurocities.grade.name) == (
        1986,
        1995,
        "Fullvärdig medlem",
    )
    board = eurocities.seats.get(organ="Styrelsen")
    assert (board.held_by_office, board.state) == ("Finansborgarrådet", "held")
    forum = ForumParticipation.objects.get(forum__name="Social Affairs Forum")
    assert (forum.unit.key, forum.role, forum.starts_on, forum.ends_on) == (
        "socialforvaltningen",
        "chair",
        date(2009, 1, 1),
        date(2010, 12, 31),
    )
    assert eurocities.engagement.source.endswith("dnr 006-1348/2010")


@of("stockholm")
@pytest.mark.clause("STR-02")
def test_stockholm_register_has_metropolis_with_seats_by_period_and_idle_committees(register):
    metropolis = Membership.objects.get(organisation__key="metropolis")
    part = selectors.organisation_page(
        metropolis.organisation, factories.coordinator(), today=timezone.localdate()
    ).parts[0]

    assert [(seat.organ, seat.starts_on.year, seat.ends_on.year, seat.state) for seat in part.seats] == [
        ("Styrelsen", 2009, 2011, "ended"),
        ("Styrelsen", 2005, 2008, "ended"),
    ]
    assert part.seats[0].elected == "Kongressen i Sydney, oktober 2008"
    assert [(forum.name, forum.lapsed) for forum in part.forums] == [
        ("Eco-regions", True),
        ("Integrated urban governance", True),
        ("Managing urban growth", True),
        ("Megacities", True),
        ("Urban Innovation", True),
        ("Kvinnonätverket", False),
    ]


@of("stockholm")
@pytest.mark.clause("STR-03")
def test_stockholm_register_holds_uclg_through_metropolis_and_indirectly(register):
    uclg = Membership.objects.get(organisation__key="uclg")

    assert uclg.through.organisation.key == "metropolis"
    assert list(uclg.indirect.values_list("through", flat=True)) == ["Sveriges Kommuner och Regioner"]
    assert list(Seat.objects.filter(membership=uclg).order_by("organ").values_list("organ", "state")) == [
        ("Fullmäktige (council)", "ended"),
        ("Kulturkommittén, vice ordförande", "held"),
        ("Styrelsen (executive bureau)", "ended"),
    ]


@of("stockholm")
@pytest.mark.clause("STR-04")
def test_stockholm_register_has_c40_as_affiliated_with_the_reason(register):
    c40 = Membership.objects.get(organisation__key="c40")

    assert (c40.grade.name, c40.meets_condition, bool(c40.grade_exception)) == ("Affilierad medlem", False, True)


@of("goteborg")
@pytest.mark.clause("GBG-C2")
def test_goteborg_register_has_its_three_nordic_twin_towns_and_ten_partner_cities(register):
    rows = CityRelation.objects.order_by("city__key")

    assert list(rows.filter(kind="twin_town").values_list("city__key", flat=True)) == ["aarhus", "abo", "bergen"]
    partners = rows.filter(kind="partner_city")
    assert (partners.count(), partners.filter(engagement__status="dormant").count()) == (10, 9)
