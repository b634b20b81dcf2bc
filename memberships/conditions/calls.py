"""Whether an invitation may be answered, a fee noted and a demand pursued (STR-13, SMF-02)."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from core.rules import Finding, condition
from decisions.enums import CaseState
from memberships.enums import DeclineReason, PursuitState
from memberships.models import Demand, Membership
from memberships.states import PURSUIT


@condition
def ready_to_decline(reason: str, reason_text: str) -> list[Finding]:
    """A no has its reason, and "other" says which (STR-13)."""
    if reason not in DeclineReason.values:
        return [Finding("invitation.reason", _("Välj varför vi tackar nej."), clause="STR-13")]
    if reason == DeclineReason.OTHER and not reason_text.strip():
        return [Finding("invitation.reason-text", _("Skriv vilket skälet är."), clause="STR-13")]
    return []


@condition
def fee_in_order(amount: Decimal, currency: str, rate: Decimal | None) -> list[Finding]:
    found = []
    if amount < 0:
        found.append(Finding("fee.amount", _("Avgiften kan inte vara mindre än noll.")))
    if currency != "SEK" and (rate is None or rate <= 0):
        message = _("Ange kursen: vad en %(currency)s kostade i kronor.") % {"currency": currency}
        found.append(Finding("fee.rate", message))
    return found


@condition
def ready_to_raise(title: str, text: str) -> list[Finding]:
    if title.strip() and text.strip():
        return []
    return [Finding("demand.text", _("Skriv kravet med rubrik och text."), clause="SMF-02")]


@condition
def may_go_through(demand: Demand, membership: Membership) -> list[Finding]:
    """One row for each membership."""
    if demand.pursuits.filter(membership=membership).exists():
        message = _("Kravet drivs redan genom %(organisation)s.") % {"organisation": membership}
        return [Finding("demand.already", message, clause="SMF-02")]
    return []


@condition
def ready_to_move(demand: Demand, verb: str) -> list[Finding]:
    """Only what the city has decided is pursued: a case that is decided, or a position named by hand."""
    target = PURSUIT.transitions[verb].target
    if target != PursuitState.PURSUED:
        return []
    if demand.case and demand.case.state != CaseState.DECIDED:
        message = _("Kravet kan inte drivas än: ärendet %(number)s är inte avgjort.")
        words = {"number": demand.case.reference_number}
        return [Finding("demand.undecided", message % words, clause="SMF-02")]
    if demand.case is None and not demand.decided.strip():
        message = _("Kravet kan inte drivas än: ange ärendet eller den beslutade ståndpunkt det vilar på.")
        return [Finding("demand.undecided", message, clause="SMF-02")]
    return []
