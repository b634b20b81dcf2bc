"""Funders with their rules for reports, and their programmes."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from engagements.area_views import Crumb, FormPage, answer
from projects import actions
from projects.forms import FunderForm, ProgrammeForm
from projects.models import Funder
from projects.permissions import may_record_funder
from projects.selectors import funders
from projects.views.projects import METHODS, crumbs


@require_safe
def funder_list(request: HttpRequest) -> HttpResponse:
    may_record = may_record_funder.allows(request.user)
    context = {"funders": funders.funders(), "may_record": may_record, "crumbs": crumbs()}
    return render(request, "projects/funder_list.html", context)


@require_http_methods(METHODS)
def funder_create(request: HttpRequest) -> HttpResponse:
    may_record_funder.require(request.user)
    page = FormPage(_("Lägg upp finansiär"), _("Lägg upp finansiären"), _way())

    def save(data: dict[str, Any]) -> str:
        actions.record_funder(by=request.user, **data)
        return reverse("projects:funder_list")

    return answer(request, FunderForm(request.POST or None), page, save)


@require_http_methods(METHODS)
def funder_edit(request: HttpRequest, pk: int) -> HttpResponse:
    funder = _funder_to_change(request, pk)
    lead = _("Datum som redan är framräknade ändras när någon räknar fram dem på nytt.")
    page = FormPage(_("Ändra finansiären"), _("Spara finansiären"), _way(), lead)

    def save(data: dict[str, Any]) -> str:
        actions.change_funder(funder=funder, by=request.user, **data)
        return reverse("projects:funder_list")

    return answer(request, FunderForm(request.POST or None, funder=funder), page, save)


@require_http_methods(METHODS)
def programme_create(request: HttpRequest, pk: int) -> HttpResponse:
    funder = _funder_to_change(request, pk)
    page = FormPage(_("Lägg upp program"), _("Lägg upp programmet"), _way(), funder.name)

    def save(data: dict[str, Any]) -> str:
        actions.record_programme(funder=funder, by=request.user, **data)
        return reverse("projects:funder_list")

    return answer(request, ProgrammeForm(request.POST or None), page, save)


def _funder_to_change(request: HttpRequest, pk: int) -> Funder:
    may_record_funder.require(request.user)
    funder = funders.funder_or_none(pk)
    if funder is None:
        raise Http404
    return funder


def _way() -> list[Crumb]:
    return [*crumbs(), Crumb(_("Finansiärer"), reverse("projects:funder_list"))]
