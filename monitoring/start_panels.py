"""What monitoring puts on the start page: reporting for contact persons, what waits for the coordinating unit."""

from __future__ import annotations

from governance.powers import Powers
from governance.start import Panel
from monitoring.selectors import waiting


def reports(powers: Powers) -> bool:
    return bool(powers.own_units) and not powers.coordinates


def coordinates(powers: Powers) -> bool:
    return powers.coordinates


PANELS = [
    Panel("monitoring.reports", 12, "monitoring/_start_reports.html", waiting.reported_by, reports),
    Panel("monitoring.coordination", 22, "monitoring/_start_coordination.html", waiting.for_coordination, coordinates),
]
