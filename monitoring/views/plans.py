"""The plans of the years and who watches what."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from engagements.area_views import Crumb, FormPage, answer
from monitoring.actions import plans as actions
from monitoring.forms.consultations import ReasonForm
from monitoring.forms.plans import ArriveForm, FieldsForm, ItemForm, PlanEditForm, PlanForm
from monitoring.models import MonitoringPlan, PlanItem
from monitoring.permissions import may_choose_fields, may_plan
from monitoring.selectors import consultations
from monitoring.selectors import plans as selectors
from monitoring.views.asking import crumbs, or_404

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def plan_list(request: HttpRequest) -> HttpResponse:
    context = {"plans": selectors.plans(), "may_change": may_plan.allows(request.user)}
    return render(request, "monitoring/plan_list.html", context)


@form_page
def plan_create(request: HttpRequest) -> HttpResponse:
    """Begin a year, empty or from another year."""
    may_plan.require(request.user)
    last = selectors.plan_choices().first()
    first_year = last.year + 1 if last else timezone.localdate().year
    form = PlanForm(request.POST or None, initial={"year": first_year, "copy_from": last})
    page = FormPage(_("Påbörja årsplan"), _("Påbörja årsplanen"), _crumbs())

    def save(data: dict[str, Any]) -> str:
        return actions.begin_plan(by=request.user, **data).get_absolute_url()

    return answer(request, form, page, save)


@require_safe
def plan_detail(request: HttpRequest, pk: int) -> HttpResponse:
    plan = or_404(selectors.plan(pk))
    context = {
        "plan": plan,
        "quarters": selectors.quarters(plan, request.user),
        "may_change": may_plan.allows(request.user),
        "print_url": reverse("documents:print_show", args=["bevakningsplan", plan.pk]),
    }
    return render(request, "monitoring/plan_detail.html", context)


@form_page
def plan_edit(request: HttpRequest, pk: int) -> HttpResponse:
    plan = _own_plan(request, pk)
    page = FormPage(_("Ändra inledningen"), _("Spara inledningen"), _of(plan))

    def save(data: dict[str, Any]) -> str:
        return actions.change_plan(plan=plan, by=request.user, **data).get_absolute_url()

    return answer(request, PlanEditForm(request.POST or None, initial={"introduction": plan.introduction}), page, save)


@form_page
def item_create(request: HttpRequest, pk: int) -> HttpResponse:
    plan = _own_plan(request, pk)
    page = FormPage(_("Lägg till punkt"), _("Lägg till punkten"), _of(plan))
    initial = {"quarter": request.GET.get("kvartal", "")}

    def save(data: dict[str, Any]) -> str:
        actions.add_item(plan=plan, by=request.user, **data)
        return plan.get_absolute_url()

    return answer(request, ItemForm(request.POST or None, year=plan.year, initial=initial), page, save)


@form_page
def item_edit(request: HttpRequest, pk: int) -> HttpResponse:
    item = _own_item(request, pk)
    initial = {name: getattr(item, name) for name in actions.OWN} | {"themes": list(item.themes.all())}
    page = FormPage(_("Ändra punkten"), _("Spara punkten"), _of(item.plan))

    def save(data: dict[str, Any]) -> str:
        actions.change_item(item=item, by=request.user, **data)
        return item.plan.get_absolute_url()

    return answer(request, ItemForm(request.POST or None, year=item.plan.year, initial=initial), page, save)


@form_page
def item_arrive(request: HttpRequest, pk: int) -> HttpResponse:
    """What was expected has come: link it to the consultation that is in the product already."""
    item = _own_item(request, pk)
    form = ArriveForm(request.POST or None, consultations=consultations.unlinked(request.user))
    page = FormPage(_("Samrådet har kommit"), _("Koppla samrådet"), _of(item.plan), item.title)

    def save(data: dict[str, Any]) -> str:
        actions.arrive(item=item, by=request.user, **data)
        messages.success(request, _("Punkten är kopplad till samrådet."))
        return item.plan.get_absolute_url()

    return answer(request, form, page, save)


@form_page
def item_drop(request: HttpRequest, pk: int) -> HttpResponse:
    item = _own_item(request, pk)
    page = FormPage(_("Låt punkten utgå"), _("Låt punkten utgå"), _of(item.plan), item.title)

    def save(data: dict[str, Any]) -> str:
        actions.drop_item(item=item, by=request.user, **data)
        return item.plan.get_absolute_url()

    return answer(request, ReasonForm(request.POST or None), page, save)


@require_safe
def field_list(request: HttpRequest) -> HttpResponse:
    """Who watches what: the network's contact persons by field (STR-10)."""
    context = {"watched": selectors.watched(), "units": selectors.units_to_choose(request.user)}
    return render(request, "monitoring/field_list.html", context)


@form_page
def field_edit(request: HttpRequest, pk: int) -> HttpResponse:
    unit = or_404(selectors.unit(pk))
    may_choose_fields.require(request.user, unit)
    form = FieldsForm(request.POST or None, initial={"themes": selectors.fields_of(unit)})
    trail = crumbs((_("Vem bevakar vad"), reverse("monitoring:field_list")))
    page = FormPage(_("Välj områden"), _("Spara områdena"), trail, unit.name)

    def save(data: dict[str, Any]) -> str:
        actions.choose_fields(unit=unit, by=request.user, **data)
        return reverse("monitoring:field_list")

    return answer(request, form, page, save)


def _own_plan(request: HttpRequest, pk: int) -> MonitoringPlan:
    plan = or_404(selectors.plan(pk))
    may_plan.require(request.user)
    return plan


def _own_item(request: HttpRequest, pk: int) -> PlanItem:
    item = or_404(selectors.item_for(pk))
    may_plan.require(request.user)
    return item


def _crumbs() -> list[Crumb]:
    return crumbs((_("Årsplaner"), reverse("monitoring:plan_list")))


def _of(plan: MonitoringPlan) -> list[Crumb]:
    return [*_crumbs(), Crumb(str(plan.year), plan.get_absolute_url())]
