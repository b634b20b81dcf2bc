"""What the coordinating unit finds on its start page about agreements."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from cities.selectors.agreements import soonest
from governance.powers import Powers
from governance.start import Panel


def coordinates(powers: Powers) -> bool:
    return powers.coordinates


def agreements(person: Any) -> dict[str, Any]:
    return {"rows": soonest(person, timezone.localdate())}


PANELS = [Panel("cities.agreements", 24, "cities/_start_panel.html", agreements, coordinates)]
