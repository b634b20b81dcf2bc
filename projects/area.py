"""What projects tell the spine about themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from engagements.areas import Area, Fact
from engagements.enums import AreaKey
from engagements.permissions import may_change_engagement
from projects import register_file
from projects.models import Project


def _project(engagement: Any) -> Project | None:
    """The area's own row, read once a page."""
    if not hasattr(engagement, "_project_of_page"):
        engagement._project_of_page = Project.objects.filter(pk=engagement.pk).first()
    return engagement._project_of_page


def facts(engagement: Any, person: Any) -> Sequence[Fact]:
    project = _project(engagement)
    return [Fact(_("Finansiär"), project.get_funder_display())] if project else []


def panel(engagement: Any, person: Any) -> tuple[str, dict[str, Any]] | None:
    project = _project(engagement)
    if project is None:
        return None
    lines = [
        Fact(_("Program"), project.programme),
        Fact(_("Egna medel"), _kronor(project.own_budget)),
        Fact(_("Externa medel"), _kronor(project.external_budget)),
        Fact(_("Andel externa medel"), _share(project)),
    ]
    may_change = may_change_engagement.allows(person, engagement)
    return "engagements/_area_panel.html", {
        "heading": _("Projektet"),
        "text": project.added_value,
        "lines": [line for line in lines if line.value not in ("", None)],
        "edit_url": reverse("projects:project_edit", args=[engagement.pk]) if may_change else "",
    }


def _kronor(number: int) -> str:
    return f"{number:,} kr".replace(",", "\N{NO-BREAK SPACE}") if number else ""


def _share(project: Project) -> str:
    """The external share of the financing, in whole per cent."""
    total = project.own_budget + project.external_budget
    return f"{round(100 * project.external_budget / total)} %" if total else ""


def search_words(engagement: Any) -> Sequence[str]:
    row = Project.objects.filter(pk=engagement.pk).values_list("programme", "added_value").first()
    return list(row) if row else []


AREA = Area(
    key=AreaKey.PROJECTS,
    icon="projects",
    create_url="projects:project_create",
    facts=facts,
    panel=panel,
    load_register=register_file.load,
    search_words=search_words,
    by_decision=False,
)
