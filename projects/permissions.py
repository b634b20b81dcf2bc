"""Who may do what with projects beside their engagements. `by` None is a register being loaded."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from core.rules import Finding, permission
from governance.models import Unit


@permission
def may_record_funder(by: Any) -> Finding | None:
    """The executive office coordinates and supports (GBG-P4)."""
    if by is None or by.powers.coordinates:
        return None
    message = _("Finansiärer och program läggs upp av den samordnande enheten.")
    return Finding("project.funders-coordinated", message, clause="GBG-P4")


@permission
def may_record_call(by: Any) -> Finding | None:
    """Everybody who reports for a unit watches possibilities (GBG-P4)."""
    if by is None or by.powers.own_units:
        return None
    message = _("Utlysningar läggs upp av den som är kontaktperson, chef eller handläggare för en enhet.")
    return Finding("project.calls-by-units", message, clause="GBG-P4")


@permission
def may_follow_call(by: Any, unit: Unit) -> Finding | None:
    if by is None or by.powers.coordinates or unit.pk in by.powers.own_units:
        return None
    return Finding("project.not-your-unit", _("Du följer utlysningar för din egen enhet."), clause="GBG-P4")


@permission
def may_state_aid_country(by: Any) -> Finding | None:
    """The coordinating unit, and whoever administers the product."""
    if by is None or by.powers.coordinates or by.powers.administers:
        return None
    message = _("Den samordnande enheten och administratören anger vilka länder som får svenskt statligt bistånd.")
    return Finding("project.aid-countries-coordinated", message)
