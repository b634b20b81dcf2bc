"""Units that receive a visit, their one main host, and the fees of programmes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.rules import Refused
from engagements.area_views import Crumb, FormPage, answer
from engagements.views.lookup import number_in
from visits import actions
from visits.forms.visits import FeeForm, HostsForm
from visits.hosting import agreed, units_of
from visits.permissions import may_accept_host, may_change_visit, may_set_fee
from visits.selectors import visits as found
from visits.views.lookup import visit_crumbs, visit_or_404

page = require_http_methods(["GET", "HEAD", "POST"])


@page
def visit_hosts(request: HttpRequest, pk: int) -> HttpResponse:
    """Which units receive the visit, who is main host, and which of them have agreed (GBG-V4)."""
    visit = visit_or_404(request, pk)
    units = units_of(visit)
    may_change = may_change_visit.allows(request.user, visit)
    form = HostsForm(request.POST or None, initial={"units": units, "main_host": visit.main_host_id})
    findings, status = [], 200
    if request.method == "POST":
        may_change_visit.require(request.user, visit)
        status = 400
        if form.is_valid():
            data = form.cleaned_data
            try:
                actions.set_hosts(visit=visit, units=list(data["units"]), main_host=data["main_host"], by=request.user)
            except Refused as refused:
                findings, status = refused.findings, 409
            else:
                messages.success(request, _("Värdarna är sparade."))
                return redirect("visits:visit_hosts", pk=visit.pk)
    said = agreed(visit)
    rows = [
        (unit, unit in said, unit == visit.main_host, visit.main_host is not None and unit not in said
         and may_accept_host.allows(request.user, visit, unit))
        for unit in units
    ]  # fmt: skip
    context = {"visit": visit, "rows": rows, "form": form, "findings": findings, "may_change": may_change}
    return render(request, "visits/visit_hosts.html", context | {"crumbs": visit_crumbs(visit)}, status=status)


@require_POST
def visit_accept_host(request: HttpRequest, pk: int) -> HttpResponse:
    visit = visit_or_404(request, pk)
    unit = next((unit for unit in units_of(visit) if unit.pk == number_in(request.POST.get("unit"))), None)
    if unit is None:
        raise Http404
    actions.accept_host(visit=visit, unit=unit, by=request.user)
    messages.success(request, _("%(unit)s har godtagit huvudvärden.") % {"unit": unit})
    return redirect("visits:visit_hosts", pk=visit.pk)


@require_safe
def fee_list(request: HttpRequest) -> HttpResponse:
    rows = [(row, may_set_fee.allows(request.user, row)) for row in found.fee_programmes()]
    return render(request, "visits/fee_list.html", {"rows": rows, "crumbs": visit_crumbs()})


@page
def fee_edit(request: HttpRequest, pk: int) -> HttpResponse:
    programme = found.fee_programme(pk)
    if programme is None:
        raise Http404
    may_set_fee.require(request.user, programme)
    initial = {"amount": programme.amount, "per_person": programme.per_person}
    crumbs = [*visit_crumbs(), Crumb(_("Avgifter för program"), reverse("visits:fee_list"))]
    form_page = FormPage(programme.name, _("Spara avgiften"), crumbs)

    def save(data: dict[str, Any]) -> str:
        actions.set_fee(programme=programme, by=request.user, **data)
        messages.success(request, _("Avgiften är sparad."))
        return reverse("visits:fee_list")

    return answer(request, FeeForm(request.POST or None, initial=initial), form_page, save)
