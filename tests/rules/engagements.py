"""Engagements and activities that break the rules of the spine."""

from __future__ import annotations

from datetime import date
from typing import Any

from core.rules import Finding
from engagements import conditions
from engagements.models import Activity, Engagement
from governance.models import Policy, Unit
from tests import factories

WHOLE = {
    "foreign_policy_assessment": "Följer svensk utrikespolitik.", "assessed_on": date(2026, 1, 1),
    "benefit_city": "Kunskap.", "benefit_partner": "Kunskap.", "assignment": "KF § 1",
}  # fmt: skip


def _engagement(unit: Unit, **without: Any) -> Engagement:
    """With everything the policy may ask for but what is taken away."""
    return factories.engagement("projects", responsible_unit=unit, **WHOLE | without)


def _with_units(unit: Unit, **without: Any) -> Engagement:
    engagement = _engagement(unit, **without)
    engagement.participations.create(unit=unit)
    return engagement


def not_assessed(policy: Policy, unit: Unit) -> list[Finding]:
    return conditions.ready_for_decision(_with_units(unit, foreign_policy_assessment="", assessed_on=None), policy)


def no_benefit(policy: Policy, unit: Unit) -> list[Finding]:
    return conditions.ready_for_decision(_with_units(unit, benefit_partner=""), policy)


def no_assignment(policy: Policy, unit: Unit) -> list[Finding]:
    return conditions.ready_for_decision(_with_units(unit, assignment=""), policy)


def no_units(policy: Policy, unit: Unit) -> list[Finding]:
    return conditions.ready_for_decision(_engagement(unit), policy)


def _activity(unit: Unit, **said: Any) -> Activity:
    values = {"mode": "remote", "result": "Ett beslut.", "starts_on": date(2026, 5, 4)}
    return factories.activity(unit=unit, engagement=_engagement(unit), **values | said)


def travelled_without_saying_why(policy: Policy, unit: Unit) -> list[Finding]:
    return conditions.ready_to_submit(_activity(unit, mode="travel", why_not_remote=""), policy)


def no_result(policy: Policy, unit: Unit) -> list[Finding]:
    return conditions.ready_to_submit(_activity(unit, result=""), policy)


SCENES = {
    "engagement.foreign-policy-assessed": not_assessed,
    "engagement.benefit-stated": no_benefit,
    "engagement.cites-assignment": no_assignment,
    "engagement.units-named": no_units,
    "activity.remote-considered": travelled_without_saying_why,
    "activity.result-stated": no_result,
}
