"""Relations, agreements and grants that break the rules of cities."""

from __future__ import annotations

from datetime import date

from cities import conditions
from cities.models import Agreement, CityRelation, ExchangeGrant, GrantBudget
from core.rules import Finding
from governance.models import Policy, Unit
from tests import factories


def _relation(unit: Unit, kind: str = "partner_city", **spine: object) -> CityRelation:
    return factories.city_relation(kind, engagement_fields={"responsible_unit": unit, "status": "proposed"} | spine)


def twin_town(policy: Policy, unit: Unit) -> list[Finding]:
    return conditions.kind_allowed("twin_town", policy, unit)


def incomplete(policy: Policy, unit: Unit) -> list[Finding]:
    return conditions.agreement_complete(_relation(unit), None, policy)


def without_project(policy: Policy, unit: Unit) -> list[Finding]:
    return conditions.project_first(_relation(unit), policy)


def without_agreement(policy: Policy, unit: Unit) -> list[Finding]:
    return conditions.agreement_in_force(_relation(unit), policy, date(2026, 1, 1))


def own_money_in_aid(policy: Policy, unit: Unit) -> list[Finding]:
    relation = _relation(unit, "twin_town")
    draft = Agreement.objects.create(relation=relation, aid=True, aid_costs=500_000, aid_state_costs=400_000)
    return conditions.aid_in_draft(relation, draft, policy)


def beyond_the_frame(policy: Policy, unit: Unit) -> list[Finding]:
    GrantBudget.objects.create(year=2026, amount=10_000)
    grant = ExchangeGrant.objects.create(
        relation=_relation(unit), association="Kören", purpose="Resa", year=2026, applied=20_000,
        applied_on=date(2026, 1, 1),
    )  # fmt: skip
    return conditions.within_budget(grant, 20_000, policy)


SCENES = {
    conditions.NO_TWIN_TOWNS: twin_town,
    conditions.COMPLETE: incomplete,
    conditions.PROJECT_FIRST: without_project,
    conditions.ACTIVE_NEEDS_AGREEMENT: without_agreement,
    conditions.AID_OWN_MONEY: own_money_in_aid,
    conditions.WITHIN_BUDGET: beyond_the_frame,
}
