"""The stages of a partnership, each with the reports and surveys it asks for (NKP-14)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from core import events
from engagements import permissions
from governance.models import Person
from projects import conditions, schedules
from projects.actions.parts import as_it_was_shown, current, differing, unchanged_since
from projects.actions.projects import lock
from projects.enums import Happening
from projects.models import PartnershipPeriod, Project, ReportingDate


@transaction.atomic
def add_period(*, project: Project, kind: str, starts_on: date, ends_on: date, by: Person) -> PartnershipPeriod:
    """Add a stage of a partnership, with the reports and surveys it asks for (NKP-14)."""
    project = lock(project)
    permissions.may_change_engagement.require(by, project.engagement)
    conditions.still_open.require(project)
    conditions.period_fits.require(project, kind, starts_on, ends_on)
    period = PartnershipPeriod.objects.create(project=project, kind=kind, starts_on=starts_on, ends_on=ends_on)
    _tell(period, by, {"what": "added", "kind": kind, "generated": _follow(period)})
    return period


@transaction.atomic
def change_period(
    *, period: PartnershipPeriod, kind: str, starts_on: date, ends_on: date, by: Person, version: int | None = None
) -> PartnershipPeriod:
    """Mend a stage; its dates follow. What was handed in, or changed by somebody, stays as it is."""
    period = current(period)
    permissions.may_change_engagement.require(by, period.project.engagement)
    conditions.still_open.require(period.project)
    facts = {"kind": kind, "starts_on": starts_on, "ends_on": ends_on}
    changed = differing(period, tuple(facts), facts)
    if not changed:
        return period
    unchanged_since(period, version, changed)
    conditions.period_fits.require(period.project, kind, starts_on, ends_on, period)
    for name, value in changed.items():
        setattr(period, name, value)
    period.save()
    _tell(period, by, {"what": "changed", "fields": sorted(changed), "generated": _follow(period)})
    return period


@transaction.atomic
def remove_period(*, period: PartnershipPeriod, by: Person, version: int | None = None) -> None:
    """Take a stage away with the reports and surveys in it; not one in which something was handed in."""
    period = current(period)
    permissions.may_change_engagement.require(by, period.project.engagement)
    conditions.period_removable.require(period)
    as_it_was_shown(period, version)
    reports = list(period.reporting_dates.all())
    _tell(period, by, {"what": "removed", "kind": period.kind, "reports": [each.pk for each in reports]})
    for report in reports:
        report.delete()
    period.delete()


def _follow(period: PartnershipPeriod) -> int:
    """Bring the reports that only the rule made to what the stage asks for now. Returns how many were added."""
    wanted = schedules.of_period(period.kind, period.starts_on, period.ends_on)
    kept = {(each.title, each.due_on) for each in wanted}
    for row in period.reporting_dates.filter(generated=True, done_on=None):
        if (row.title, row.due_on) not in kept:
            row.delete()
    there = set(period.reporting_dates.values_list("title", flat=True))
    missing = [each for each in wanted if each.title not in there]
    for each in missing:
        ReportingDate.objects.create(
            project=period.project, period=period, kind=each.kind, title=each.title, due_on=each.due_on, generated=True
        )
    return len(missing)


def _tell(period: PartnershipPeriod, by: Person, detail: dict[str, Any]) -> None:
    events.record(Happening.DATES_CHANGED, period, by=by, detail={"period": period.pk} | detail)
