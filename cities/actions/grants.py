"""Exchange grants to associations: applied for, granted or refused, paid, reported (NKP-21)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from cities import conditions, permissions
from cities.enums import Happening
from cities.models import CityRelation, ExchangeGrant, GrantBudget
from cities.states import EXCHANGE_GRANT
from core import events
from engagements.permissions import may_change_engagement
from governance.models import Person
from governance.selectors import policy_in_force


@transaction.atomic
def apply_for_grant(
    *, relation: CityRelation, association: str, purpose: str, year: int, applied: int, applied_on: date, by: Person
) -> ExchangeGrant:
    """Register an association's application."""
    rows = CityRelation.objects.select_for_update(of=("self",), no_key=True).select_related("engagement")
    relation = rows.get(pk=relation.pk)
    may_change_engagement.require(by, relation.engagement)
    grant = ExchangeGrant.objects.create(
        relation=relation,
        association=" ".join(association.split()),
        purpose=purpose.strip(),
        year=year,
        applied=applied,
        applied_on=applied_on,
    )
    events.record(Happening.GRANT_APPLIED, grant, by=by, detail={"grant": grant.pk, "applied": applied, "year": year})
    return grant


@transaction.atomic
def give_grant(
    *, grant: ExchangeGrant, amount: int, decision: str, on: date, by: Person, motive: str = ""
) -> ExchangeGrant:
    """Grant an amount. Beyond the year's frame as the policy says: not at all, or with a motive that is kept."""
    grant = _lock(grant, by)
    # Two grants at once see each other's amounts: the year's frame is held while one is decided.
    list(GrantBudget.objects.select_for_update(of=("self",), no_key=True).filter(year=grant.year))
    passed = conditions.ready_to_grant.require(grant, amount, decision, policy_in_force(), motive=motive)
    grant.granted, grant.decision, grant.decided_on = amount, decision.strip(), on
    grant.motive = motive.strip() if passed else ""
    return _advance(grant, "grant", by, {"granted": amount, "passed": [each.code for each in passed]})


@transaction.atomic
def refuse_grant(*, grant: ExchangeGrant, reason: str, decision: str, on: date, by: Person) -> ExchangeGrant:
    grant = _lock(grant, by)
    conditions.ready_to_refuse.require(grant, reason, decision)
    grant.reason, grant.decision, grant.decided_on = reason.strip(), decision.strip(), on
    return _advance(grant, "refuse", by, {})


@transaction.atomic
def pay_grant(*, grant: ExchangeGrant, amount: int, on: date, by: Person) -> ExchangeGrant:
    grant = _lock(grant, by)
    conditions.ready_to_pay.require(grant, amount)
    grant.paid, grant.paid_on = amount, on
    return _advance(grant, "pay", by, {"paid": amount})


@transaction.atomic
def report_grant(*, grant: ExchangeGrant, used: int, outcome: str, on: date, by: Person) -> ExchangeGrant:
    """What the association did and used; what it did not use is to be paid back."""
    grant = _lock(grant, by)
    conditions.ready_to_report.require(grant, used, outcome)
    grant.used, grant.outcome, grant.reported_on = used, outcome.strip(), on
    return _advance(grant, "report", by, {"used": used})


@transaction.atomic
def set_budget(*, year: int, amount: int, by: Person) -> GrantBudget:
    """What the city sets aside for the year."""
    permissions.may_set_grant_budget.require(by)
    budget = GrantBudget.objects.select_for_update(of=("self",), no_key=True).filter(year=year).first()
    budget = budget or GrantBudget(year=year)
    budget.amount = amount
    budget.save()
    events.record(Happening.GRANT_BUDGET, budget, by=by, detail={"year": year, "amount": amount})
    return budget


def _lock(grant: ExchangeGrant, by: Person) -> ExchangeGrant:
    rows = ExchangeGrant.objects.select_for_update(of=("self",), no_key=True)
    grant = rows.select_related("relation__engagement__responsible_unit").get(pk=grant.pk)
    may_change_engagement.require(by, grant.relation.engagement)
    return grant


def _advance(grant: ExchangeGrant, verb: str, by: Person, detail: dict[str, Any]) -> ExchangeGrant:
    EXCHANGE_GRANT.advance(grant, verb)
    grant.save()
    events.record(Happening.GRANT_MOVED, grant, by=by, detail={"grant": grant.pk, "verb": verb} | detail)
    return grant
