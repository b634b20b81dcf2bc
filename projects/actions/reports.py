"""Reports and surveys to the funder: noted, moved, handed in with their document."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from core import events
from documents import actions as documents
from documents.models import Document
from engagements import permissions
from engagements.models import Engagement
from governance.models import Person
from projects import conditions
from projects.actions.parts import as_it_was_shown, current, differing, unchanged_since
from projects.actions.projects import lock
from projects.enums import Happening
from projects.models import Project, ReportingDate

EDITABLE = ("kind", "title", "due_on")


@transaction.atomic
def record_report(*, project: Project, by: Person, kind: str, title: str, due_on: date) -> ReportingDate:
    """A date the funder has asked for beside those of its rule."""
    project = lock(project)
    permissions.may_change_engagement.require(by, project.engagement)
    conditions.still_open.require(project)
    report = ReportingDate.objects.create(project=project, kind=kind, title=title.strip(), due_on=due_on)
    events.record(Happening.DATES_CHANGED, report, by=by, detail={"report": report.pk})
    return report


@transaction.atomic
def change_report(*, report: ReportingDate, by: Person, version: int | None = None, **facts: Any) -> ReportingDate:
    """Change a date or what is wanted. What somebody changed is no longer made anew by the rule."""
    report = current(report)
    permissions.may_change_engagement.require(by, report.project.engagement)
    conditions.still_open.require(report.project)
    changed = differing(report, EDITABLE, facts)
    if not changed:
        return report
    unchanged_since(report, version, changed)
    for name, value in changed.items():
        setattr(report, name, value)
    report.generated = False
    report.save()
    events.record(Happening.DATES_CHANGED, report, by=by, detail={"report": report.pk, "fields": list(changed)})
    return report


@transaction.atomic
def hand_in(*, report: ReportingDate, on: date, by: Person, file: Any = None) -> ReportingDate:
    """Note the day a report was handed in or a survey answered, with its document. What documents refuses is raised on.

    Done again it is corrected: the day, and the document when a new one is given. A report that waits is taken in of a
    project that is over too: funders ask for reports of what was left.
    """
    report = current(report)
    permissions.may_change_engagement.require(by, report.project.engagement)
    if report.done_on is not None:
        conditions.still_open.require(report.project)
    report.done_on, report.done_by = on, by
    if file is not None:
        report.document = _stored(file, report.project.engagement, by)
    report.save()
    detail = {"report": report.pk, "on": on.isoformat(), "document": report.document_id}
    events.record(Happening.REPORT_HANDED_IN, report, by=by, detail=detail)
    return report


@transaction.atomic
def take_back_report(*, report: ReportingDate, by: Person, version: int | None = None) -> ReportingDate:
    """Undo that a report was handed in: it waits again, without day and document. The event names the document."""
    report = current(report)
    permissions.may_change_engagement.require(by, report.project.engagement)
    conditions.ready_to_take_back.require(report)
    as_it_was_shown(report, version)
    detail = {"report": report.pk, "on": str(report.done_on), "document": report.document_id}
    report.done_on, report.done_by, report.document = None, None, None
    report.save()
    events.record(Happening.REPORT_TAKEN_BACK, report, by=by, detail=detail)
    return report


@transaction.atomic
def remove_report(*, report: ReportingDate, by: Person, version: int | None = None) -> None:
    """Take away a date that was written by mistake; not one that was handed in."""
    report = current(report)
    permissions.may_change_engagement.require(by, report.project.engagement)
    conditions.report_removable.require(report)
    as_it_was_shown(report, version)
    detail = {"report": report.pk, "what": "removed"}
    events.record(Happening.DATES_CHANGED, report, by=by, detail=detail)
    report.delete()


def _stored(file: Any, engagement: Engagement, by: Person) -> Document:
    secrecy = {}
    if engagement.is_confidential:
        secrecy = {
            "confidentiality": engagement.confidentiality,
            "confidentiality_ground": engagement.confidentiality_ground,
        }
    return documents.store_upload(file=file, by=by, **secrecy)
