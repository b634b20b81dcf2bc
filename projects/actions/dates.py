"""The dates of a project: those the funder's rule gives, milestones, deliverables."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import events
from core.rules import Finding, Refused
from engagements import permissions
from governance.models import Person
from projects import conditions, schedules
from projects.actions.parts import as_it_was_shown, current, differing, unchanged_since
from projects.actions.projects import lock
from projects.enums import Happening
from projects.models import Deliverable, Milestone, Project, ReportingDate
from projects.schedules import Wanted
from projects.states import DELIVERABLE


@transaction.atomic
def generate_dates(*, project: Project, by: Person) -> int:
    """Bring the dates to the funder's rule and the project's own days. Returns how many were added.

    What was handed in, or changed by somebody, stays; what only the rule had made and no longer gives goes away.
    """
    project = lock(project)
    permissions.may_change_engagement.require(by, project.engagement)
    conditions.still_open.require(project)
    wanted = _wanted(project)
    if not wanted and not project.periods.exists():
        raise Refused([_nothing_to_compute()])
    kept = {(each.title, each.due_on) for each in wanted}
    for row in project.reporting_dates.filter(generated=True, done_on=None, period=None):
        if (row.title, row.due_on) not in kept:
            row.delete()
    added = add_missing_dates(project)
    events.record(Happening.DATES_CHANGED, project.engagement, by=by, detail={"generated": added})
    return added


def add_missing_dates(project: Project) -> int:
    """The dates of the funder's rule that are not there by name. Written within the action that calls it."""
    there = set(project.reporting_dates.filter(period=None).values_list("title", flat=True))
    missing = [each for each in _wanted(project) if each.title not in there]
    for each in missing:
        ReportingDate.objects.create(
            project=project, kind=each.kind, title=each.title, due_on=each.due_on, generated=True
        )
    return len(missing)


@transaction.atomic
def record_milestone(*, project: Project, by: Person, title: str, due_on: date) -> Milestone:
    """A day by which the project wants to have come somewhere."""
    project = lock(project)
    permissions.may_change_engagement.require(by, project.engagement)
    conditions.still_open.require(project)
    milestone = Milestone.objects.create(project=project, title=title.strip(), due_on=due_on)
    _tell(milestone, by, {"milestone": milestone.pk})
    return milestone


@transaction.atomic
def change_milestone(*, milestone: Milestone, by: Person, version: int | None = None, **facts: Any) -> Milestone:
    """Change a milestone, note that it was reached, or that it was not."""
    milestone = current(milestone)
    permissions.may_change_engagement.require(by, milestone.project.engagement)
    _change(milestone, ("title", "due_on", "reached_on"), facts, version, by)
    return milestone


@transaction.atomic
def remove_milestone(*, milestone: Milestone, by: Person, version: int | None = None) -> None:
    """Take a milestone away; not one that was reached."""
    milestone = current(milestone)
    permissions.may_change_engagement.require(by, milestone.project.engagement)
    conditions.milestone_removable.require(milestone)
    as_it_was_shown(milestone, version)
    _tell(milestone, by, {"milestone": milestone.pk, "what": "removed"})
    milestone.delete()


@transaction.atomic
def record_deliverable(*, project: Project, by: Person, title: str, due_on: date | None = None) -> Deliverable:
    """What the project is to hand over."""
    project = lock(project)
    permissions.may_change_engagement.require(by, project.engagement)
    conditions.still_open.require(project)
    deliverable = Deliverable.objects.create(project=project, title=title.strip(), due_on=due_on)
    _tell(deliverable, by, {"deliverable": deliverable.pk})
    return deliverable


@transaction.atomic
def change_deliverable(
    *, deliverable: Deliverable, by: Person, version: int | None = None, **facts: Any
) -> Deliverable:
    """Mend what is to be handed over, and when."""
    deliverable = current(deliverable)
    permissions.may_change_engagement.require(by, deliverable.project.engagement)
    _change(deliverable, ("title", "due_on"), facts, version, by)
    return deliverable


@transaction.atomic
def move_deliverable(*, deliverable: Deliverable, verb: str, by: Person) -> Deliverable:
    """Begin, deliver, drop or take up again. Conflict when its state no longer allows it."""
    deliverable = current(deliverable)
    permissions.may_change_engagement.require(by, deliverable.project.engagement)
    conditions.still_open.require(deliverable.project)
    DELIVERABLE.advance(deliverable, verb)
    _tell(deliverable, by, {"deliverable": deliverable.pk, "state": deliverable.state})
    return deliverable


@transaction.atomic
def remove_deliverable(*, deliverable: Deliverable, by: Person, version: int | None = None) -> None:
    """Take a deliverable away; not one that was delivered."""
    deliverable = current(deliverable)
    permissions.may_change_engagement.require(by, deliverable.project.engagement)
    conditions.deliverable_removable.require(deliverable)
    as_it_was_shown(deliverable, version)
    _tell(deliverable, by, {"deliverable": deliverable.pk, "what": "removed"})
    deliverable.delete()


def _wanted(project: Project) -> list[Wanted]:
    """Nothing without a funder or the project's two days; a partnership has its dates by stage instead."""
    starts_on, ends_on = project.engagement.starts_on, project.engagement.ends_on
    funder = project.financier
    if funder is None or starts_on is None or ends_on is None or (project.is_partnership and project.periods.exists()):
        return []
    return schedules.by_rule(
        starts_on, ends_on, every=funder.report_every_months, within=funder.report_within_days,
        final_within=funder.final_within_days,
    )  # fmt: skip


def _nothing_to_compute() -> Finding:
    message = _("Ange finansiär och projektets första och sista dag. Då räknas datumen fram efter finansiärens regel.")
    return Finding("project.nothing-to-compute", message)


def _change(
    row: Milestone | Deliverable, names: tuple[str, ...], facts: dict[str, Any], version: int | None, by: Person
) -> None:
    conditions.still_open.require(row.project)
    changed = differing(row, names, facts)
    if not changed:
        return
    unchanged_since(row, version, changed)
    for name, value in changed.items():
        setattr(row, name, value)
    row.save()
    _tell(row, by, {row._meta.model_name or "": row.pk, "fields": list(changed)})


def _tell(row: Milestone | Deliverable, by: Person, detail: dict[str, Any]) -> None:
    events.record(Happening.DATES_CHANGED, row, by=by, detail=detail)
