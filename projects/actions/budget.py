"""Who pays what in which year, and what the city has set aside."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from core import events
from engagements import permissions
from governance.models import Person
from projects.actions.projects import lock, mark_external_money
from projects.enums import Happening, Source
from projects.models import BudgetLine, Project

Key = tuple[int, str]


@transaction.atomic
def set_budget(*, project: Project, amounts: Mapping[Key, int], by: Person) -> Project:
    """Bring the budget lines to `amounts`, kronor by (year, source); 0 takes a line away. The sums follow.

    Years that `amounts` does not name are left as they are. Nothing is written when nothing differs.
    """
    project = lock(project)
    permissions.may_change_engagement.require(by, project.engagement)
    lines: dict[Key, BudgetLine] = {(line.year, line.source): line for line in project.budget_lines.all()}
    changed = sorted(key for key, amount in amounts.items() if amount != (lines[key].amount if key in lines else 0))
    if not changed:
        return project
    for key in changed:
        _set_line(project, lines.get(key), key, amounts[key])
    _sum_up(project)
    mark_external_money(project)
    detail = {"lines": [f"{year} {source}" for year, source in changed], "total": project.total_budget}
    events.record(Happening.BUDGET_CHANGED, project.engagement, by=by, detail=detail)
    return project


@transaction.atomic
def set_aside(*, project: Project, amount: int, on: date, note: str, by: Person) -> Project:
    """Note what of the city's own money is set aside, when and where (GBG-P4)."""
    project = lock(project)
    permissions.may_change_engagement.require(by, project.engagement)
    project.set_aside, project.set_aside_on, project.set_aside_note = amount, on, note.strip()
    project.save(update_fields=["set_aside", "set_aside_on", "set_aside_note"])
    detail = {"amount": amount, "on": on.isoformat()}
    events.record(Happening.RESOURCES_SET_ASIDE, project.engagement, by=by, detail=detail)
    return project


def _set_line(project: Project, line: BudgetLine | None, key: Key, amount: int) -> None:
    if line is None:
        BudgetLine.objects.create(project=project, year=key[0], source=key[1], amount=amount)
    elif amount == 0:
        line.delete()
    else:
        line.amount = amount
        line.save(update_fields=["amount"])


def _sum_up(project: Project) -> None:
    sums = dict.fromkeys(Source.values, 0)
    for source, amount in project.budget_lines.values_list("source", "amount"):
        sums[source] += amount
    project.own_budget = sums[Source.OWN]
    project.external_budget = sums[Source.EXTERNAL]
    project.partner_budget = sums[Source.PARTNER]
    project.save(update_fields=["own_budget", "external_budget", "partner_budget"])
