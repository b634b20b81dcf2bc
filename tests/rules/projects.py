"""Projects that break the rules of projects."""

from __future__ import annotations

from core.rules import Finding
from governance.models import Policy, Unit
from projects import conditions
from projects.enums import APPLY, START
from projects.models import Project
from tests import factories
from tests.projects import rows


def _applying(project: Project, policy: Policy, unit: Unit, code: str, matter: str = APPLY) -> list[Finding]:
    case = factories.case(matter=matter, engagement=project.engagement, unit=unit, policy=policy)
    ready = conditions.ready_to_apply if matter == APPLY else conditions.ready_to_decide_start
    return [each for each in ready(case) if each.code == code]


def without_added_value(policy: Policy, unit: Unit) -> list[Finding]:
    """An application that does not say what an international dimension adds."""
    return _applying(rows.project(unit=unit, funder="eu"), policy, unit, conditions.ADDED_VALUE)


def without_goals(policy: Policy, unit: Unit) -> list[Finding]:
    """An application that names neither aims nor global goals."""
    return _applying(rows.project(unit=unit, funder="eu"), policy, unit, conditions.SERVES_GOALS)


def without_money_set_aside(policy: Policy, unit: Unit) -> list[Finding]:
    """A granted project whose own money is not set aside."""
    project = rows.project(stage="granted", unit=unit, funder="eu", own_budget=100_000)
    return _applying(project, policy, unit, conditions.SET_ASIDE, START)


def aid_with_own_money(policy: Policy, unit: Unit) -> list[Finding]:
    """Aid that the city pays a part of itself."""
    project = rows.project(unit=unit, funder="sida", own_budget=100_000)
    rows.aid(project)
    return _applying(project, policy, unit, conditions.AID_OWN_MONEY)


SCENES = {
    conditions.ADDED_VALUE: without_added_value,
    conditions.SERVES_GOALS: without_goals,
    conditions.SET_ASIDE: without_money_set_aside,
    conditions.AID_OWN_MONEY: aid_with_own_money,
}
