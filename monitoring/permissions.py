"""Who may do what in monitoring: the coordinating unit all, a unit what is its own, the Brussels office the plan."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from core.rules import Finding, permission
from engagements.models import Engagement
from governance.models import Unit
from monitoring.models import Dossier, EuOffice


@permission
def may_report(by: Any, unit: Unit | None) -> Finding | None:
    """Signals and consultations are reported for one's own unit (GBG-M4); None is an import under way."""
    if by is None or by.powers.coordinates or (unit is not None and unit.pk in by.powers.own_units):
        return None
    message = _("Du rapporterar för den enhet där du är kontaktperson, chef eller handläggare.")
    return Finding("monitoring.not-your-unit", message, clause="GBG-M4")


@permission
def may_triage(by: Any) -> Finding | None:
    if by is None or by.powers.coordinates:
        return None
    message = _("Den samordnande enheten bedömer signaler och tar upp samråd.")
    return Finding("monitoring.coordinator-triages", message, clause="GBG-M4")


@permission
def may_plan(by: Any) -> Finding | None:
    """The coordinating unit and the city's own Brussels office keep the plan and what is imported to it (GBG-M6)."""
    if by is None or by.powers.coordinates:
        return None
    if by.powers.own_units and EuOffice.objects.filter(unit_id__in=by.powers.own_units).exists():
        return None
    message = _("Årsplanen och flödena sköts av den samordnande enheten och stadens kontor i Bryssel.")
    return Finding("monitoring.not-your-plan", message, clause="GBG-M6")


@permission
def may_log_contact(by: Any, unit: Unit) -> Finding | None:
    if by.powers.coordinates or unit.pk in by.powers.own_units:
        return None
    return Finding("monitoring.not-your-contact", _("Du noterar kontakter som din egen enhet har tagit."), "GBG-M5")


@permission
def may_use_dossier(by: Any, dossier: Dossier) -> Finding | None:
    """What is hung on a dossier is hung there by somebody who sees it."""
    if by is None or Engagement.objects.visible_to(by).filter(pk=dossier.pk).exists():
        return None
    return Finding("engagement.hidden", _("Du har inte åtkomst till bevakningen."))


@permission
def may_choose_fields(by: Any, unit: Unit) -> Finding | None:
    if by.powers.coordinates or unit.pk in by.powers.own_units:
        return None
    return Finding("monitoring.not-your-fields", _("Enheten anger själv vilka områden den bevakar."), "GBG-M4")


@permission
def may_keep_registers(by: Any) -> Finding | None:
    """Allies, and which office is the one in Brussels."""
    if by is None or by.powers.coordinates:
        return None
    return Finding("monitoring.registers-coordinated", _("Uppgiften ändras av den samordnande enheten."))
