"""Protected parts of a visit. Without its grant the page of a part does not exist; each reading is noted."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.rules import Refused
from engagements.area_views import FormPage, answer
from engagements.views.lookup import number_in
from visits import actions
from visits.enums import CompartmentKind
from visits.forms.compartments import DetailForm, OpenCompartmentForm, ShareCompartmentForm
from visits.models import Compartment
from visits.permissions import may_hand_out_compartment, may_open_compartment
from visits.selectors import visits as found
from visits.views.lookup import compartment_or_404, visit_crumbs, visit_or_404

page = require_http_methods(["GET", "HEAD", "POST"])


@page
def compartment_open(request: HttpRequest, pk: int, compartment: str) -> HttpResponse:
    visit = visit_or_404(request, pk)
    if compartment not in CompartmentKind.values:
        raise Http404
    may_open_compartment.require(request.user, visit)
    kind = CompartmentKind(compartment)
    lead = _("Bara den du delar ut delen till ser vad som står där. Du ansvarar för den.")
    form_page = FormPage(_("Skyddad del: %(part)s") % {"part": kind.label.lower()}, _("Lägg till delen"),
                         visit_crumbs(visit), lead)  # fmt: skip

    def save(data: dict[str, Any]) -> str:
        actions.open_compartment(visit=visit, kind=kind, ground=data["ground"], by=request.user)
        return _address(visit.pk, kind)

    return answer(request, OpenCompartmentForm(request.POST or None), form_page, save)


@page
def compartment_detail(request: HttpRequest, pk: int, compartment: str) -> HttpResponse:
    part = compartment_or_404(request, pk, compartment)
    form = DetailForm(request.POST or None, prefix="uppgift")
    status = 200
    if request.method == "POST":
        if form.is_valid():
            actions.keep_detail(compartment=part, by=request.user, **form.cleaned_data)
            messages.success(request, _("Uppgiften är sparad."))
            return redirect(_address(pk, compartment))
        status = 400
    return _shown(request, part, form, status=status)


@require_POST
def compartment_share(request: HttpRequest, pk: int, compartment: str) -> HttpResponse:
    """Share, take back, or hand over: one button each."""
    part = compartment_or_404(request, pk, compartment)
    verb = next((name for name in ("revoke", "hand_over", "person") if request.POST.get(name)), "person")
    person = found.active_person(number_in(request.POST.get(verb)) or 0)
    if person is None:
        may_hand_out_compartment.require(request.user, part)
        return redirect(_address(pk, compartment))
    act = {
        "person": actions.share_compartment,
        "revoke": actions.revoke_compartment,
        "hand_over": actions.hand_over_compartment,
    }[verb]
    try:
        act(compartment=part, person=person, by=request.user)
    except Refused as refused:
        return _shown(request, part, DetailForm(prefix="uppgift"), findings=refused.findings, status=409)
    messages.success(request, _("Åtkomsten är ändrad."))
    return redirect(_address(pk, compartment))


@require_POST
def compartment_drop_detail(request: HttpRequest, pk: int, compartment: str) -> HttpResponse:
    part = compartment_or_404(request, pk, compartment)
    detail = found.detail_of(part, number_in(request.POST.get("detail")) or 0)
    if detail is not None:
        actions.drop_detail(detail=detail, by=request.user)
        messages.success(request, _("Uppgiften är borttagen."))
    return redirect(_address(pk, compartment))


def _shown(
    request: HttpRequest, part: Compartment, form: DetailForm, *, findings: Any = (), status: int = 200
) -> HttpResponse:
    actions.note_compartment_reading(compartment=part, by=request.user)
    hands_out = may_hand_out_compartment.allows(request.user, part)
    context = {
        "part": part,
        "visit": part.visit,
        "details": found.details_of(part),
        "holders": found.holders_of(part),
        "hands_out": hands_out,
        "form": form,
        "share_form": ShareCompartmentForm() if hands_out else None,
        "findings": findings,
        "crumbs": visit_crumbs(part.visit),
    }
    return render(request, "visits/visit_compartment.html", context, status=status)


def _address(pk: int, compartment: str) -> str:
    return reverse("visits:compartment_detail", args=[pk, compartment])
