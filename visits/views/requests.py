"""Requests: the list, one written down, one passed on in one step, and what is known of one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.words import asked_words
from engagements.area_views import FormPage, answer, own_unit_or_refuse
from engagements.views.lookup import number_in, page_number
from visits import actions
from visits.actions.requests import ASKED, SECRECY
from visits.enums import RequestState
from visits.forms.requests import ForwardForm, RequestEditForm, RequestForm
from visits.permissions import may_triage_request
from visits.selectors import requests as found
from visits.views.lookup import request_crumbs, request_or_404, visit_crumbs

page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def request_list(request: HttpRequest) -> HttpResponse:
    asked = {"q": asked_words(request), "lage": request.GET.get("lage", "")}
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "page": found.request_page(request.user, state=asked["lage"], words=asked["q"], number=page_number(request)),
        "asked": asked,
        "filtered": any(asked.values()),
        "query": query.urlencode(),
        "states": [choice for choice in RequestState.choices if choice[0] != RequestState.UNCONFIRMED],
        "may_create": bool(request.user.powers.own_units),
        "crumbs": visit_crumbs(),
    }
    return render(request, "visits/request_list.html", context)


@page
def request_create(request: HttpRequest) -> HttpResponse:
    unit = own_unit_or_refuse(request)
    form = RequestForm(request.POST or None, person=request.user, initial={"unit": unit.pk})
    form_page = FormPage(_("Registrera förfrågan"), _("Registrera förfrågan"), request_crumbs())

    def save(data: dict[str, Any]) -> str:
        made = actions.register_request(unit=data["unit"], by=request.user, **form.facts())
        messages.success(request, _("Förfrågan är registrerad och ligger i inkorgen."))
        return made.get_absolute_url()

    return answer(request, form, form_page, save)


@page
def request_forward(request: HttpRequest) -> HttpResponse:
    """One step (GBG-V3)."""
    own_unit_or_refuse(request)
    form = ForwardForm(request.POST or None, person=request.user)
    lead = _("Den samordnande enheten bedömer förfrågan och svarar avsändaren. Du får veta vad som hände.")
    form_page = FormPage(_("Vidarebefordra en förfrågan"), _("Skicka till samordnande enheten"), request_crumbs(), lead)

    def save(data: dict[str, Any]) -> str:
        actions.forward_request(by=request.user, **data)
        messages.success(request, _("Förfrågan är skickad till den samordnande enheten."))
        return reverse("visits:request_list")

    return answer(request, form, form_page, save)


@require_safe
def request_detail(request: HttpRequest, pk: int) -> HttpResponse:
    asked = request_or_404(request, pk)
    waits = asked.state in {RequestState.RECEIVED, RequestState.ASSESSED}
    why_not = may_triage_request(request.user, asked) if waits else None
    context = {
        "asked": asked,
        "colour": found.COLOUR[RequestState(asked.state)],
        "waits": waits,
        "why_not": why_not,
        "may_triage": waits and why_not is None,
        "aims": found.aims_of(asked),
        "same": found.possibly_same(asked, request.user) if waits else [],
        "joined": found.joined_to(asked),
        "crumbs": request_crumbs(),
    }
    return render(request, "visits/request_detail.html", context)


@page
def request_edit(request: HttpRequest, pk: int) -> HttpResponse:
    asked = request_or_404(request, pk)
    may_triage_request.require(request.user, asked)
    initial = {name: getattr(asked, name) for name in (*ASKED, *SECRECY)}
    form = RequestEditForm(request.POST or None, person=request.user, initial=initial)
    form_page = FormPage(_("Komplettera förfrågan"), _("Spara förfrågan"), request_crumbs(asked))

    def save(data: dict[str, Any]) -> str:
        version = number_in(request.POST.get("version")) or asked.version
        actions.change_request(asked=asked, version=version, by=request.user, **form.facts())
        messages.success(request, _("Förfrågan är sparad."))
        return asked.get_absolute_url()

    return answer(request, form, form_page, save)


@require_POST
def request_join(request: HttpRequest, pk: int) -> HttpResponse:
    """Join with another, or part again when none is named (GBG-V8)."""
    asked = request_or_404(request, pk)
    number = number_in(request.POST.get("other"))
    if number is None:
        actions.part_request(asked=asked, by=request.user)
        messages.success(request, _("Förfrågan besvaras för sig igen."))
        return redirect(asked.get_absolute_url())
    other = found.visible_request(request.user, number)
    if other is None:
        raise Http404
    actions.join_request(asked=asked, other=other, by=request.user)
    messages.success(request, _("Förfrågningarna besvaras tillsammans."))
    return redirect(other.get_absolute_url())
