"""Who may do what with cities, beside what holds for every engagement."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from core.rules import Finding, permission


@permission
def may_set_grant_budget(by: Any) -> Finding | None:
    if by.powers.coordinates:
        return None
    return Finding("city.coordinator-sets-budget", _("Den samordnande enheten bestämmer årets ram."), "NKP-21")


@permission
def may_see_agreements(by: Any) -> Finding | None:
    """Everybody with an appointment reads the agreements to settle; politicians and secretaries too."""
    if by.powers.functions:
        return None
    return Finding("city.appointed-only", _("Avtalen är för den som har ett uppdrag i kommunen i dag."))
