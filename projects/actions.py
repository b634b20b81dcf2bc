"""Every write of projects that means something."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from core import events
from engagements import actions as engagements
from engagements import permissions, search_index
from engagements.enums import AreaKey, Status
from governance.models import Person, Unit
from projects.enums import FunderKind, Happening
from projects.models import Project

OWN = ("funder", "programme", "own_budget", "external_budget", "added_value")


@transaction.atomic
def register_project(
    *, title: str, responsible_unit: Unit, by: Person | None, spine: dict[str, Any] | None = None, **fields: Any
) -> Project:
    """Register a project. External money asks for its own accounts, so the engagement is marked with it."""
    permissions.may_register_engagement.require(by, responsible_unit)
    given = {"status": Status.ACTIVE} | dict(spine or {})
    given["external_money"] = _has_external_money(
        fields.get("funder", FunderKind.NONE), fields.get("external_budget", 0)
    )
    engagement = engagements.register(
        area=AreaKey.PROJECTS, title=title, responsible_unit=responsible_unit, by=by, **given
    )
    project = Project.objects.create(engagement=engagement, **fields)
    search_index.refresh(engagement)
    events.record(Happening.PROJECT_REGISTERED, engagement, by=by, detail={"funder": project.funder})
    return project


@transaction.atomic
def change_project(*, project: Project, by: Person, **fields: Any) -> Project:
    """Change the area's own fields; nothing is written when nothing differs."""
    rows = Project.objects.select_for_update(of=("self",), no_key=True).select_related("engagement__responsible_unit")
    project = rows.get(pk=project.pk)
    permissions.may_change_engagement.require(by, project.engagement)
    changed = sorted(name for name in OWN if name in fields and getattr(project, name) != fields[name])
    if not changed:
        return project
    for name in changed:
        setattr(project, name, fields[name])
    project.save()
    _mark_external_money(project)
    search_index.refresh(project.engagement)
    events.record(Happening.PROJECT_CHANGED, project.engagement, by=by, detail={"fields": changed})
    return project


def _has_external_money(funder: str, external_budget: int) -> bool:
    return funder != FunderKind.NONE or external_budget > 0


def _mark_external_money(project: Project) -> None:
    """Once marked it stays so, for the accounts already kept apart."""
    engagement = project.engagement
    if _has_external_money(project.funder, project.external_budget) and not engagement.external_money:
        engagement.external_money = True
        engagement.version += 1
        engagement.save(update_fields=["external_money", "version", "changed_at"])
