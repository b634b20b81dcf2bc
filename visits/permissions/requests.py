from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from core.rules import Finding, permission
from governance.models import Unit
from visits.enums import VisitKind
from visits.models import VisitRequest

OF_THE_CITY = {VisitKind.PROTOCOL, VisitKind.VIP}


@permission
def may_register_request(by: Any, unit: Unit) -> Finding | None:
    """The coordinating unit, and everybody who reports for the unit it came through."""
    if by.powers.coordinates or unit.pk in by.powers.own_units:
        return None
    return Finding("request.not-your-unit", _("Du registrerar förfrågningar för den enhet där du har ett uppdrag."))


@permission
def may_triage_request(by: Any, request: VisitRequest, kind: str = "") -> Finding | None:
    """The coordinating unit; a study visit is the own decision of the unit it came to (GBG-V2, GBG-V3)."""
    if not VisitRequest.objects.visible_to(by).filter(pk=request.pk).exists():
        return Finding("request.hidden", _("Du har inte åtkomst till förfrågan."))
    if by.powers.coordinates:
        return None
    if {kind, request.kind} & OF_THE_CITY:
        message = _("Protokollära besök och VIP-besök samordnas av den samordnande enheten. Förfrågan ligger hos den.")
        return Finding("request.coordinator-only", message, clause="GBG-V3")
    if request.unit_id in by.powers.own_units:
        return None
    return Finding("request.not-yours", _("Förfrågan bedöms av den samordnande enheten eller av enheten den kom till."))
