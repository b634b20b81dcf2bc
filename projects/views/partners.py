"""Who takes part in a project."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engagements.area_views import FormPage, answer
from projects import actions, selectors
from projects.forms import CityRoleForm, PartnerForm
from projects.models import Project, ProjectPartner
from projects.views.projects import (
    METHODS,
    crumbs_to,
    page_context,
    part_to_change,
    project_or_404,
    project_to_change,
)


@require_safe
def partner_list(request: HttpRequest, pk: int) -> HttpResponse:
    project = project_or_404(request, pk)
    context = page_context(request, project, "partners", partners=selectors.partners_of(project))
    return render(request, "projects/partner_list.html", context)


@require_http_methods(METHODS)
def partner_create(request: HttpRequest, pk: int) -> HttpResponse:
    project = project_to_change(request, pk)
    page = FormPage(_("Lägg till part"), _("Lägg till parten"), _way(project), str(project))

    def save(data: dict[str, Any]) -> str:
        actions.record_partner(project=project, by=request.user, **data)
        return _back(project)

    return answer(request, PartnerForm(request.POST or None), page, save)


@require_http_methods(METHODS)
def partner_edit(request: HttpRequest, pk: int) -> HttpResponse:
    partner = part_to_change(request, ProjectPartner, pk)
    initial = {"name": partner.name, "role": partner.role, "country": partner.country_id, "task": partner.task}
    page = FormPage(_("Ändra parten"), _("Spara parten"), _way(partner.project), partner.name)

    def save(data: dict[str, Any]) -> str:
        actions.change_partner(partner=partner, by=request.user, **data)
        return _back(partner.project)

    return answer(request, PartnerForm(request.POST or None, initial=initial), page, save)


@require_POST
def partner_remove(request: HttpRequest, pk: int) -> HttpResponse:
    partner = part_to_change(request, ProjectPartner, pk)
    actions.remove_partner(partner=partner, by=request.user)
    return redirect(_back(partner.project))


@require_http_methods(METHODS)
def city_role(request: HttpRequest, pk: int) -> HttpResponse:
    project = project_to_change(request, pk)
    form = CityRoleForm(request.POST or None, initial={"role": project.city_role})
    page = FormPage(_("Stadens roll"), _("Spara rollen"), _way(project), str(project))

    def save(data: dict[str, Any]) -> str:
        actions.set_city_role(project=project, role=data["role"], by=request.user)
        return _back(project)

    return answer(request, form, page, save)


def _way(project: Project) -> list[Any]:
    return crumbs_to(project, _("Parter"), "partner_list")


def _back(project: Project) -> str:
    return reverse("projects:partner_list", args=[project.pk])
