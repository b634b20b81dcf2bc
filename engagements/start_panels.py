"""What each kind of person finds on the start page, and the menu."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from engagements.selectors import activities, check_ins, dormancy, follow_ups
from governance.enums import Function
from governance.navigation import Item
from governance.powers import Powers
from governance.start import Panel


def reports(powers: Powers) -> bool:
    """Contact persons and directors; the coordinating unit has its own panel."""
    return bool(powers.own_units) and not powers.coordinates


def coordinates(powers: Powers) -> bool:
    return powers.coordinates


def appointed(powers: Powers) -> bool:
    return bool(powers.functions)


def own_reports(person: Any) -> dict[str, Any]:
    directs = bool(person.powers.units.get(Function.DIRECTOR))
    return {
        "mine": activities.reported_by(person, most=5),
        "engagements": activities.own_engagements(person),
        "to_confirm": activities.to_confirm(person, most=5) if directs else [],
    }


def coordination(person: Any) -> dict[str, Any]:
    return {"waiting": activities.inbox_count(person), "ending": activities.ending_soon(person)}


def due(person: Any) -> dict[str, Any]:
    """What to check in about, what has gone quiet, and what activities led to; four queries."""
    coordinates = person.powers.coordinates
    return {
        "check_ins": check_ins.next_for(person),
        "quiet": dormancy.waiting_for(person),
        "follow_ups": [] if coordinates else follow_ups.due(person, mine=True, most=5)[0],
        "coordinates": coordinates,
    }


def has_a_unit(powers: Powers) -> bool:
    return bool(powers.own_units)


PANELS = [
    Panel("engagements.due", 14, "engagements/_panel_due.html", due, has_a_unit),
    Panel("engagements.reports", 10, "engagements/_panel_reports.html", own_reports, reports),
    Panel("engagements.coordination", 10, "engagements/_panel_coordination.html", coordination, coordinates),
]
NAVIGATION = [
    Item("engagements.list", _("Engagemang"), "engagements:engagement_list", order=10),
    Item("engagements.activities", _("Aktiviteter"), "engagements:activity_list", order=12, shown_to=appointed),
    Item("engagements.inbox", _("Inkorg"), "engagements:inbox", order=5, shown_to=coordinates),
    Item(
        "engagements.overview",
        _("Översikt"),
        "engagements:overview",
        order=14,
        shown_to=appointed,
        prefixes=("/teman/", "/globala-mal/", "/kontakter/", "/kommunikation/", "/avstamningar/"),
    ),
]
