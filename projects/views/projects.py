"""The register of projects, and what is said of one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from engagements import area_lists
from engagements.area_views import Crumb, FormPage, answer, own_unit_or_refuse
from engagements.permissions import may_change_engagement
from projects import actions, conditions, selectors
from projects.enums import FunderKind, Stage
from projects.forms import ProjectEditForm, ProjectForm
from projects.models import Project

METHODS = ["GET", "HEAD", "POST"]
LISTING = area_lists.AreaList(
    title=gettext_lazy("Projekt"),
    lead=gettext_lazy("Internationella projekt, från idé till avslutat: vem som betalar och vad de kostar."),
    model=Project,
    columns=(
        (gettext_lazy("Läge"), "stage"),
        (gettext_lazy("Finansiär"), "funder"),
        (gettext_lazy("Program"), "programme"),
        (gettext_lazy("Egna medel, kr"), "own_budget"),
        (gettext_lazy("Externa medel, kr"), "external_budget"),
        (gettext_lazy("Ansvarig enhet"), "engagement__responsible_unit__name"),
    ),
    choices={"funder": dict(FunderKind.choices), "stage": dict(Stage.choices)},
    create_url="projects:project_create",
    create_label=gettext_lazy("Registrera projekt"),
    filters=(
        area_lists.Filter("lage", gettext_lazy("Läge"), "stage", lambda: Stage.choices),
        area_lists.Filter("slag", gettext_lazy("Finansiär"), "funder", lambda: FunderKind.choices),
    ),
    also=(
        (gettext_lazy("Rapporter att lämna"), "projects:report_list"),
        (gettext_lazy("Utlysningar"), "projects:call_list"),
        (gettext_lazy("Finansiärer"), "projects:funder_list"),
    ),
)


@require_safe
def project_list(request: HttpRequest) -> HttpResponse:
    return area_lists.answer(request, LISTING)


@require_http_methods(METHODS)
def project_create(request: HttpRequest) -> HttpResponse:
    """?utlysning= begins the project from a call."""
    unit = own_unit_or_refuse(request)
    initial = {"responsible_unit": unit.pk, "call": request.GET.get("utlysning", "")}
    form = ProjectForm(request.POST or None, person=request.user, initial=initial)
    page = FormPage(_("Registrera projekt"), _("Registrera projektet"), crumbs())

    def save(data: dict[str, Any]) -> str:
        project = actions.register_project(
            title=data["title"],
            responsible_unit=data["responsible_unit"],
            stage=data["stage"],
            decided=data["decided"],
            spine=form.spine(),
            by=request.user,
            **form.own(),
        )
        messages.success(request, _("Projektet är registrerat."))
        return project.engagement.get_absolute_url()

    return answer(request, form, page, save)


@require_http_methods(METHODS)
def project_edit(request: HttpRequest, pk: int) -> HttpResponse:
    project = project_to_change(request, pk)
    has_lines = bool(selectors.budget_of(project).years)
    form = ProjectEditForm(request.POST or None, project=project, has_lines=has_lines)
    lead = _("Beloppen ändras på budgetsidan, år för år.") if has_lines else ""

    def save(data: dict[str, Any]) -> str:
        actions.change_project(project=project, by=request.user, **form.own())
        return project.get_absolute_url()

    page = FormPage(_("Ändra projektet"), _("Spara projektet"), crumbs_to(project), lead)
    return answer(request, form, page, save)


def project_or_404(request: HttpRequest, pk: int) -> Project:
    project = selectors.visible_project(request.user, pk)
    if project is None:
        raise Http404
    return project


def project_to_change(request: HttpRequest, pk: int) -> Project:
    project = project_or_404(request, pk)
    may_change_engagement.require(request.user, project.engagement)
    return project


def part_to_change(request: HttpRequest, model: type, pk: int) -> Any:
    """A partner, report, milestone or deliverable, whose project the person may change."""
    part = selectors.visible_part(model, request.user, pk)
    if part is None:
        raise Http404
    may_change_engagement.require(request.user, part.project.engagement)
    return part


def crumbs() -> list[Crumb]:
    return [Crumb(_("Projekt"), reverse("projects:project_list"))]


def crumbs_to(project: Project, label: Any = "", name: str = "") -> list[Crumb]:
    """From the list to the project, and on to one of its pages when it is named."""
    way = [*crumbs(), Crumb(project.engagement.title, project.get_absolute_url())]
    return [*way, Crumb(label, reverse(f"projects:{name}", args=[project.pk]))] if name else way


def page_context(request: HttpRequest, project: Project, here: str, **more: Any) -> dict[str, Any]:
    """What every page of one project shows: the project, its tabs, whether this person may change it, and why not.

    `may_correct`: a project that is over keeps its partners, dates and budget as they are.
    """
    tabs = [
        (_("Översikt"), project.get_absolute_url(), False),
        (_("Budget"), reverse("projects:budget_show", args=[project.pk]), here == "budget"),
        (_("Parter"), reverse("projects:partner_list", args=[project.pk]), here == "partners"),
        (_("Datum"), reverse("projects:date_list", args=[project.pk]), here == "dates"),
        (_("Bistånd och export"), reverse("projects:aid_show", args=[project.pk]), here == "aid"),
    ]
    may_change = may_change_engagement.allows(request.user, project.engagement)
    closed = conditions.still_open(project)
    context = {"project": project, "engagement": project.engagement, "tabs": tabs, "may_change": may_change}
    context |= {"may_correct": may_change and not closed, "closed": closed[0].message if may_change and closed else ""}
    return context | {"crumbs": crumbs_to(project)} | more
