"""The assessment of a request, its undo, and the answer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.rules import Conflict, Refused
from engagements.area_views import FormPage, answer
from governance.selectors import policy_in_force
from visits import actions, answering
from visits.actions.triage import SECRECY
from visits.enums import RequestResult, RequestState
from visits.forms.requests import AIM, AnswerForm, AssessForm
from visits.models import VisitRequest
from visits.permissions import may_triage_request
from visits.views.lookup import request_crumbs, request_or_404

page = require_http_methods(["GET", "HEAD", "POST"])


@page
def request_assess(request: HttpRequest, pk: int) -> HttpResponse:
    """The same short assessment against the policy's aims for every request (GBG-V5, SAF-03)."""
    asked = request_or_404(request, pk)
    may_triage_request.require(request.user, asked)
    if asked.state != RequestState.RECEIVED:
        return redirect(asked.get_absolute_url())
    policy = policy_in_force()
    aims = list(policy.aims.order_by("policyaim__order")) if policy else []
    form = AssessForm(request.POST or None, person=request.user, aims=aims, initial=_initial(asked))
    lead = f"{asked.title} · {asked.country or asked.city}".rstrip(" ·")
    form_page = FormPage(
        _("Bedöm förfrågan"), _("Spara bedömningen"), request_crumbs(asked), lead, template="visits/request_assess.html"
    )

    def save(data: dict[str, Any]) -> str:
        actions.assess_request(
            asked=asked, aims=form.servings(), by=request.user, version=data["version"], **form.said()
        )
        messages.success(request, _("Bedömningen är sparad. Läs igenom svaret och skicka det."))
        return f"{asked.get_absolute_url()}svara/"

    return answer(request, form, form_page, save)


def _initial(asked: VisitRequest) -> dict[str, Any]:
    """What was written before it was opened again; otherwise what the request says itself."""
    names = ("own_value", "own_value_note", "result", "kind", "offered", "reason", *SECRECY)
    initial: dict[str, Any] = {name: getattr(asked, name) for name in names}
    initial |= {AIM % each.aim_id: each.serving for each in asked.aims.all()}
    return initial | {"host_unit": asked.host_unit_id or asked.unit_id, "version": asked.version}


@page
def request_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter is drafted in the sender's language; what is sent is what was read here."""
    asked = request_or_404(request, pk)
    may_triage_request.require(request.user, asked)
    if asked.state != RequestState.ASSESSED:
        return redirect(asked.get_absolute_url())
    form = AnswerForm(request.POST or None, initial={"text": answering.draft(asked).text})
    findings, conflict, status = [], None, 200
    if request.method == "POST" and form.is_valid():
        try:
            done = actions.answer_request(asked=asked, text=form.cleaned_data["text"], by=request.user)
        except Refused as refused:
            findings, status = refused.findings, 409
        except Conflict as error:
            conflict, status = error, 409
        else:
            messages.success(request, _("Svaret är skickat.") if done.sender_email else _("Svaret är noterat."))
            return redirect(done.visit.get_absolute_url() if done.visit else done.get_absolute_url())
    context = {
        "asked": asked,
        "form": form,
        "findings": findings,
        "conflict": conflict,
        "accepts": asked.result == RequestResult.ACCEPT,
        "joined": asked.joined.count(),
        "crumbs": request_crumbs(asked),
    }
    return render(request, "visits/request_answer.html", context, status=status)


@require_POST
def request_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    asked = request_or_404(request, pk)
    actions.reopen_request(asked=asked, by=request.user)
    messages.success(request, _("Bedömningen är öppen igen."))
    return redirect(asked.get_absolute_url())
