"""Bodies, units and the network of contact persons."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.rules import Refused
from governance import actions, numbering, permissions, selectors
from governance.forms import BodyForm, DiaryNumbersForm, UnitForm
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
        "advising": selectors.advising_rules(unit),
        "instructions": selectors.instructions_of(unit),
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
        "may_import": body.numbers_from_diary and permissions.may_import_numbers.allows(request.user),
    }
    return render(request, "governance/body_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def body_numbers(request: HttpRequest, pk: int) -> HttpResponse:
    """Read in reference numbers from the city's diary: all of them or none."""
    body = get_object_or_404(Body, pk=pk)
    permissions.may_import_numbers.require(request.user)
    form = DiaryNumbersForm(request.POST or None)
    context = {"body": body, "form": form, "left": numbering.left(body)}
    if request.method == "POST" and form.is_valid():
        try:
            number = actions.import_numbers(body=body, lines=form.cleaned_data["numbers"].splitlines(), by=request.user)
        except Refused as refused:
            context["findings"] = refused.findings
            return render(request, "governance/body_numbers.html", context, status=409)
        messages.success(request, _("%s diarienummer är inlästa.") % number)
        return redirect("governance:body_detail", body.pk)
    return render(request, "governance/body_numbers.html", context, status=422 if form.is_bound else 200)


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
