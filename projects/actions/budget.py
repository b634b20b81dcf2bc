"""Who pays what in which year, and what the city has set aside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from core import events
from core.rules import Conflict
from engagements import permissions
from governance.models import Person
from projects import conditions
from projects.actions.parts import first_of_two
from projects.actions.projects import lock, mark_external_money
from projects.enums import Happening, Source
from projects.models import BudgetLine, Project
from projects.selectors.parts import version_of_budget

Key = tuple[int, str]
NO_BREAK = "\N{NO-BREAK SPACE}"


@transaction.atomic
def set_budget(*, project: Project, amounts: Mapping[Key, int], by: Person, version: int | None = None) -> Project:
    """Bring the budget lines to `amounts`, kronor by (year, source); 0 takes a line away. The sums follow.

    Years that `amounts` does not name are left as they are. Nothing is written when nothing differs. With a `version`,
    Conflict when somebody has changed a line since; own money of a year with spending is not taken away.
    """
    project = lock(project)
    permissions.may_change_engagement.require(by, project.engagement)
    conditions.still_open.require(project)
    lines: dict[Key, BudgetLine] = {(line.year, line.source): line for line in project.budget_lines.all()}
    changed = sorted(key for key, amount in amounts.items() if amount != (lines[key].amount if key in lines else 0))
    if not changed:
        return project
    if version is not None and version != version_of_budget(project):
        raise _overtaken(lines, amounts, changed)
    gone = {year for year, source in changed if source == Source.OWN and not amounts[(year, source)]}
    conditions.spent_years_kept.require(project, gone)
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
    conditions.still_open.require(project)
    project.set_aside, project.set_aside_on, project.set_aside_note = amount, on, note.strip()
    project.save(update_fields=["set_aside", "set_aside_on", "set_aside_note"])
    detail = {"amount": amount, "on": on.isoformat()}
    events.record(Happening.RESOURCES_SET_ASIDE, project.engagement, by=by, detail=detail)
    return project


def _overtaken(lines: Mapping[Key, BudgetLine], amounts: Mapping[Key, int], changed: list[Key]) -> Conflict:
    """The amounts that differ, as they are stored and as they were typed."""

    stored = {key: lines[key].amount if key in lines else 0 for key in changed}
    return Conflict(first_of_two(_("budgeten")), theirs=_in_words(stored), yours=_in_words(amounts, changed))


def _in_words(amounts: Mapping[Key, int], keys: Iterable[Key] = ()) -> str:
    rows = [(Source(source).label, year, f"{amounts[(year, source)]:,}") for year, source in keys or amounts]
    return "\n".join(f"{label} {year}: {kronor} kr" for label, year, kronor in rows).replace(",", NO_BREAK)


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
