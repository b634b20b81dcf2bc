"""Who takes part in a project."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from engagements.area_views import FormPage, answer
from projects import actions, conditions, selectors
from projects.forms import CityRoleForm, PartnerForm
from projects.models import Project, ProjectPartner
from projects.selectors.parts import version_of
from projects.views.parts import Part, change_part, remove_part, with_newest_version
from projects.views.projects import METHODS, crumbs_to, page_context, project_or_404, project_to_change

PARTNER = Part(
    model=ProjectPartner,
    form=PartnerForm,
    name="partner",
    page=(gettext_lazy("Parter"), "partner_list"),
    change=(gettext_lazy("Ändra parten"), gettext_lazy("Spara parten")),
    remove=(
        gettext_lazy("Ta bort parten"),
        gettext_lazy("Ta bort parten"),
        gettext_lazy("Parten tas bort ur projektet. Historiken finns kvar."),
    ),
    changing=actions.change_partner,
    removing=actions.remove_partner,
    stands=conditions.partner_removable,
)


@require_safe
def partner_list(request: HttpRequest, pk: int) -> HttpResponse:
    project = project_or_404(request, pk)
    context = page_context(request, project, "partners", partners=selectors.partners_of(project))
    return render(request, "projects/partner_list.html", context)


@require_http_methods(METHODS)
def partner_create(request: HttpRequest, pk: int) -> HttpResponse:
    project = project_to_change(request, pk)
    page = FormPage(_("Lägg till part"), _("Lägg till parten"), _way(project), str(project), _stands(project))
    form = PartnerForm(request.POST or None)
    del form.fields["version"]

    def save(data: dict[str, Any]) -> str:
        actions.record_partner(project=project, by=request.user, **data)
        return _back(project)

    return answer(request, form, page, save)


@require_http_methods(METHODS)
def partner_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return change_part(request, PARTNER, pk)


@require_http_methods(METHODS)
def partner_remove(request: HttpRequest, pk: int) -> HttpResponse:
    return remove_part(request, PARTNER, pk)


@require_http_methods(METHODS)
def city_role(request: HttpRequest, pk: int) -> HttpResponse:
    project = project_to_change(request, pk)
    form = CityRoleForm(request.POST or None, initial={"role": project.city_role, "version": version_of(project)})
    page = FormPage(_("Stadens roll"), _("Spara rollen"), _way(project), str(project), _stands(project))

    def save(data: dict[str, Any]) -> str:
        act = partial(actions.set_city_role, project=project, by=request.user, **data)
        with_newest_version(form, act, lambda: version_of(project))
        return _back(project)

    return answer(request, form, page, save)


def _way(project: Project) -> list[Any]:
    return crumbs_to(project, _("Parter"), "partner_list")


def _stands(project: Project) -> list[Any]:
    return conditions.still_open(project)


def _back(project: Project) -> str:
    return reverse("projects:partner_list", args=[project.pk])
