"""Sending a case on referral, following it and summing it up."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.rules import Conflict, Finding, NotPermitted, Refused
from core.words import asked_words
from decisions import routing, selectors
from decisions.actions import referrals as actions
from decisions.conditions import referrals as conditions
from decisions.enums import ReferralState
from decisions.forms.referrals import AddRecipientForm, OutsideFormSet, ReferralForm, WithdrawReferralForm
from decisions.models import Case, Referral
from decisions.permissions.referrals import may_refer
from decisions.referring import Recipient
from decisions.selectors import referrals as found
from decisions.states import REFERRAL
from decisions.views.cases import count_label, query_without_page
from governance.enums import StepRole

page = require_http_methods(["GET", "HEAD", "POST"])
USUAL_DAYS = 42


@require_safe
def referral_list(request: HttpRequest) -> HttpResponse:
    words = asked_words(request)
    rows = found.referrals(request.user, request.GET.dict(), words)
    context = {
        "mine": found.to_answer(request.user),
        "page": rows,
        "page_query": query_without_page(request),
        "counted": count_label(rows),
        "chosen": request.GET.get("state", ""),
        "words": words,
        "states": ReferralState.choices,
    }
    return render(request, "decisions/referral_list.html", context)


@require_safe
def referral_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The answers side by side; a draft is shown as it will be sent, with what is still missing."""
    referral = found.referral_for(request.user, pk)
    compiled = found.compiled(referral)
    sends = may_refer.allows(request.user, referral.case)
    draft = referral.state == ReferralState.DRAFT
    chosen = request.GET.get("svar", "")
    context = {
        "referral": referral,
        "case": referral.case,
        "round": compiled,
        "opinions": found.filtered(compiled.opinions, chosen),
        "stances": found.stances_in(compiled.opinions),
        "chosen": chosen,
        "sends": sends,
        "findings": conditions.ready_to_send(referral, found.answers_of(referral)) if draft else [],
        "writable": set() if draft else found.writable(request.user, referral),
        "running": conditions.is_running(referral.case),
    }
    return render(request, "decisions/referral_detail.html", context)


@page
def referral_create(request: HttpRequest, pk: int) -> HttpResponse:
    case = selectors.case_for(request.user, pk)
    _allowed(may_refer(request.user, case))
    step = routing.active_step(case)
    asked = [step.body_id] if step is not None and step.role == StepRole.REFER and step.body_id else []
    initial = {"title": case.title[:200], "due_on": _usual_day(), "bodies": asked}
    return _referral_form(request, case, None, initial)


@page
def referral_edit(request: HttpRequest, pk: int) -> HttpResponse:
    referral = found.referral_for(request.user, pk)
    _allowed(may_refer(request.user, referral.case))
    _must_be(request, referral, "send")
    initial: dict[str, Any] = {"version": referral.version, "title": referral.title, "question": referral.question}
    recipients = found.recipients_of(referral)
    initial |= {
        "due_on": referral.due_on,
        "bodies": [each.body.pk for each in recipients if each.body],
        "units": [each.unit.pk for each in recipients if each.unit],
    }
    outside = [{"name": each.outside, "email": each.email} for each in recipients if each.outside]
    return _referral_form(request, referral.case, referral, initial, outside)


@require_POST
def referral_send(request: HttpRequest, pk: int) -> HttpResponse:
    referral = found.referral_for(request.user, pk)
    actions.send(referral=referral, by=request.user)
    messages.success(request, _("Remissen är skickad."))
    return redirect(referral)


@page
def referral_add(request: HttpRequest, pk: int) -> HttpResponse:
    referral = found.referral_for(request.user, pk)
    _allowed(may_refer(request.user, referral.case))
    _must_be(request, referral, "close")
    form = AddRecipientForm(
        request.POST if request.method == "POST" else None,
        bodies=found.bodies_that_answer(),
        units=found.units_that_answer(),
        initial={"due_on": referral.due_on},
    )
    context: dict[str, Any] = {"referral": referral, "case": referral.case, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            recipient = _one_recipient(form.cleaned_data)
            due_on = form.cleaned_data["due_on"]
            actions.add_recipient(referral=referral, recipient=recipient, due_on=due_on, by=request.user)
        except Refused as refusal:
            context["findings"] = refusal.findings
            return render(request, "decisions/referral_add.html", context, status=409)
        messages.success(request, _("Remissen är skickad till %(who)s.") % {"who": recipient})
        return redirect(referral)
    return render(request, "decisions/referral_add.html", context, status=422 if form.is_bound else 200)


@page
def referral_close(request: HttpRequest, pk: int) -> HttpResponse:
    """A last look at what the summing up will say and at who has not answered."""
    referral = found.referral_for(request.user, pk)
    _allowed(may_refer(request.user, referral.case))
    if request.method == "POST":
        actions.close_referral(referral=referral, by=request.user)
        messages.success(request, _("Remissen är sammanställd."))
        return redirect(referral)
    _must_be(request, referral, "close")
    context = {"referral": referral, "case": referral.case, "round": found.compiled(referral)}
    context["today"] = timezone.localdate()
    return render(request, "decisions/referral_close.html", context)


@page
def referral_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    referral = found.referral_for(request.user, pk)
    _allowed(may_refer(request.user, referral.case))
    form = WithdrawReferralForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.withdraw_referral(referral=referral, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Remissen är återkallad."))
        return redirect(referral.case)
    _must_be(request, referral, "withdraw")
    context = {"referral": referral, "case": referral.case, "form": form}
    return render(request, "decisions/referral_withdraw.html", context, status=422 if form.is_bound else 200)


@require_POST
def referral_pass_on(request: HttpRequest, pk: int) -> HttpResponse:
    case = selectors.case_for(request.user, pk)
    actions.pass_on(case=case, by=request.user)
    messages.success(request, _("Ärendet har gått vidare med remissvaren."))
    return redirect(case)


def _referral_form(
    request: HttpRequest,
    case: Case,
    referral: Referral | None,
    initial: dict[str, Any],
    outside: list[dict[str, str]] | None = None,
) -> HttpResponse:
    sent = request.POST if request.method == "POST" else None
    form = ReferralForm(sent, initial=initial, bodies=found.bodies_that_answer(), units=found.units_that_answer())
    formset = OutsideFormSet(sent, initial=None if sent is not None else outside, prefix="utomstaende")
    context: dict[str, Any] = {"case": case, "referral": referral, "form": form, "formset": formset}
    if sent is not None and form.is_valid() and formset.is_valid():
        try:
            saved = _save(request, case, referral, form, formset)
        except Refused as refusal:
            context["findings"] = refusal.findings
            return render(request, "decisions/referral_form.html", context, status=409)
        messages.success(request, _("Remissen är sparad. Läs igenom den och skicka den."))
        return redirect(saved)
    return render(request, "decisions/referral_form.html", context, status=422 if sent is not None else 200)


def _save(
    request: HttpRequest, case: Case, referral: Referral | None, form: ReferralForm, formset: OutsideFormSet
) -> Referral:
    cleaned = form.cleaned_data
    texts = {name: cleaned[name] for name in ("title", "question", "due_on")}
    recipients = [Recipient(body=body) for body in found.bodies_named(cleaned["bodies"])]
    recipients += [Recipient(unit=unit) for unit in found.units_named(cleaned["units"])]
    recipients += [Recipient(outside=row["name"].strip(), email=row["email"]) for row in formset.rows]
    if referral is None:
        return actions.draft_referral(case=case, recipients=recipients, by=request.user, **texts)
    version = cleaned["version"] or 0
    return actions.change_referral(referral=referral, version=version, recipients=recipients, by=request.user, **texts)


def _one_recipient(cleaned: dict[str, Any]) -> Recipient:
    kind, _dash, key = cleaned["who"].partition("-")
    if kind == "body":
        return Recipient(body=found.bodies_named([int(key)])[0])
    if kind == "unit":
        return Recipient(unit=found.units_named([int(key)])[0])
    return Recipient(outside=cleaned["outside"].strip(), email=cleaned["email"])


def _usual_day() -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=USUAL_DAYS)


def _must_be(request: HttpRequest, referral: Referral, verb: str) -> None:
    """A page is not opened for what can no longer be done; what was sent anyway is refused by the action."""
    if request.method != "POST" and not REFERRAL.allows(referral, verb):
        raise Conflict(_("Remissen har redan gått vidare. Öppna den och se hur det står."))


def _allowed(finding: Finding | None) -> None:
    if finding is not None:
        raise NotPermitted(finding)
