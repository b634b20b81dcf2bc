"""What memberships put in the navigation and on the start page."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance import navigation, start
from governance.navigation import Item
from governance.powers import Powers
from governance.start import Panel
from memberships.selectors.start import calls_of

OWN_PAGES = ("/deklarationer/", "/inbjudningar/", "/krav/", "/kravvagar/", "/mandat/", "/mandatfragor/", "/medlemskap/")
CALLS = "memberships.calls"


def calls(person: Any) -> dict[str, Any]:
    """One query for all of this app's panels (GBG-O5, STR-13, NKP-17)."""
    return {"calls": calls_of(person, timezone.localdate())}


def coordinates(powers: Powers) -> bool:
    return powers.coordinates


def represents(powers: Powers) -> bool:
    """Who holds an appointment may be given a mandate."""
    return bool(powers.functions)


def register() -> None:
    navigation.register(
        Item(
            "memberships",
            _("Organisationer"),
            "memberships:organisation_list",
            order=31,
            prefixes=OWN_PAGES,
            group="areas",
        )
    )
    start.register(
        Panel("memberships.calls", 7, "memberships/_start_calls.html", calls, represents, shares=CALLS),
        Panel("memberships.seats", 60, "memberships/_start_seats.html", calls, coordinates, narrow=True, shares=CALLS),
    )
