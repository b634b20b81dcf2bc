"""The programme of a visit: read, written, moved, and handed out as calendar entries."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.rules import Refused
from engagements.area_views import Crumb, FormPage, answer
from governance.models import Unit
from visits import calendar
from visits.actions import programme as actions
from visits.forms.programme import HeadingForm, ItemForm, MoveForm, NewItemFormSet
from visits.models import ProgrammeItem, Visit
from visits.permissions.programme import may_plan_visit
from visits.selectors import clashes as found
from visits.selectors import programme as selectors

METHODS = ["GET", "HEAD", "POST"]


def visit_or_404(request: HttpRequest, pk: int) -> Visit:
    visit = selectors.visit_for(request.user, pk)
    if visit is None:
        raise Http404
    return visit


def visit_to_plan(request: HttpRequest, pk: int) -> Visit:
    visit = visit_or_404(request, pk)
    may_plan_visit.require(request.user, visit)
    return visit


def crumbs_to(visit: Visit, *more: Crumb) -> list[Crumb]:
    first = Crumb(_("Besök"), reverse("visits:visit_list"))
    return [first, Crumb(visit.engagement.title, visit.engagement.get_absolute_url()), *more]


@require_safe
def programme_detail(request: HttpRequest, pk: int) -> HttpResponse:
    visit = visit_or_404(request, pk)
    return render(request, "visits/programme_detail.html", _page(request, visit))


def _page(request: HttpRequest, visit: Visit, **more: Any) -> dict[str, Any]:
    programme = selectors.programme_of(visit)
    may_plan = may_plan_visit.allows(request.user, visit)
    context = {
        "visit": visit,
        "programme": programme,
        "clashes": found.clashes(visit, programme.items, request.user),
        "may_plan": may_plan,
        "move": MoveForm(days=selectors.possible_days(visit)) if may_plan else None,
        "crumbs": crumbs_to(visit),
        "chosen": set(),
        "findings": [],
    }
    return context | more


@require_http_methods(METHODS)
def programme_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Several items at once; rows left empty are left out."""
    visit = visit_to_plan(request, pk)
    programme = selectors.programme_of(visit)
    day, clock = selectors.next_slot(programme.items, selectors.possible_days(visit))
    units = list(Unit.objects.order_by("name").values_list("pk", "name"))
    rows: list[dict[str, Any]] = [{"day": day}] * NewItemFormSet.extra
    rows[0] = {"day": day, "starts_at": clock.replace(":", ".")}
    formset = NewItemFormSet(
        request.POST or None, prefix="punkter", initial=rows, form_kwargs={"units": units},
    )  # fmt: skip
    formset.extra = 0
    findings, status = [], 200
    if request.method == "POST":
        status = 400
        if formset.is_valid():
            try:
                items = [form.cleaned_data for form in formset.forms if form.has_changed()]
                actions.add_items(visit=visit, items=items, by=request.user)
                messages.success(request, _("Programmet är sparat."))
                return redirect("visits:programme_detail", pk=visit.pk)
            except Refused as refused:
                findings, status = refused.findings, 409
    crumbs = crumbs_to(visit, Crumb(_("Program"), reverse("visits:programme_detail", args=[visit.pk])))
    context = {"visit": visit, "formset": formset, "findings": findings, "crumbs": crumbs}
    return render(request, "visits/programme_add.html", context, status=status)


@require_http_methods(METHODS)
def programme_heading(request: HttpRequest, pk: int) -> HttpResponse:
    visit = visit_to_plan(request, pk)
    heading = selectors.programme_of(visit).heading
    initial = {name: getattr(heading, name) for name in (*HeadingForm.names, "version")}
    form = HeadingForm(request.POST or None, initial=initial)
    address = reverse("visits:programme_detail", args=[visit.pk])
    page = FormPage(_("Programmets inledning"), _("Spara inledningen"), crumbs_to(visit, Crumb(_("Program"), address)))

    def save(data: dict[str, Any]) -> str:
        actions.describe_programme(visit=visit, version=data["version"], by=request.user, **form.values())
        return address

    return answer(request, form, page, save)


@require_POST
def programme_move(request: HttpRequest, pk: int) -> HttpResponse:
    visit = visit_to_plan(request, pk)
    form = MoveForm(request.POST, days=selectors.possible_days(visit))
    chosen = {int(value) for value in request.POST.getlist("punkt") if value.isdecimal()}
    if not form.is_valid():
        return render(request, "visits/programme_detail.html", _page(request, visit, chosen=chosen), status=400)
    try:
        actions.move_items(visit=visit, items=sorted(chosen), by=request.user, **form.cleaned_data)
    except Refused as refused:
        context = _page(request, visit, findings=refused.findings, chosen=chosen, move=form)
        return render(request, "visits/programme_detail.html", context, status=409)
    messages.success(request, _("Punkterna är flyttade."))
    return redirect("visits:programme_detail", pk=visit.pk)


@require_http_methods(METHODS)
def item_edit(request: HttpRequest, pk: int) -> HttpResponse:
    item = _item_to_plan(request, pk)
    initial = {name: getattr(item, name) for name in (*actions.FIELDS, "version")} | {"host_unit": item.host_unit_id}
    form = ItemForm(request.POST or None, initial=initial)
    address = reverse("visits:programme_detail", args=[item.visit_id])
    page = FormPage(_("Ändra punkten"), _("Spara punkten"), crumbs_to(item.visit, Crumb(_("Program"), address)))

    def save(data: dict[str, Any]) -> str:
        actions.change_item(item=item, version=data["version"], by=request.user, **form.values())
        return f"{address}#punkt-{item.pk}"

    return answer(request, form, page, save)


@require_POST
def item_remove(request: HttpRequest, pk: int) -> HttpResponse:
    item = _item_to_plan(request, pk)
    actions.remove_item(item=item, by=request.user)
    messages.success(request, _("Punkten är borttagen. Den finns kvar under programmet och kan återställas."))
    return redirect("visits:programme_detail", pk=item.visit_id)


@require_POST
def item_restore(request: HttpRequest, pk: int) -> HttpResponse:
    item = _item_to_plan(request, pk)
    actions.restore_item(item=item, by=request.user)
    messages.success(request, _("Punkten står i programmet igen."))
    return redirect("visits:programme_detail", pk=item.visit_id)


@require_safe
def programme_guests_ics(request: HttpRequest, pk: int) -> HttpResponse:
    """What guests put in their calendars, in Swedish or with ?sprak=en in English."""
    return _ics(request, pk, hosts=False)


@require_safe
def programme_hosts_ics(request: HttpRequest, pk: int) -> HttpResponse:
    return _ics(request, pk, hosts=True)


def _ics(request: HttpRequest, pk: int, *, hosts: bool) -> HttpResponse:
    visit = visit_or_404(request, pk)
    asked = request.GET.get("sprak", get_language() or "sv")
    content = calendar.programme(
        visit, selectors.programme_of(visit, guests=not hosts), language="en" if asked == "en" else "sv",
        hosts=hosts, made_at=timezone.now(),
    )  # fmt: skip
    name = slugify(visit.engagement.reference_number or str(visit.pk))
    return ics_response(content, f"program-{name}-{'vardar' if hosts else 'gaster'}.ics")


def ics_response(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=calendar.CONTENT_TYPE, headers=headers)


def _item_to_plan(request: HttpRequest, pk: int) -> ProgrammeItem:
    item = selectors.item_for(request.user, pk)
    if item is None:
        raise Http404
    may_plan_visit.require(request.user, item.visit)
    return item
