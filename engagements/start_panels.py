"""What each kind of person finds on the start page, and the menu."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from engagements.selectors import activities, follow_ups
from engagements.selectors.ahead import ahead_of
from governance.enums import Function
from governance.navigation import Group, Item
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
    return {"mine": activities.reported_by(person, most=5), "engagements": activities.own_engagements(person)}


def directs(powers: Powers) -> bool:
    return bool(powers.units.get(Function.DIRECTOR)) and not powers.coordinates


def to_confirm(person: Any) -> dict[str, Any]:
    return {"rows": activities.to_confirm(person, most=5)}


def coordination(person: Any) -> dict[str, Any]:
    return {"waiting": activities.inbox_count(person), "ending": activities.ending_soon(person)}


def due(person: Any) -> dict[str, Any]:
    """What to check in about, and what has gone quiet."""
    found = ahead_of(person)
    return {"check_ins": found.check_ins, "quiet": found.quiet, "coordinates": person.powers.coordinates}


def to_follow_up(person: Any) -> dict[str, Any]:
    return {"rows": follow_ups.due(person, mine=True, most=5)[0]}


def has_a_unit(powers: Powers) -> bool:
    return bool(powers.own_units)


PANELS = [
    Panel("engagements.confirm", 9, "engagements/_panel_confirm.html", to_confirm, directs),
    Panel("engagements.reports", 10, "engagements/_panel_reports.html", own_reports, reports, queries=2),
    Panel("engagements.coordination", 10, "engagements/_panel_coordination.html", coordination, coordinates, queries=2),
    Panel("engagements.due", 14, "engagements/_panel_due.html", due, has_a_unit),
    Panel("engagements.follow_ups", 16, "engagements/_panel_follow_ups.html", to_follow_up, reports, queries=2),
]
NAVIGATION = [
    Group("areas", _("Områden")),
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
