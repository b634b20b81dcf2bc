"""What projects tell the spine about themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from engagements.areas import Area, Fact
from engagements.enums import AreaKey
from engagements.permissions import may_change_engagement
from projects import register_file, selectors
from projects.enums import Stage
from projects.matters import may_apply, may_decide_start
from projects.models import Project
from projects.selectors.projects import WITH
from projects.states import PROJECT


def _project(engagement: Any) -> Project | None:
    """The area's own row, read once a page."""
    if not hasattr(engagement, "_project_of_page"):
        row = Project.objects.select_related(*WITH[1:]).filter(pk=engagement.pk).first()
        engagement._project_of_page = row
        if row is not None:
            row.engagement = engagement
            engagement.project = row
    return engagement._project_of_page


def facts(engagement: Any, person: Any) -> Sequence[Fact]:
    project = _project(engagement)
    if project is None:
        return []
    found = [
        Fact(_("Finansiär"), project.funder_name),
        Fact(_("Program"), project.programme),
        Fact(_("Utlysning"), str(project.call or ""), project.call.get_absolute_url() if project.call else ""),
        Fact(_("Finansiärens diarienummer"), project.funder_reference),
        Fact(_("Stadens roll"), str(project.get_city_role_display())),
        Fact(_("Beslutat"), project.decided),
    ]
    return [fact for fact in found if fact.value]


def panel(engagement: Any, person: Any) -> tuple[str, dict[str, Any]] | None:
    """Stage, budget and next dates: one query beside the project's own."""
    project = _project(engagement)
    if project is None:
        return None
    may_change = may_change_engagement.allows(person, engagement)
    sketch = selectors.sketch_of(project, timezone.localdate())
    return "projects/_panel.html", {
        "project": project,
        "steps": selectors.stage_steps(project),
        "budget": sketch.budget,
        "ahead": sketch.ahead,
        "may_change": may_change,
        "todo": _next_steps(project) if may_change else [],
        "waits_for": _waits_for(project),
    }


def _next_steps(project: Project) -> list[Fact]:
    """What can be done now to bring the project on, or to leave it: label, whether it is the main thing, address."""
    pk = project.pk
    steps: dict[str, list[tuple[str, str]]] = {
        Stage.APPLICATION: [(_("Notera lämnad ansökan"), "project_submit"), (_("Notera svaret"), "project_answer")],
        Stage.GRANTED: [(_("Starta projektet"), "project_start")],
        Stage.RUNNING: [(_("Gå till slutrapport"), "project_report")],
        Stage.FINAL_REPORT: [(_("Avsluta projektet"), "project_close")],
    }
    offered = steps.get(Stage(project.stage), [])
    if project.stage == Stage.APPLICATION:
        offered = offered[1:] if project.submitted_on else offered[:1]
    if project.stage == Stage.GRANTED and project.own_budget:
        offered = [(_("Avsätt egna medel"), "set_aside")]
    if PROJECT.allows(project, "drop"):
        offered = [*offered, (_("Lägg ned projektet"), "project_drop")]
    return [
        Fact(label, number == 0 and name != "project_drop", reverse(f"projects:{name}", args=[pk]))
        for number, (label, name) in enumerate(offered)
    ]


def _waits_for(project: Project) -> str:
    """Which decision comes next, in words: the case is opened further down the page."""
    if may_apply(project):
        return _("Nästa steg är ett beslut om att ansöka. Öppna ärendet när underlaget är klart.")
    if may_decide_start(project):
        return _("Nästa steg är ett beslut om att starta. Öppna ärendet när de egna medlen är avsatta.")
    return ""


def search_words(engagement: Any) -> Sequence[str]:
    row = (
        Project.objects.filter(pk=engagement.pk)
        .values_list("programme", "added_value", "financier__name", "call__title", "funder_reference")
        .first()
    )
    partners = Project.objects.filter(pk=engagement.pk, partners__isnull=False).values_list("partners__name", flat=True)
    return [*(word or "" for word in row), *partners] if row else []


AREA = Area(
    key=AreaKey.PROJECTS,
    icon="projects",
    create_url="projects:project_create",
    facts=facts,
    panel=panel,
    load_register=register_file.load,
    search_words=search_words,
)
