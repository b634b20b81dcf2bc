"""What projects put in the navigation and on the start page."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from governance import navigation, start
from governance.navigation import Item
from governance.powers import Powers
from governance.start import Panel
from projects import selectors


def reports_and_calls(person: Any) -> dict[str, Any]:
    """One query."""
    return {"rows": selectors.ahead_of(person)}


def reports(powers: Powers) -> bool:
    return bool(powers.own_units)


def register() -> None:
    navigation.register(Item("projects", _("Projekt"), "projects:project_list", order=33, group="areas"))
    start.register(
        Panel("projects.reports", 62, "projects/_start_reports.html", reports_and_calls, shown_to=reports, narrow=True)
    )
