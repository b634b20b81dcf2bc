"""A contact with the EU that breaks the rule of monitoring."""

from __future__ import annotations

from core.rules import Finding
from governance.models import Policy, Unit
from monitoring import conditions


def without_the_office(policy: Policy, unit: Unit) -> list[Finding]:
    return conditions.office_consulted(unit, False, policy)


SCENES = {conditions.OFFICE_CONSULTED: without_the_office}
