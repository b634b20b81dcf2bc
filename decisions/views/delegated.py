"""Decisions on delegation: taken, read, reported and announced."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.rules import Finding, NotPermitted, Refused
from core.words import asked_words
from decisions import selectors
from decisions.actions import board
from decisions.actions import delegated as actions
from decisions.conditions.board import ready_to_announce_delegated
from decisions.forms.delegation import DelegatedForm, UrgentForm
from decisions.models import Case
from decisions.permissions.delegation import may_decide, may_report
from decisions.permissions.minutes import may_keep_board
from decisions.selectors import delegation as found
from decisions.views.cases import count_label, query_without_page
from governance.models import Body

page = require_http_methods(["GET", "HEAD", "POST"])
FILTERS = ("body", "year", "told")


@require_safe
def delegated_list(request: HttpRequest) -> HttpResponse:
    words = asked_words(request)
    rows = found.decided(request.user, request.GET.dict(), words)
    context = {
        "page": rows,
        "page_query": query_without_page(request),
        "counted": count_label(rows),
        "chosen": {name: request.GET.get(name, "") for name in FILTERS},
        "words": words,
        "filtered": bool(words) or any(request.GET.get(name) for name in FILTERS),
        "bodies": selectors.bodies(),
        "years": found.years(),
        "to_report": found.to_report(request.user),
        "may_decide": bool(request.user.powers.functions),
    }
    return render(request, "decisions/delegated_list.html", context)


@require_safe
def delegated_detail(request: HttpRequest, pk: int) -> HttpResponse:
    delegated = found.delegated_for(request.user, pk)
    told, late = found.told_of(delegated)
    announces = may_keep_board.allows(request.user, delegated.body) and not ready_to_announce_delegated(delegated)
    context = {"delegated": delegated, "told": told, "late": late, "announces": announces}
    return render(request, "decisions/delegated_detail.html", context)


@page
def delegated_decide(request: HttpRequest) -> HttpResponse:
    """Choose the delegation, then one form; `delegation` and `arende` in the address say which."""
    wanted = request.GET.get("delegation", "")
    if not wanted.isdecimal():
        return render(request, "decisions/delegated_choose.html", {"held": found.held_by(request.user)})
    rule = found.rule_for(request.user, int(wanted))
    case = _case_named(request)
    _allowed(may_decide(request.user, rule, case))
    form = DelegatedForm(
        request.POST if request.method == "POST" else None,
        with_amount=rule.limit_amount is not None,
        initial=_first_answers(case, rule.subject),
    )
    context: dict[str, Any] = {"rule": rule, "body": rule.order.body, "case": case, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.decide_on_delegation(rule=rule, taken=form.taken(), by=request.user, case=case)
        except Refused as refusal:
            context["findings"] = refusal.findings
            return render(request, "decisions/delegated_decide.html", context, status=409)
        messages.success(request, _("Beslutet är registrerat som %(number)s.") % {"number": made.reference_number})
        return redirect(made)
    return render(request, "decisions/delegated_decide.html", context, status=422 if form.is_bound else 200)


@page
def delegated_urgent(request: HttpRequest) -> HttpResponse:
    """The chair's own form (KL 6:39); `organ` in the address says which body when the person leads several."""
    bodies = found.chaired_bodies(request.user)
    if not bodies:
        message = _("Brådskande beslut fattas av nämndens ordförande. Du har inget sådant uppdrag i dag.")
        raise NotPermitted(Finding("delegation.not-the-chair", message, clause="KL 6:39"))
    wanted = request.GET.get("organ", "")
    body = next((each for each in bodies if str(each.pk) == wanted), bodies[0])
    form = UrgentForm(
        request.POST if request.method == "POST" else None,
        cases=found.cases_before(body, request.user),
        initial=_first_answers(None, "") | {"case": request.GET.get("arende", "")},
    )
    context: dict[str, Any] = {"body": body, "form": form, "others": [each for each in bodies if each != body]}
    if request.method == "POST" and form.is_valid():
        case = form.cleaned_data.get("case") or ""
        try:
            made = actions.decide_urgently(
                body=body,
                taken=form.taken(),
                by=request.user,
                case=selectors.case_for(request.user, int(case)) if case else None,
            )
        except Refused as refusal:
            context["findings"] = refusal.findings
            return render(request, "decisions/delegated_urgent.html", context, status=409)
        messages.success(request, _("Beslutet är registrerat som %(number)s.") % {"number": made.reference_number})
        return redirect(made)
    return render(request, "decisions/delegated_urgent.html", context, status=422 if form.is_bound else 200)


@require_POST
def delegated_report(request: HttpRequest, body_pk: int) -> HttpResponse:
    """Everything unreported goes on the agenda of the body's next meeting."""
    body = Body.objects.filter(pk=body_pk).first()
    if body is None:
        raise Http404
    _allowed(may_report(request.user, body))
    item = actions.report_all(body=body, by=request.user)
    messages.success(request, _("Besluten står på dagordningen och är anmälda när sammanträdet avslutas."))
    return redirect(item.meeting)


@require_POST
def delegated_announce(request: HttpRequest, pk: int) -> HttpResponse:
    delegated = found.delegated_for(request.user, pk)
    board.announce_delegated(delegated=delegated, by=request.user)
    messages.success(request, _("Beslutet är anslaget på anslagstavlan."))
    return redirect(delegated)


def _case_named(request: HttpRequest) -> Case | None:
    wanted = request.GET.get("arende", "")
    return selectors.case_for(request.user, int(wanted)) if wanted.isdecimal() else None


def _first_answers(case: Case | None, subject: str) -> dict[str, Any]:
    """What is usually so, to save keys."""
    return {
        "title": case.title if case else subject,
        "outcome": "approved",
        "decided_on": timezone.localdate(),
        "text": case.proposed_decision if case else "",
        "presenter": "",
        "present_without_deciding": _("Ingen"),
    }


def _allowed(finding: Finding | None) -> None:
    if finding is not None:
        raise NotPermitted(finding)
