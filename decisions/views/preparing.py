"""Writing a case, putting it forward after a last look, and withdrawing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.rules import Conflict, NotPermitted, Refused, blocking
from decisions import actions, conditions, matters, permissions, routing, selectors
from decisions.actions import basis
from decisions.conditions.basis import ready_to_take_back, standing_in_words
from decisions.enums import CaseState
from decisions.forms import PrepareForm, PutForwardForm, WithdrawForm
from decisions.models import Case
from decisions.presenting import cases as presenting
from decisions.selectors.basis import annex_for, annexes_of, reading_of

page = require_http_methods(["GET", "HEAD", "POST"])


def _allowed(finding: Any) -> None:
    if finding is not None:
        raise NotPermitted(finding)


def _must_be_preparing(case: Case) -> None:
    if case.state != CaseState.PREPARING:
        raise Conflict(_("Ärendet är redan framlagt."))


@page
def case_prepare(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the decision basis. Of a case that is put forward: say first that it goes back to preparation."""
    case = selectors.case_for(request.user, pk)
    _allowed(permissions.may_prepare(request.user, case))
    takes_back = case.state != CaseState.PREPARING
    if takes_back and request.method != "POST":
        ready_to_take_back.require(case)
    form = _prepare_form(request, case, takes_back)
    findings, status = presenting.findings_of(case), 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            return _saved(request, case, form)
        except Refused as refusal:
            findings, status = refusal.findings, 409
    context = {
        "case": case,
        "form": form,
        "parts": [form[name] for name in PrepareForm.Meta.fields if name in form.fields],
        "findings": findings,
        "takes_back": takes_back,
        "standing": standing_in_words(case) if takes_back else "",
        "annexes": annexes_of(case),
    }
    return render(request, "decisions/case_prepare.html", context, status=status)


def _prepare_form(request: HttpRequest, case: Case, takes_back: bool) -> PrepareForm:
    posted = request.method == "POST"
    return PrepareForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        instance=Case(pk=case.pk) if posted else case,
        initial={"version": case.version},
        asks_effective_on=matters.matter_of(case).asks_effective_on or case.effective_on is not None,
        takes_back=takes_back,
    )


def _saved(request: HttpRequest, case: Case, form: PrepareForm) -> HttpResponse:
    """Save the text, then do what the pressed button says of the annexes, and stay there."""
    given = form.cleaned_data
    take_back = given.get("take_back", False)
    actions.prepare(case=case, version=given["version"], by=request.user, take_back=take_back, **form.texts())
    moved, removed = request.POST.get("move_annex", ""), request.POST.get("remove_annex", "")
    if given.get("annex"):
        basis.add_annex(case=case, file=given["annex"], title=given["annex_title"], by=request.user)
    elif moved.isdecimal():
        basis.move_annex(annex=annex_for(case, int(moved)), by=request.user)
    elif removed.isdecimal():
        basis.remove_annex(annex=annex_for(case, int(removed)), by=request.user)
    if take_back:
        messages.success(request, _("Ärendet är tillbaka i beredning. Lägg fram det igen när det är klart."))
    else:
        messages.success(request, _("Underlaget är sparat."))
    if given.get("annex") or moved or removed:
        return redirect(reverse("decisions:case_prepare", args=[case.pk]) + "#bilagor")
    return redirect(case)


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
        "reading": reading_of(case),
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
