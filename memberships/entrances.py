"""What memberships put in the navigation and on the start page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance import navigation, start
from governance.navigation import Item
from governance.powers import Powers
from governance.start import Panel
from memberships import selectors


def ending_seats(person: Any) -> dict[str, Any]:
    """One query (NKP-17)."""
    today = timezone.localdate()
    return {"seats": selectors.seats_ending(person, today=today, until=today + timedelta(days=365))}


def coordinates(powers: Powers) -> bool:
    return powers.coordinates


def register() -> None:
    navigation.register(Item("memberships", _("Organisationer"), "memberships:organisation_list", order=31))
    start.register(
        Panel("memberships.seats", 60, "memberships/_start_seats.html", ending_seats, shown_to=coordinates, narrow=True)
    )
