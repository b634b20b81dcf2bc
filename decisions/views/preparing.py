"""Writing a case, putting it forward after a last look, and withdrawing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.rules import Conflict, NotPermitted, Refused, blocking
from decisions import actions, conditions, matters, permissions, presenting, routing, selectors
from decisions.enums import CaseState
from decisions.forms import PrepareForm, PutForwardForm, WithdrawForm
from decisions.models import Case

page = require_http_methods(["GET", "HEAD", "POST"])


def _allowed(finding: Any) -> None:
    if finding is not None:
        raise NotPermitted(finding)


def _must_be_preparing(case: Case) -> None:
    if case.state != CaseState.PREPARING:
        raise Conflict(_("Ärendet är framlagt. Texten kan ändras bara om ett organ återremitterar det."))


@page
def case_prepare(request: HttpRequest, pk: int) -> HttpResponse:
    case = selectors.case_for(request.user, pk)
    _allowed(permissions.may_prepare(request.user, case))
    if request.method != "POST":
        _must_be_preparing(case)
    form = PrepareForm(
        request.POST if request.method == "POST" else None,
        instance=Case(pk=case.pk) if request.method == "POST" else case,
        initial={"version": case.version},
        asks_effective_on=matters.matter_of(case).asks_effective_on or case.effective_on is not None,
    )
    if request.method == "POST" and form.is_valid():
        actions.prepare(case=case, version=form.cleaned_data["version"], by=request.user, **form.texts())
        messages.success(request, _("Underlaget är sparat."))
        return redirect(case)
    context = {"case": case, "form": form, "findings": presenting.findings_of(case)}
    return render(request, "decisions/case_prepare.html", context, status=422 if form.is_bound else 200)


@page
def case_put_forward(request: HttpRequest, pk: int) -> HttpResponse:
    """A last look at what is about to be frozen, and at everything remarked on, before it binds."""
    case = selectors.case_for(request.user, pk)
    _allowed(permissions.may_put_forward(request.user, case))
    findings = presenting.findings_of(case)
    blocked = bool(blocking(findings))
    needs_motive = bool(findings) and not blocked and conditions.needs_motive(case)
    form = PutForwardForm(request.POST if request.method == "POST" else None, needs_motive=needs_motive)
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            actions.put_forward(case=case, by=request.user, motive=form.cleaned_data["motive"])
        except Refused as refusal:
            findings, blocked, status = refusal.findings, True, 409
        else:
            messages.success(request, _("Ärendet är framlagt."))
            return redirect(case)
    _must_be_preparing(case)
    following = next((step for step in routing.steps_of(case) if not routing.is_unit_preparation(step)), None)
    context = {
        "case": case,
        "form": form,
        "findings": findings,
        "blocked": blocked,
        "needs_motive": needs_motive,
        "before": following and (following.body or following.unit),
    }
    return render(request, "decisions/case_put_forward.html", context, status=status)


@page
def case_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    case = selectors.case_for(request.user, pk)
    _allowed(permissions.may_withdraw(request.user, case))
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.withdraw(case=case, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Ärendet är återkallat."))
        return redirect(case)
    if case.closed_at is not None:
        raise Conflict(_("Ärendet är redan avgjort och kan inte återkallas."))
    status = 422 if form.is_bound else 200
    return render(request, "decisions/case_withdraw.html", {"case": case, "form": form}, status=status)
