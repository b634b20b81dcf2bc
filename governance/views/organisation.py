"""Bodies, units and the network of contact persons."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.rules import Refused
from governance import actions, permissions, selectors
from governance.forms import BodyForm, UnitForm
from governance.models import Body, Unit


@require_safe
def unit_list(request: HttpRequest) -> HttpResponse:
    rows = selectors.unit_rows()
    context = {
        "units": rows,
        "without": sum(1 for row in rows if not row.contacts and not row.coordinating),
        "may_change": permissions.may_change_organisation.allows(request.user),
    }
    return render(request, "governance/unit_list.html", context)


@require_safe
def unit_detail(request: HttpRequest, pk: int) -> HttpResponse:
    unit = get_object_or_404(Unit.objects.select_related("serves"), pk=pk)
    context = {
        "unit": unit,
        "appointments": selectors.appointments_of(unit=unit),
        "may_change": permissions.may_change_organisation.allows(request.user),
    }
    return render(request, "governance/unit_detail.html", context)


@require_safe
def body_list(request: HttpRequest) -> HttpResponse:
    context = {
        "bodies": selectors.body_rows(),
        "may_change": permissions.may_change_organisation.allows(request.user),
    }
    return render(request, "governance/body_list.html", context)


@require_safe
def body_detail(request: HttpRequest, pk: int) -> HttpResponse:
    body = get_object_or_404(Body, pk=pk)
    context = {
        "body": body,
        "units": body.units.all(),
        "appointments": selectors.appointments_of(body=body),
        "may_change": permissions.may_change_organisation.allows(request.user),
    }
    return render(request, "governance/body_detail.html", context)


@require_safe
def network(request: HttpRequest) -> HttpResponse:
    contacts, without = selectors.network()
    return render(request, "governance/network.html", {"contacts": contacts, "without": without})


@require_http_methods(["GET", "HEAD", "POST"])
def unit_edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Add a unit, or change one."""
    permissions.may_change_organisation.require(request.user)
    unit = get_object_or_404(Unit, pk=pk) if pk else None
    form = UnitForm(request.POST or None, instance=unit)
    context = {"form": form, "thing": unit, "kind": "unit"}
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.save_unit(unit=unit, by=request.user, **form.cleaned_data)
        except Refused as refused:
            context["findings"] = refused.findings
            return render(request, "governance/organisation_edit.html", context, status=409)
        messages.success(request, _("Uppgifterna om %s är sparade.") % row)
        return redirect("governance:unit_detail", row.pk)
    status = 400 if request.method == "POST" else 200
    return render(request, "governance/organisation_edit.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def body_edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Add a body, or change one."""
    permissions.may_change_organisation.require(request.user)
    body = get_object_or_404(Body, pk=pk) if pk else None
    form = BodyForm(request.POST or None, instance=body)
    context = {"form": form, "thing": body, "kind": "body"}
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.save_body(body=body, by=request.user, **form.cleaned_data)
        except Refused as refused:
            context["findings"] = refused.findings
            return render(request, "governance/organisation_edit.html", context, status=409)
        messages.success(request, _("Uppgifterna om %s är sparade.") % row)
        return redirect("governance:body_detail", row.pk)
    status = 400 if request.method == "POST" else 200
    return render(request, "governance/organisation_edit.html", context, status=status)
