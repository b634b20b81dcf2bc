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
from projects.actions.projects import lock
from projects.enums import Happening
from projects.models import Project, ReportingDate

EDITABLE = ("kind", "title", "due_on")


@transaction.atomic
def record_report(*, project: Project, by: Person, kind: str, title: str, due_on: date) -> ReportingDate:
    """A date the funder has asked for beside those of its rule."""
    project = lock(project)
    permissions.may_change_engagement.require(by, project.engagement)
    report = ReportingDate.objects.create(project=project, kind=kind, title=title.strip(), due_on=due_on)
    events.record(Happening.DATES_CHANGED, report, by=by, detail={"report": report.pk})
    return report


@transaction.atomic
def change_report(*, report: ReportingDate, by: Person, **facts: Any) -> ReportingDate:
    """Change a date or what is wanted. What somebody changed is no longer made anew by the rule."""
    report = _lock(report)
    permissions.may_change_engagement.require(by, report.project.engagement)
    changed = [name for name in EDITABLE if name in facts and getattr(report, name) != facts[name]]
    if not changed:
        return report
    for name in changed:
        setattr(report, name, facts[name])
    report.generated = False
    report.save()
    events.record(Happening.DATES_CHANGED, report, by=by, detail={"report": report.pk, "fields": changed})
    return report


@transaction.atomic
def hand_in(*, report: ReportingDate, on: date, by: Person, file: Any = None) -> ReportingDate:
    """Note the day a report was handed in or a survey answered, with its document. What documents refuses is raised on.

    Done again it is corrected: the day, and the document when a new one is given.
    """
    report = _lock(report)
    permissions.may_change_engagement.require(by, report.project.engagement)
    report.done_on, report.done_by = on, by
    if file is not None:
        report.document = _stored(file, report.project.engagement, by)
    report.save()
    detail = {"report": report.pk, "on": on.isoformat(), "document": report.document_id}
    events.record(Happening.REPORT_HANDED_IN, report, by=by, detail=detail)
    return report


def _stored(file: Any, engagement: Engagement, by: Person) -> Document:
    secrecy = {}
    if engagement.is_confidential:
        secrecy = {
            "confidentiality": engagement.confidentiality,
            "confidentiality_ground": engagement.confidentiality_ground,
        }
    return documents.store_upload(file=file, by=by, **secrecy)


def _lock(report: ReportingDate) -> ReportingDate:
    """The date as it stands now, with its project locked."""
    project = lock(Project(pk=report.project_id))
    row = ReportingDate.objects.get(pk=report.pk)
    row.project = project
    return row
