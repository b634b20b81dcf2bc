"""Whether a declaration may be registered, decided about and marked adopted (GBG-O3)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from core.rules import Finding, condition
from decisions.enums import CaseState
from decisions.models import Case
from engagements.enums import Status
from memberships.models import Declaration, Membership


@condition
def ready_to_declare(membership: Membership, title: str, text: str) -> list[Finding]:
    """A wording to decide about, in an organisation where the city is a member."""
    found = []
    if not title.strip() or not text.strip():
        found.append(Finding("membership.declaration-text", _("Skriv deklarationens rubrik och lydelse.")))
    if membership.engagement.status != Status.ACTIVE:
        found.append(Finding("membership.not-active", _("Medlemskapet är inte aktivt.")))
    return found


@condition
def ready_to_decide_declaration(case: Case) -> list[Finding]:
    if hasattr(case, "declaration"):
        return []
    message = _("Öppna ärendet från organisationens sida, där deklarationen registreras med sin lydelse.")
    return [Finding("membership.declaration", message, clause="GBG-O3")]


@condition
def ready_to_adopt(declaration: Declaration) -> list[Finding]:
    """A declaration is adopted by the decision in its case and in no other way (GBG-O3)."""
    if declaration.adopted_on is not None:
        return [Finding("membership.declaration-adopted", _("Deklarationen är redan antagen."))]
    if declaration.case.state == CaseState.DECIDED:
        return []
    message = _("Deklarationen kan inte antas utan beslut. Ärendet %(number)s är inte avgjort.")
    words = {"number": declaration.case.reference_number}
    return [Finding("membership.declaration-undecided", message % words, clause="GBG-O3")]
