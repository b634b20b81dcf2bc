from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from core.rules import Finding, condition
from engagements.permissions import holds_grant
from visits.models import Compartment, Visit


@condition
def ready_to_open_compartment(visit: Visit, kind: str, ground: str) -> list[Finding]:
    """One of each kind, and with the provision it rests on (TF 2:20)."""
    found = []
    if visit.compartments.filter(kind=kind).exists():
        found.append(Finding("visit.compartment-exists", _("Besöket har redan en sådan skyddad del.")))
    if not ground.strip():
        message = _("Ange lagrum: sekretess får bara markeras med den bestämmelse som gäller.")
        found.append(Finding("visit.compartment-ground", message, clause="TF 2:20"))
    return found


@condition
def ready_to_keep_detail(text: str) -> list[Finding]:
    return [] if text.strip() else [Finding("visit.detail-missing", _("Skriv uppgiften."))]


@condition
def ready_to_share_compartment(compartment: Compartment, person: Any) -> list[Finding]:
    """Only with somebody who can sign in and may read the visit."""
    if not person.is_active:
        return [Finding("visit.inactive-person", _("Personen kan inte logga in längre."))]
    engagement = compartment.visit.engagement
    if engagement.is_confidential and not holds_grant(person, engagement):
        message = _("%(name)s har inte åtkomst till besöket. Dela besöket först.") % {"name": person}
        return [Finding("visit.shared-first", message)]
    return []


@condition
def ready_to_revoke_compartment(compartment: Compartment, person: Any) -> list[Finding]:
    if compartment.responsible_id != person.pk:
        return []
    message = _("Den som ansvarar för den skyddade delen har kvar den. Lämna över ansvaret först.")
    return [Finding("visit.compartment-responsible", message)]


@condition
def ready_to_hand_over_compartment(compartment: Compartment, person: Any) -> list[Finding]:
    found = ready_to_share_compartment(compartment, person)
    if not compartment.grants.filter(user_id=person.pk).exists():
        found.append(Finding("visit.shared-first", _("Dela den skyddade delen med personen först.")))
    return found
