"""Who keeps the order of delegation, who decides on it, and who reports what was decided."""

from __future__ import annotations

from django.utils.translation import gettext as _

from core.rules import Finding, permission
from decisions import delegating
from decisions.models import Case, DelegationRule
from decisions.permissions.cases import has_prepared, records_for
from governance.enums import Function
from governance.models import Body, Person


@permission
def may_keep_order(by: Person, body: Body) -> Finding | None:
    """The body's secretary or registrar, today."""
    if records_for(by, body):
        return None
    message = _("Delegationsordningen förs av nämndsekreterare eller registrator för %(body)s.") % {"body": body}
    return Finding("delegation.may-not-keep", message, clause="KL 6:37")


@permission
def may_pass_on(by: Person, rule: DelegationRule) -> Finding | None:
    """The director who holds the rule (KL 7:6)."""
    if delegating.holds(by.powers, by, rule):
        return None
    message = _("Bara %(holder)s får ge delegationen vidare.") % {"holder": rule.holder}
    return Finding("delegation.not-the-holder", message, clause="KL 7:6")


@permission
def may_decide(by: Person, rule: DelegationRule, case: Case | None) -> Finding | None:
    """The holder, today; never one who wrote the case it decides."""
    if not delegating.holds(by.powers, by, rule):
        message = _("Delegation %(number)s är given till %(holder)s. Du kan inte besluta med stöd av den.")
        words = {"number": rule.number, "holder": rule.holder}
        return Finding("delegation.not-the-holder", message % words, clause="KL 6:37, 7:5")
    return _has_written(by, case)


@permission
def may_decide_urgently(by: Person, body: Body, case: Case | None) -> Finding | None:
    """The body's chair, today (KL 6:39); never one who wrote the case."""
    if not by.powers.in_body(Function.CHAIR, body.pk):
        message = _("Brådskande beslut fattas av ordföranden i %(body)s. Du har inget sådant uppdrag i dag.")
        return Finding("delegation.not-the-chair", message % {"body": body}, clause="KL 6:39")
    return _has_written(by, case)


@permission
def may_report(by: Person, body: Body) -> Finding | None:
    """The body's secretary or registrar puts the report on the agenda."""
    if records_for(by, body):
        return None
    message = _("Delegationsbeslut anmäls av nämndsekreterare eller registrator för %(body)s.") % {"body": body}
    return Finding("delegation.may-not-report", message, clause="KL 6:40")


def _has_written(by: Person, case: Case | None) -> Finding | None:
    if case is None or not has_prepared(by, case):
        return None
    message = _("Du har själv väckt eller berett ärendet och kan inte ensam besluta i det.")
    return Finding("decision.preparer-is-not-decider", message, clause="KL 6:28–30")
