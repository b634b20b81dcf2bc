"""A case's own copy of the route: copied when it opens, and walked one step at a time."""

from __future__ import annotations

import datetime

from django.utils import timezone

from decisions.enums import StepState
from decisions.models import Case, CaseStep
from decisions.states import STEP
from governance.enums import StepRole
from governance.models import Body, Person, Policy, Route, RouteStep, Unit

BY_BODIES = {StepRole.PROPOSE, StepRole.DECIDE, StepRole.CONFIRM, StepRole.REFER}
BINDING = {StepRole.DECIDE, StepRole.CONFIRM}


def taken_by(step: RouteStep, unit: Unit) -> dict[str, Body | Unit | None]:
    """Who takes a step when the case is `unit`'s.

    A step that names neither is the serving body's when bodies take such steps (a committee within its field), else
    the case's own unit's.
    """
    if step.body_id or step.unit_id:
        return {"body": step.body, "unit": step.unit}
    if step.role in BY_BODIES:
        return {"body": unit.serves, "unit": None}
    return {"body": None, "unit": unit}


def route_of(policy: Policy | None, matter: str) -> Route | None:
    return Route.objects.filter(policy=policy, matter=matter).first() if policy else None


def copy_route(case: Case, route: Route) -> list[CaseStep]:
    """Store the route as the case's own steps, in order."""
    return [
        CaseStep.objects.create(
            case=case,
            order=step.order,
            role=step.role,
            clause=step.clause or route.clause,
            days=step.days,
            **taken_by(step, case.unit),
        )
        for step in route.steps.select_related("body", "unit")
    ]


def activate(step: CaseStep) -> None:
    """Make it the turn of `step`; its last day is counted from today in Stockholm."""
    today = timezone.localdate()
    step.activated_at = timezone.now()
    step.done_at = step.done_by = None
    step.due_on = today + datetime.timedelta(days=step.days) if step.days else None
    step.save(update_fields=["activated_at", "done_at", "done_by", "due_on"])
    STEP.advance(step, "activate")


def finish(step: CaseStep, by: Person | None) -> None:
    step.done_at = timezone.now()
    step.done_by = by
    step.save(update_fields=["done_at", "done_by"])
    STEP.advance(step, "finish")


def next_after(step: CaseStep) -> CaseStep | None:
    rows = CaseStep.objects.filter(case_id=step.case_id, order__gt=step.order, state__in=["waiting", "returned"])
    return rows.order_by("order").first()


def steps_of(case: Case) -> list[CaseStep]:
    """The steps in order with who takes them; those a page has read already are not read again."""
    if "steps_read" in vars(case):
        return case.steps_read
    if "steps" in getattr(case, "_prefetched_objects_cache", {}):
        return list(case.steps.all())
    return list(case.steps.select_related("body", "unit"))


def active_step(case: Case) -> CaseStep | None:
    return next((step for step in steps_of(case) if step.state == StepState.ACTIVE), None)


def is_last_binding(step: CaseStep) -> bool:
    """True for the step whose approval decides the case."""
    return not CaseStep.objects.filter(case_id=step.case_id, order__gt=step.order, role__in=BINDING).exists()


def is_unit_preparation(step: CaseStep) -> bool:
    """A step done by writing the case; a body that prepares gives its proposal instead."""
    return step.role == StepRole.PREPARE and step.body_id is None


def registering_body(steps: list[CaseStep]) -> Body | None:
    """The body whose diary the case is entered in: the one that decides in the end."""
    deciding = [step.body for step in steps if step.role in BINDING and step.body]
    return deciding[-1] if deciding else None
