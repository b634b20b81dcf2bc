"""What can be decided about projects, what must be in order first, and what follows."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from decisions import matters
from decisions.matters import Matter
from engagements.enums import AreaKey
from projects import actions, conditions
from projects.enums import APPLY, START, Stage
from projects.models import Project


def may_apply(project: Project) -> bool:
    """An idea with a funder to ask."""
    return project.stage == Stage.IDEA and project.has_external_money


def may_decide_start(project: Project) -> bool:
    """Granted and with own money, or an idea that asks nobody outside for money."""
    if project.stage == Stage.GRANTED:
        return project.own_budget > 0
    return project.stage == Stage.IDEA and not project.has_external_money


def _opens_from(rule: Any) -> Any:
    def opens_from(engagement: Any) -> bool:
        return hasattr(engagement, "project") and rule(engagement.project)

    return opens_from


def apply(case: Any, decision: Any) -> None:
    project = conditions.project_of(case)
    if project is not None:
        actions.enter_application(project=project, on=decision.decided_on)


def start(case: Any, decision: Any) -> None:
    project = conditions.project_of(case)
    if project is not None:
        actions.begin_project(project=project, on=case.effective_on or decision.decided_on)


def decline(case: Any, decision: Any) -> None:
    project = conditions.project_of(case)
    if project is not None:
        actions.turn_down(project=project, on=decision.decided_on)


def register() -> None:
    matters.register(
        Matter(
            key=APPLY, name=_("Ansöka om projektmedel"), area=AreaKey.PROJECTS, in_order=conditions.ready_to_apply,
            on_decided=apply, on_rejected=decline, asks_survey=False, opens_from=_opens_from(may_apply),
        )
    )  # fmt: skip
    matters.register(
        Matter(
            key=START, name=_("Starta projekt"), area=AreaKey.PROJECTS, in_order=conditions.ready_to_decide_start,
            carry_out=start, on_rejected=decline, asks_effective_on=True, asks_survey=False,
            opens_from=_opens_from(may_decide_start),
        )
    )  # fmt: skip
