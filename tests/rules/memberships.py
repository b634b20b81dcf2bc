"""Memberships that break each of their rules."""

from __future__ import annotations

from django.utils import timezone

from core.rules import Finding
from governance.models import Policy, Unit
from memberships import conditions
from memberships.models import Grade, Membership, Population
from memberships.terms import term_on
from tests import factories


def _membership(unit: Unit, **fields) -> Membership:
    return factories.membership(engagement_fields={"responsible_unit": unit}, **fields)


def grade_unmet(policy: Policy, unit: Unit) -> list[Finding]:
    """A grade for larger cities, and no exception recorded."""
    Population.objects.create(year=2024, inhabitants=145_000)
    membership = _membership(unit)
    membership.grade = Grade.objects.create(
        organisation=membership.organisation, name="Fullvärdig medlem", least_population=250_000
    )
    return conditions.grade_allows(membership, policy)


def others_held_through(policy: Policy, unit: Unit) -> list[Finding]:
    """Another membership is held through the one that is left."""
    membership = _membership(unit)
    factories.membership(through=membership)
    return conditions.others_held_through(membership, policy)


def seats_end(policy: Policy, unit: Unit) -> list[Finding]:
    """A seat runs on past the day of leaving."""
    membership = _membership(unit)
    factories.seat(membership)
    return conditions.seats_run_longer(membership, policy, timezone.localdate())


def untried(policy: Policy, unit: Unit) -> list[Finding]:
    """In the last year of the term the unit joins one more, with one it has not tried."""
    _membership(unit, kind="sector")
    joined = _membership(unit, kind="sector")
    return conditions.others_tried(joined, policy, term_on(policy, timezone.localdate()).last_year_starts_on)


SCENES = {
    conditions.GRADE: grade_unmet,
    conditions.HELD_THROUGH: others_held_through,
    conditions.REVIEWED: untried,
    conditions.SEATS_END: seats_end,
}
