"""What a person may open a case in, and the way it would take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.http import Http404

from decisions import matters
from decisions.models import Case
from decisions.presenting import cases as presenting
from engagements.models import Engagement
from governance.models import Person, Route, RouteStep, Unit


@dataclass(frozen=True, slots=True)
class Choice:
    """A matter with its route drawn; `clause` is what the route rests on. No steps: the policy has no route for it."""

    key: str
    name: Any
    clause: str
    steps: list[presenting.ShownStep]


def engagement_for(person: Person, number: str) -> Engagement | None:
    """The engagement the case is to concern; 404 when hidden just as when missing."""
    if not number:
        return None
    if not number.isdecimal():
        raise Http404
    row = (
        Engagement.objects.visible_to(person).select_related("responsible_unit__serves").filter(pk=int(number)).first()
    )
    if row is None:
        raise Http404
    return row


def choices(person: Person, engagement: Engagement | None) -> list[Choice]:
    """What can be decided about the engagement, or without one about the whole city: by the coordinating unit."""
    if engagement is not None:
        possible = matters.for_engagement(engagement)
        unit = engagement.responsible_unit
    else:
        possible = matters.for_the_city() if person.powers.coordinates else []
        unit = Unit.objects.filter(coordinating=True).select_related("serves").first()
    routes = _routes([matter.key for matter in possible])
    return [
        Choice(
            key=matter.key,
            name=matter.name,
            clause=routes[matter.key].clause if matter.key in routes else "",
            steps=presenting.steps_to_come(routes[matter.key], unit) if matter.key in routes else [],
        )
        for matter in possible
    ]


def _routes(keys: list[str]) -> dict[str, Route]:
    """Under the policy in force; two queries."""
    steps = Prefetch("steps", RouteStep.objects.select_related("body", "unit"))
    rows = Route.objects.filter(policy__in_force=True, matter__in=keys).prefetch_related(steps)
    return {route.matter: route for route in rows}


def units(person: Person, engagement: Engagement | None) -> list[tuple[int, str]]:
    """The engagement's own unit first, when the person may open there; then the units the person works for."""
    wanted = set(person.powers.own_units)
    if engagement is not None and (person.powers.coordinates or engagement.responsible_unit_id in wanted):
        wanted.add(engagement.responsible_unit_id)
    rows = list(Unit.objects.filter(pk__in=wanted).values_list("pk", "name"))
    first = engagement.responsible_unit_id if engagement else None
    return sorted(rows, key=lambda row: (row[0] != first, row[1]))


def unit(pk: int) -> Unit | None:
    return Unit.objects.filter(pk=pk).first()


def running_case(person: Person, engagement: Engagement | None, matter: str) -> Case | None:
    if engagement is None or not matter:
        return None
    return Case.objects.visible_to(person).running().filter(engagement=engagement, matter=matter).first()
