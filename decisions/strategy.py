"""The matter in which the city adopts or revises its own international strategy or policy (GBG-08, SAF-01)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.rules import Finding, Refused
from decisions.matters import Matter

STRATEGY = "decisions.strategy"


def opened(case: Any) -> None:
    """Refused unless the coordinating unit opens it: the strategy is the whole city's."""
    if case.unit.coordinating:
        return
    message = _("Ärenden om stadens strategi öppnas av den samordnande enheten.")
    raise Refused([Finding("decision.strategy-coordinated", message, clause="KL 6:1")])


STRATEGY_MATTER = Matter(
    key=STRATEGY,
    name=gettext_lazy("Anta eller revidera internationell strategi eller policy"),
    area=None,
    on_opened=opened,
    asks_effective_on=True,
    goals=True,
    opens_from=lambda engagement: engagement is None,
)
