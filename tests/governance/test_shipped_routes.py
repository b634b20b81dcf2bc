"""The routes the three municipalities ship: every matter there is has one, with the clause it rests on."""

from pathlib import Path

import pytest
from django.conf import settings

from governance import matter_names, policy_file

CITIES = ("stockholm", "goteborg", "norrkoping")
OWN_TESTS = "tests."


def routes(city):
    file = policy_file.read(Path(settings.BASE_DIR) / "policies" / f"{city}.toml")
    return {route.matter: route for route in file.routes}


def way(city, matter):
    return [(step.role, step.body or step.unit) for step in routes(city)[matter].steps]


@pytest.mark.parametrize("city", CITIES)
def test_every_matter_has_a_route_with_its_clause(city):
    there = routes(city)
    known = {key for key in matter_names.known() if not key.startswith(OWN_TESTS)}

    assert set(there) == known
    assert [matter for matter, route in there.items() if not route.clause.strip()] == []


@pytest.mark.clause("GBG-C3")
def test_twin_towns_go_from_the_office_by_the_board_to_the_council():
    assert way("goteborg", "cities.twin_town") == [
        ("prepare", "stadsledningskontoret"),
        ("propose", "kommunstyrelsen"),
        ("decide", "kommunfullmaktige"),
    ]


@pytest.mark.clause("GBG-C4")
@pytest.mark.parametrize("matter", ["cities.partner_city", "cities.cooperation_city", "cities.change_agreement"])
def test_new_partner_cities_and_significant_changes_end_in_the_board(matter):
    assert way("goteborg", matter)[-1] == ("decide", "kommunstyrelsen")
    assert "GBG-C4" in routes("goteborg")[matter].clause


@pytest.mark.clause("GBG-O3")
def test_declarations_end_in_the_board():
    assert way("goteborg", "memberships.declaration")[-1] == ("decide", "kommunstyrelsen")


@pytest.mark.clause("GBG-M3")
def test_consultations_are_answered_by_the_responsible_unit_and_the_board():
    assert way("goteborg", "monitoring.consultation") == [("prepare", ""), ("decide", "kommunstyrelsen")]


@pytest.mark.parametrize("city", CITIES)
def test_the_strategy_is_referred_proposed_by_the_board_and_decided_by_the_council(city):
    assert [role for role, _who in way(city, "decisions.strategy")] == ["prepare", "refer", "propose", "decide"]
    assert way(city, "decisions.strategy")[2:] == [("propose", "kommunstyrelsen"), ("decide", "kommunfullmaktige")]
