"""Visits that break the rules of visits."""

from __future__ import annotations

from core.rules import Finding
from engagements.models import Participation
from governance.models import Policy, Unit
from tests import factories
from visits import conditions
from visits.conditions import closing
from visits.conditions.visits import CONFIRMED_BY_KIND, ONE_MAIN_HOST
from visits.models import ChecklistLine, Visit


def _visit(unit: Unit, **fields) -> Visit:
    return factories.visit(engagement_fields={"responsible_unit": unit}, **fields)


def confirmed_by_a_department(policy: Policy, unit: Unit) -> list[Finding]:
    return conditions.confirmed_by_kind(_visit(unit, kind="vip"), policy, factories.contact_person(unit))


def hosted_by_nobody(policy: Policy, unit: Unit) -> list[Finding]:
    """Two units receive the visit, and neither is main host."""
    visit = _visit(unit)
    Participation.objects.create(engagement=visit.engagement, unit=factories.unit())
    return conditions.one_main_host(visit, policy)


def unticked(policy: Policy, unit: Unit) -> list[Finding]:
    visit = _visit(unit)
    ChecklistLine.objects.create(visit=visit, text="Boka rum", obligatory=True)
    return closing.checklist_done(visit, policy)


def without_feedback(policy: Policy, unit: Unit) -> list[Finding]:
    return closing.host_has_answered(_visit(unit), policy)


SCENES = {
    CONFIRMED_BY_KIND: confirmed_by_a_department,
    ONE_MAIN_HOST: hosted_by_nobody,
    closing.CHECKLIST_DONE: unticked,
    closing.ENDS_WITH_FEEDBACK: without_feedback,
}
