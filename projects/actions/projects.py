"""A new project, and changes of what is said of it."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from core import events
from engagements import actions as engagements
from engagements import permissions, search_index
from engagements.enums import AreaKey, Status
from governance.models import Person, Unit
from projects import conditions
from projects.enums import Happening, Stage
from projects.models import Call, Funder, Project

OWN = (
    "funder", "financier", "programme", "call", "funder_reference", "own_budget", "external_budget", "partner_budget",
    "added_value",
)  # fmt: skip
STATUS_OF = {
    Stage.IDEA: Status.PROPOSED,
    Stage.APPLICATION: Status.PROPOSED,
    Stage.GRANTED: Status.PROPOSED,
    Stage.REJECTED: Status.DECLINED,
    Stage.RUNNING: Status.ACTIVE,
    Stage.FINAL_REPORT: Status.ACTIVE,
    Stage.CLOSED: Status.ENDED,
}


@transaction.atomic
def register_project(
    *,
    title: str,
    responsible_unit: Unit,
    by: Person | None,
    stage: str = Stage.IDEA,
    decided: str = "",
    spine: dict[str, Any] | None = None,
    **fields: Any,
) -> Project:
    """Register a project as an idea, or as far as it has come with who decided it.

    The engagement's status follows the stage. External money asks for its own accounts, so the engagement is marked
    with it. A chosen call gives the programme and the funder, a chosen funder its kind.
    """
    permissions.may_register_engagement.require(by, responsible_unit)
    conditions.ready_to_register.require(stage, decided)
    project = Project(stage=stage, decided=decided.strip(), **_follow(fields))
    given = {"status": STATUS_OF[Stage(stage)]} | dict(spine or {}) | {"external_money": project.has_external_money}
    engagement = engagements.register(
        area=AreaKey.PROJECTS, title=title, responsible_unit=responsible_unit, by=by, **given
    )
    project.engagement = engagement
    project.save(force_insert=True)
    search_index.refresh(engagement)
    detail = {"funder": project.funder, "stage": project.stage}
    events.record(Happening.PROJECT_REGISTERED, engagement, by=by, detail=detail)
    return project


@transaction.atomic
def change_project(*, project: Project, by: Person, **fields: Any) -> Project:
    """Change the area's own fields; nothing is written when nothing differs. Sums of budget lines are left as they
    are: they change with the lines."""
    project = lock(project)
    permissions.may_change_engagement.require(by, project.engagement)
    fields = _follow({name: fields[name] for name in OWN if name in fields})
    if project.budget_lines.exists():
        fields = {name: value for name, value in fields.items() if not name.endswith("_budget")}
    changed = sorted(name for name in fields if getattr(project, name) != fields[name])
    if not changed:
        return project
    for name in changed:
        setattr(project, name, fields[name])
    project.save()
    mark_external_money(project)
    search_index.refresh(project.engagement)
    events.record(Happening.PROJECT_CHANGED, project.engagement, by=by, detail={"fields": changed})
    return project


def lock(project: Project) -> Project:
    """The row as it stands now, held until the transaction ends."""
    rows = Project.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("engagement__responsible_unit", "financier", "call__programme").get(pk=project.pk)


def mark_external_money(project: Project) -> None:
    """Once marked it stays so, for the accounts already kept apart."""
    engagement = project.engagement
    if project.has_external_money and not engagement.external_money:
        engagement.external_money = True
        engagement.version += 1
        engagement.save(update_fields=["external_money", "version", "changed_at"])


def _follow(fields: dict[str, Any]) -> dict[str, Any]:
    """The kind of funder follows the funder, and programme and funder follow the call."""
    call: Call | None = fields.get("call")
    if call is not None:
        fields = fields | {"programme": call.programme.name, "financier": call.programme.funder}
    financier: Funder | None = fields.get("financier")
    if financier is not None:
        fields = fields | {"funder": financier.kind}
    return fields
