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
from projects import actions, selectors
from projects.enums import FunderKind
from projects.forms import ProjectEditForm, ProjectForm
from projects.models import Project

LISTING = area_lists.AreaList(
    title=gettext_lazy("Projekt"),
    lead=gettext_lazy("Internationella projekt, med vem som betalar och vad de kostar."),
    model=Project,
    columns=(
        (gettext_lazy("Finansiär"), "funder"),
        (gettext_lazy("Program"), "programme"),
        (gettext_lazy("Egna medel, kr"), "own_budget"),
        (gettext_lazy("Externa medel, kr"), "external_budget"),
        (gettext_lazy("Ansvarig enhet"), "engagement__responsible_unit__name"),
    ),
    choices={"funder": dict(FunderKind.choices)},
    create_url="projects:project_create",
    create_label=gettext_lazy("Registrera projekt"),
    filters=(area_lists.Filter("slag", gettext_lazy("Finansiär"), "funder", lambda: FunderKind.choices),),
)


@require_safe
def project_list(request: HttpRequest) -> HttpResponse:
    return area_lists.answer(request, LISTING)


@require_http_methods(["GET", "HEAD", "POST"])
def project_create(request: HttpRequest) -> HttpResponse:
    unit = own_unit_or_refuse(request)
    form = ProjectForm(request.POST or None, person=request.user, initial={"responsible_unit": unit.pk})
    page = FormPage(_("Registrera projekt"), _("Registrera projektet"), _crumbs())

    def save(data: dict[str, Any]) -> str:
        project = actions.register_project(
            title=data["title"],
            responsible_unit=data["responsible_unit"],
            spine=form.spine(),
            by=request.user,
            **form.own(),
        )
        messages.success(request, _("Projektet är registrerat."))
        return project.engagement.get_absolute_url()

    return answer(request, form, page, save)


@require_http_methods(["GET", "HEAD", "POST"])
def project_edit(request: HttpRequest, pk: int) -> HttpResponse:
    project = selectors.visible_project(request.user, pk)
    if project is None:
        raise Http404
    may_change_engagement.require(request.user, project.engagement)
    form = ProjectEditForm(request.POST or None, initial={name: getattr(project, name) for name in actions.OWN})
    crumbs = [*_crumbs(), Crumb(project.engagement.title, project.engagement.get_absolute_url())]

    def save(data: dict[str, Any]) -> str:
        actions.change_project(project=project, by=request.user, **data)
        return project.engagement.get_absolute_url()

    return answer(request, form, FormPage(_("Ändra projektet"), _("Spara projektet"), crumbs), save)


def _crumbs() -> list[Crumb]:
    return [Crumb(_("Projekt"), reverse("projects:project_list"))]
