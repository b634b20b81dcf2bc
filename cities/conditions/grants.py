"""Whether an exchange grant may be granted, paid or reported now (NKP-21)."""

from __future__ import annotations

from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext as _

from cities.enums import GrantState
from cities.models import ExchangeGrant, GrantBudget
from core.rules import Finding, condition
from governance import rulebook

WITHIN_BUDGET = "city.grants-within-budget"
GIVEN = [GrantState.GRANTED, GrantState.PAID, GrantState.REPORTED]


def given_in(year: int) -> int:
    """What is granted of the year, in kronor."""
    rows = ExchangeGrant.objects.filter(year=year, state__in=GIVEN)
    return rows.aggregate(total=Sum("granted", default=0))["total"]


@condition
def within_budget(grant: ExchangeGrant, amount: int, policy: Any) -> list[Finding]:
    """What is granted in a year stays within what the city set aside for it; a year without a frame asks nothing."""
    budget = GrantBudget.objects.filter(year=grant.year).first()
    if budget is None:
        return []
    left = budget.amount - given_in(grant.year)
    if amount <= left:
        return []
    message = _("Beloppet är större än det som är kvar av ramen för %(year)s: %(left)s kr.")
    said = message % {"year": grant.year, "left": f"{max(0, left):,}".replace(",", "\N{NO-BREAK SPACE}")}
    return rulebook.judge(policy, WITHIN_BUDGET, said, unit=grant.relation.engagement.responsible_unit)


@condition
def ready_to_grant(grant: ExchangeGrant, amount: int, decision: str, policy: Any) -> list[Finding]:
    found = []
    if amount < 1:
        found.append(Finding("city.grant-amount", _("Ange beviljat belopp i hela kronor.")))
    if amount > grant.applied:
        found.append(Finding("city.grant-more-than-applied", _("Det beviljade beloppet är större än det sökta.")))
    return found + _decided(decision) + within_budget(grant, amount, policy)


@condition
def ready_to_refuse(grant: ExchangeGrant, reason: str, decision: str) -> list[Finding]:
    """A refusal says why (FL 32)."""
    missing = [] if reason.strip() else [Finding("city.grant-reason", _("Skriv skälet till avslaget."), "FL 32")]
    return missing + _decided(decision)


@condition
def ready_to_pay(grant: ExchangeGrant, amount: int) -> list[Finding]:
    if 1 <= amount <= grant.granted:
        return []
    return [Finding("city.grant-paid", _("Utbetalningen är minst en krona och högst det beviljade beloppet."))]


@condition
def ready_to_report(grant: ExchangeGrant, used: int, outcome: str) -> list[Finding]:
    found = []
    if not outcome.strip():
        found.append(Finding("city.grant-outcome", _("Skriv vad utbytet gav.")))
    if used > grant.paid:
        found.append(Finding("city.grant-used", _("Det använda beloppet är större än det utbetalda.")))
    return found


def _decided(decision: str) -> list[Finding]:
    if decision.strip():
        return []
    return [Finding("city.grant-decision", _("Ange beslutet, till exempel numret på delegationsbeslutet."))]
