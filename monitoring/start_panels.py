"""What monitoring puts on the start page: reporting for contact persons, what waits for the coordinating unit."""

from __future__ import annotations

from typing import Any

from governance.powers import Powers
from governance.start import Panel
from monitoring.selectors import consultations, plans, signals


def reports(powers: Powers) -> bool:
    return bool(powers.own_units) and not powers.coordinates


def coordinates(powers: Powers) -> bool:
    return powers.coordinates


def own_signals(person: Any) -> dict[str, Any]:
    return {"signals": signals.reported_by(person), "consultations": consultations.reported_by(person)}


def to_look_at(person: Any) -> dict[str, Any]:
    return {
        "signals": signals.to_assess(person),
        "consultations": consultations.coming(person),
        "due": plans.due(),
        "batches": plans.batches_waiting(),
    }


PANELS = [
    Panel("monitoring.reports", 12, "monitoring/_start_reports.html", own_signals, reports),
    Panel("monitoring.coordination", 30, "monitoring/_start_coordination.html", to_look_at, coordinates),
]
