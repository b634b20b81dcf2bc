"""The register of projects as a table: out, and in again through the area's actions."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.rules import Finding, Refused
from engagements import area_lists
from engagements.enums import AreaKey
from engagements.exchange import Register, spine_rows
from engagements.exchange.columns import arranged, by_title, plain, spine, titles_of, with_spine
from engagements.exchange.kinds import Choice, Text, Whole
from engagements.models import Engagement
from projects import actions
from projects.actions.projects import STATUS_OF
from projects.enums import FunderKind, Stage
from projects.models import Project
from projects.views.projects import LISTING

OWN = ("funder", "programme", "funder_reference", "own_budget", "external_budget", "partner_budget", "added_value")
COLUMNS = arranged(
    spine(fixed=("external_money",), once=("status",)),
    "id",
    "reference_number",
    "title",
    "responsible_unit",
    plain("stage", _("Läge"), Choice(lambda: Stage.choices), once=True),
    "status",
    plain("decided", _("Beslutat när och av vem"), Text(200), once=True),
    plain("funder", _("Slag av finansiär"), Choice(lambda: FunderKind.choices)),
    plain("programme", _("Program"), Text(160)),
    plain("funder_reference", _("Finansiärens diarienummer"), Text(80)),
    plain("own_budget", _("Egna medel, kr"), Whole(empty=0)),
    plain("external_budget", _("Externa medel, kr"), Whole(empty=0)),
    plain("partner_budget", _("Parternas medel, kr"), Whole(empty=0)),
    plain("added_value", _("Mervärde av den internationella dimensionen"), Text(lines=True)),
)


def rows(person: Any, asked: dict[str, str]) -> QuerySet[Project]:
    return with_spine(area_lists.rows_of(LISTING, person, asked)).order_by(*LISTING.order)


def create(values: dict[str, Any], by: Any) -> Engagement:
    """An idea, or as far as it has come with who decided it (GBG-P1). A status of its own needs its source."""
    stage = values.get("stage") or Stage.IDEA
    stopped = spine_rows.decided_earlier(values, by, clause="GBG-P1") if _apart(values, stage) else []
    if stopped:
        raise Refused(stopped)
    project = actions.register_project(
        title=values["title"],
        responsible_unit=spine_rows.unit_of(values),
        stage=stage,
        decided=values.get("decided", ""),
        spine=spine_rows.given(values, without=("external_money",)),
        by=by,
        **{key: values[key] for key in OWN if values.get(key, "") != ""},
    )
    return project.engagement


def _apart(values: dict[str, Any], stage: str) -> bool:
    """Whether the file gives the engagement another status than follows from how far the project has come."""
    return values.get("status") not in {None, "", STATUS_OF[Stage(stage)]}


def change(row: Project, values: dict[str, Any], by: Any) -> None:
    spine_rows.change(row.engagement, values, by)
    own = {key: values[key] for key in OWN if key in values}
    if any(key.endswith("_budget") for key in own) and row.budget_lines.exists():
        message = _now("Budgeten är summan av projektets budgetrader. Ändra raderna på projektets sida.")
        raise Refused([Finding("project.budget-lines", message)])
    if own:
        actions.change_project(project=row, by=by, **own)


REGISTER = Register(
    area=AreaKey.PROJECTS,
    title=_("Projekt"),
    list_url="projects:project_list",
    columns=COLUMNS,
    rows=rows,
    identity=by_title,
    identities=titles_of(AreaKey.PROJECTS),
    create=create,
    change=change,
)
