"""What memberships put in the navigation and on the start page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance import navigation, start
from governance.navigation import Item
from governance.powers import Powers
from governance.selectors import policy_in_force
from governance.start import Panel
from memberships.selectors import invitations, mandates, reviews, seats
from memberships.terms import term_on

OWN_PAGES = ("/deklarationer/", "/inbjudningar/", "/krav/", "/kravvagar/", "/mandat/", "/mandatfragor/", "/medlemskap/")
MOST_SEATS = 6


def ending_seats(person: Any) -> dict[str, Any]:
    """With the last meeting that can decide before each: five queries (NKP-17)."""
    today = timezone.localdate()
    until = today + timedelta(days=365)
    return {"seats": seats.seats_ending(person, today=today, until=until, most=MOST_SEATS)}


def carried(person: Any) -> dict[str, Any]:
    """One query (GBG-O5)."""
    return {"mandates": mandates.carried(person, today=timezone.localdate())}


def calls(person: Any) -> dict[str, Any]:
    """Invitations to answer, and sector memberships to try: four queries (STR-13, GBG-O4)."""
    term = term_on(policy_in_force(), timezone.localdate())
    untried = reviews.untried_by_own_units(person, term) if term else 0
    return {"invitations": invitations.to_answer(person), "untried": untried}


def coordinates(powers: Powers) -> bool:
    return powers.coordinates


def represents(powers: Powers) -> bool:
    """Who holds an appointment may be given a mandate."""
    return bool(powers.functions)


def has_a_unit(powers: Powers) -> bool:
    return bool(powers.own_units)


def register() -> None:
    navigation.register(
        Item("memberships", _("Organisationer"), "memberships:organisation_list", order=31, prefixes=OWN_PAGES)
    )
    start.register(
        Panel("memberships.mandates", 7, "memberships/_start_mandates.html", carried, shown_to=represents),
        Panel("memberships.calls", 50, "memberships/_start_calls.html", calls, shown_to=has_a_unit, narrow=True),
        Panel(
            "memberships.seats", 60, "memberships/_start_seats.html", ending_seats, shown_to=coordinates, narrow=True
        ),
    )
