"""How a project goes from idea to closed: by what a body decided, by what the funder answered, by the unit."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from core import events
from engagements import actions as engagements
from engagements import permissions
from engagements.enums import Status
from governance.models import Person
from governance.selectors import policy_in_force
from projects import conditions
from projects.actions.dates import add_missing_dates
from projects.actions.projects import lock, mark_external_money
from projects.enums import Happening, Stage
from projects.models import Project
from projects.states import PROJECT


@transaction.atomic
def enter_application(*, project: Project, on: date) -> Project:
    """What a decision to apply brings about: the idea is an application. Once."""
    project = lock(project)
    if project.stage == Stage.IDEA:
        _advance(project, "apply", None, on)
    return project


@transaction.atomic
def turn_down(*, project: Project, on: date) -> Project:
    """What a body's refusal brings about: the project is dropped, and the proposal declined."""
    project = lock(project)
    if PROJECT.allows(project, "drop") and project.engagement.status == Status.PROPOSED:
        engagements.decline(engagement=project.engagement, by=None, on=on)
        _advance(project, "drop", None, on)
    return project


@transaction.atomic
def submit_application(*, project: Project, on: date, by: Person, reference: str = "") -> Project:
    """Note the day the application was handed to the funder, and the funder's number for it."""
    project = lock(project)
    permissions.may_change_engagement.require(by, project.engagement)
    conditions.ready_to_submit.require(project, on)
    project.submitted_on = on
    project.funder_reference = reference.strip() or project.funder_reference
    project.save(update_fields=["submitted_on", "funder_reference"])
    events.record(Happening.APPLICATION_SUBMITTED, project.engagement, by=by, detail={"on": on.isoformat()})
    return project


@transaction.atomic
def record_grant(*, project: Project, on: date, amount: int, by: Person, reference: str = "") -> Project:
    """The funder said yes. Without budget lines the amount is the external money of the budget."""
    project = lock(project)
    permissions.may_change_engagement.require(by, project.engagement)
    conditions.ready_for_answer.require(project, on)
    project.funder_decided_on, project.granted_amount = on, amount
    project.funder_reference = reference.strip() or project.funder_reference
    if not project.budget_lines.exists():
        project.external_budget = amount
    project.save()
    mark_external_money(project)
    PROJECT.advance(project, "grant")
    detail = {"on": on.isoformat(), "amount": amount}
    events.record(Happening.APPLICATION_GRANTED, project.engagement, by=by, detail=detail)
    return project


@transaction.atomic
def record_rejection(*, project: Project, on: date, reason: str, by: Person) -> Project:
    """The funder said no, and why; the engagement is declined."""
    project = lock(project)
    permissions.may_change_engagement.require(by, project.engagement)
    conditions.ready_for_answer.require(project, on)
    conditions.rejection_explained.require(reason)
    project.funder_decided_on, project.rejection_reason = on, reason.strip()
    project.save(update_fields=["funder_decided_on", "rejection_reason"])
    PROJECT.advance(project, "reject")
    engagements.decline(engagement=project.engagement, by=None, on=on)
    events.record(Happening.APPLICATION_REJECTED, project.engagement, by=by, detail={"on": on.isoformat()})
    return project


@transaction.atomic
def start_project(*, project: Project, on: date, by: Person) -> Project:
    """Start a granted project without own money, which needs no decision of its own.

    No rule with a motive is met here: those of own money are judged in the case of starting.
    """
    project = lock(project)
    permissions.may_change_engagement.require(by, project.engagement)
    conditions.started_without_case.require(project)
    conditions.ready_to_start.require(project, policy_in_force())
    _begin_engagement(project, on)
    _advance(project, "begin", by, on)
    add_missing_dates(project)
    return project


@transaction.atomic
def begin_project(*, project: Project, on: date) -> Project:
    """What a decision to start brings about on its day. Once."""
    project = lock(project)
    if PROJECT.allows(project, "begin"):
        _begin_engagement(project, on)
        _advance(project, "begin", None, on)
        add_missing_dates(project)
    return project


@transaction.atomic
def report_finally(*, project: Project, on: date, by: Person) -> Project:
    """The work is done; what is left is the final report."""
    project = lock(project)
    permissions.may_change_engagement.require(by, project.engagement)
    _advance(project, "report", by, on)
    return project


@transaction.atomic
def close_project(*, project: Project, on: date, by: Person, note: str = "") -> Project:
    """Everything is reported: the project is closed and its engagement ended."""
    project = lock(project)
    permissions.may_change_engagement.require(by, project.engagement)
    conditions.ready_to_close.require(project)
    project.closing_note = note.strip()
    project.save(update_fields=["closing_note"])
    _advance(project, "close", by, on)
    engagements.end(engagement=project.engagement, by=None, on=on)
    return project


@transaction.atomic
def drop_project(*, project: Project, on: date, reason: str, by: Person) -> Project:
    """Leave a project before it has come to its end, and say why."""
    project = lock(project)
    permissions.may_change_engagement.require(by, project.engagement)
    project.closing_note = reason.strip()
    project.save(update_fields=["closing_note"])
    _advance(project, "drop", by, on)
    engagements.end(engagement=project.engagement, by=None, on=on)
    return project


def _begin_engagement(project: Project, on: date) -> None:
    """The engagement is active from the project's first day, unless it was already."""
    if project.engagement.status in {Status.PROPOSED, Status.DORMANT}:
        engagements.begin(engagement=project.engagement, by=None, on=on)
        project.engagement.refresh_from_db()


def _advance(project: Project, verb: str, by: Person | None, on: date) -> None:
    before = project.stage
    PROJECT.advance(project, verb)
    told = {"verb": verb, "from": before, "to": project.stage, "on": on.isoformat()}
    events.record(Happening.STAGE_CHANGED, project.engagement, by=by, detail=told)
