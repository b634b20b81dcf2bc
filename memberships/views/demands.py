"""Demands and the organisations through which they are pursued (SMF-02)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from decisions.models import Case
from engagements.area_views import Crumb, FormPage, answer, own_unit_or_refuse
from governance.models import Theme
from memberships import actions, permissions
from memberships.enums import PursuitState
from memberships.forms import DemandForm, MoveForm, WayForm
from memberships.models import Demand
from memberships.selectors import demands
from memberships.views.lists import Column, ListPage, Select, asked_of, number_of, organisations_crumb, show

FORM = ["GET", "HEAD", "POST"]


@require_safe
def demand_list(request: HttpRequest) -> HttpResponse:
    asked = asked_of(request, "q", "tema", "lage", "organisation")
    organisations = demands.organisations_pursued(request.user)
    may_raise = bool(request.user.powers.own_units)
    page = ListPage(
        title=_("Krav"),
        lead=_("Vad staden vill att andra gör, vad det vilar på och genom vilka organisationer vi driver det."),
        heads=_("Krav"),
        columns=[
            Column(_("Tema")), Column(_("Inriktning")), Column(_("Beslut")), Column(_("Drivs genom")),
            Column(_("Ansvarig enhet")),
        ],
        empty=_("Inga krav är registrerade"),
        empty_text=_("Ett krav är något staden vill ändra hos andra. Det drivs genom de organisationer vi är med i."),
        search=_("Sök krav"),
        selects=[
            Select("tema", _("Tema"), Theme.objects.order_by("name").values_list("pk", "name"), _("Alla")),
            Select("organisation", _("Organisation"), organisations.values_list("pk", "name"), _("Alla")),
            Select("lage", _("Läge"), PursuitState.choices, _("Alla")),
        ],
        actions=[(_("Registrera krav"), reverse("memberships:demand_create"))] if may_raise else [],
    )  # fmt: skip
    return show(request, page, demands.demand_page(request.user, asked, number=number_of(request)), asked)


@require_http_methods(FORM)
def demand_create(request: HttpRequest) -> HttpResponse:
    unit = own_unit_or_refuse(request)
    form = DemandForm(request.POST or None, person=request.user, initial={"unit": unit.pk})
    page = FormPage(_("Registrera krav"), _("Registrera kravet"), _crumbs())

    def save(data: dict[str, Any]) -> str:
        return actions.raise_demand(by=request.user, **data).get_absolute_url()

    return answer(request, form, page, save)


@require_safe
def demand_detail(request: HttpRequest, pk: int) -> HttpResponse:
    demand = _demand_or_404(request, pk)
    context = {
        "demand": demand,
        "ways": demands.ways_of(demand, request.user),
        "may_change": permissions.may_change_demand.allows(request.user, demand),
        "sees_case": demand.case_id is not None
        and Case.objects.visible_to(request.user).filter(pk=demand.case_id).exists(),
        "crumbs": _crumbs(),
    }
    return render(request, "memberships/demand_detail.html", context)


@require_http_methods(FORM)
def demand_edit(request: HttpRequest, pk: int) -> HttpResponse:
    demand = _demand_or_404(request, pk)
    permissions.may_change_demand.require(request.user, demand)
    form = DemandForm(request.POST or None, person=request.user, demand=demand)
    page = FormPage(_("Ändra kravet"), _("Spara kravet"), _crumbs_to(demand))

    def save(data: dict[str, Any]) -> str:
        return actions.change_demand(demand=demand, by=request.user, **data).get_absolute_url()

    return answer(request, form, page, save)


@require_http_methods(FORM)
def demand_pursue(request: HttpRequest, pk: int) -> HttpResponse:
    demand = _demand_or_404(request, pk)
    permissions.may_change_demand.require(request.user, demand)
    form = WayForm(request.POST or None, person=request.user, demand=demand)
    page = FormPage(_("Driv kravet genom en organisation"), _("Lägg till organisationen"), _crumbs_to(demand))

    def save(data: dict[str, Any]) -> str:
        actions.pursue_through(demand=demand, by=request.user, **data)
        return demand.get_absolute_url()

    return answer(request, form, page, save)


@require_http_methods(FORM)
def pursuit_move(request: HttpRequest, pk: int) -> HttpResponse:
    pursuit = demands.visible_pursuit(request.user, pk)
    if pursuit is None:
        raise Http404
    permissions.may_pursue_through.require(request.user, pursuit.demand, pursuit.membership)
    form = MoveForm(request.POST or None, verbs=demands.verbs_of(pursuit))
    lead = _("I dag: %(state)s.") % {"state": str(pursuit.get_state_display()).lower()}
    crumbs = _crumbs_to(pursuit.demand)
    title = _("Hur det går i %(organisation)s") % {"organisation": pursuit.membership}
    page = FormPage(title, _("Notera läget"), crumbs, lead)

    def save(data: dict[str, Any]) -> str:
        actions.move_pursuit(pursuit=pursuit, by=request.user, **data)
        messages.success(request, _("Läget är noterat."))
        return pursuit.demand.get_absolute_url()

    return answer(request, form, page, save)


def _demand_or_404(request: HttpRequest, pk: int) -> Demand:
    demand = demands.visible_demand(request.user, pk)
    if demand is None:
        raise Http404
    return demand


def _crumbs() -> list[Crumb]:
    return [organisations_crumb(), Crumb(_("Krav"), reverse("memberships:demand_list"))]


def _crumbs_to(demand: Demand) -> list[Crumb]:
    return [*_crumbs(), Crumb(demand.title, demand.get_absolute_url())]
