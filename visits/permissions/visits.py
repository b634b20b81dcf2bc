from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from core.rules import Finding, permission
from engagements.permissions import holds_grant, may_change_engagement
from governance.models import Unit
from visits.models import FeeProgramme, Visit


@permission
def may_change_visit(by: Any, visit: Visit) -> Finding | None:
    """As the engagement: the coordinating unit and those of the responsible unit. None is a decision carried out."""
    return may_change_engagement.rule(by, visit.engagement)


@permission
def may_accept_host(by: Any, visit: Visit, unit: Unit) -> Finding | None:
    """A unit speaks for itself; the coordinating unit may note what was agreed (GBG-V4)."""
    if visit.engagement.is_confidential and not holds_grant(by, visit.engagement):
        return Finding("engagement.hidden", _("Du har inte åtkomst till engagemanget."))
    if by.powers.coordinates or unit.pk in by.powers.own_units:
        return None
    return Finding("visit.not-your-unit", _("Enheten själv godtar huvudvärden."), clause="GBG-V4")


@permission
def may_set_fee(by: Any, programme: FeeProgramme) -> Finding | None:
    """The unit that coordinates the programme, and the coordinating unit (GBG-V6)."""
    if by.powers.coordinates or programme.unit_id in by.powers.own_units:
        return None
    message = _("Avgiften anges av den enhet som samordnar programmet.")
    return Finding("visit.fee-not-yours", message, clause="GBG-V6")
