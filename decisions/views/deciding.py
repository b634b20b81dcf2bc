"""Recording what bodies propose and decide. Each form is shown once more before it binds."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.rules import Conflict, NotPermitted, Refused
from core.words import asked_words
from decisions import actions, permissions, routing, selectors
from decisions.enums import Outcome, StepState
from decisions.forms import DecideForm, ProposeForm
from decisions.models import Case, CaseStep
from decisions.selectors import board
from decisions.views.cases import count_label, query_without_page

page = require_http_methods(["GET", "HEAD", "POST"])


@page
def case_propose(request: HttpRequest, pk: int) -> HttpResponse:
    case = selectors.case_for(request.user, pk)
    step = _step_for(request, case)
    _allowed(permissions.may_propose(request.user, step))
    if request.method != "POST" and step.state != StepState.ACTIVE:
        raise Conflict(_("Ärendet är avgjort. Det finns inget mer att registrera."))
    initial = {"step": step.pk, "text": case.proposed_decision}
    form = ProposeForm(request.POST if request.method == "POST" else None, initial=initial)
    context: dict[str, Any] = {"case": case, "step": step, "form": form}
    if request.method == "POST" and form.is_valid():
        if "confirm" not in request.POST:
            return render(request, "decisions/case_propose.html", context | {"reviewing": _may_go_back(request)})
        try:
            actions.propose(step=step, text=form.cleaned_data["text"], by=request.user)
        except Refused as refusal:
            context["findings"] = refusal.findings
            return render(request, "decisions/case_propose.html", context, status=409)
        messages.success(request, _("Förslaget är registrerat och ärendet har gått vidare."))
        return redirect(case)
    return render(request, "decisions/case_propose.html", context, status=422 if form.is_bound else 200)


@page
def case_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """The secretary's form: keyboard all the way, one look before it binds, and plain words to the one who is late."""
    case = selectors.case_for(request.user, pk)
    step = _step_for(request, case)
    _allowed(permissions.may_record_decision(request.user, step))
    if request.method != "POST" and step.state != StepState.ACTIVE:
        raise Conflict(_("Ärendet är avgjort. Det finns inget mer att registrera."))
    hands_back_only = step.role not in routing.BINDING
    form = DecideForm(
        request.POST if request.method == "POST" else None,
        initial=_first_answers(case, step, hands_back_only),
        hands_back_only=hands_back_only,
    )
    context: dict[str, Any] = {"case": case, "step": step, "form": form}
    context["presenters"] = selectors.presenters_for(step.body) if "confirm" not in request.POST else []
    if request.method == "POST" and form.is_valid():
        if "confirm" not in request.POST:
            return render(request, "decisions/case_decide.html", context | _review(request, form, step, case))
        try:
            actions.decide(step=step, by=request.user, **form.facts())
        except Refused as refusal:
            context["findings"] = refusal.findings
            return render(request, "decisions/case_decide.html", context, status=409)
        except Conflict as conflict:
            raise _with_both_texts(conflict, case, form) from conflict
        messages.success(request, _("Beslutet är registrerat."))
        return redirect(case)
    return render(request, "decisions/case_decide.html", context, status=422 if form.is_bound else 200)


@require_safe
def decision_list(request: HttpRequest) -> HttpResponse:
    words = asked_words(request)
    page = selectors.decisions(request.user, request.GET.dict(), words)
    bodies = selectors.bodies()
    chosen = {name: request.GET.get(name, "") for name in ("body", "year", "outcome")}
    context = {
        "page": page,
        "rows": _with_force(page.rows),
        "page_query": query_without_page(request),
        "counted": count_label(page),
        "chosen": chosen,
        "words": words,
        "filtered": bool(words) or any(chosen.values()),
        "body_name": next((name for pk, name in bodies if str(pk) == chosen["body"]), ""),
        "bodies": bodies,
        "years": selectors.decision_years(),
        "outcomes": Outcome.choices,
        "today": timezone.localdate(),
    }
    return render(request, "decisions/decision_list.html", context)


def _with_force(rows: list[selectors.DecisionRow]) -> list[tuple[selectors.DecisionRow, str]]:
    force = board.legal_force_of([row.pk for row in rows])
    return [(row, force[row.pk].words) for row in rows]


def _allowed(finding: Any) -> None:
    if finding is not None:
        raise NotPermitted(finding)


def _step_for(request: HttpRequest, case: Case) -> CaseStep:
    """The step the form was made for, so that who is late hears of that step; else the one whose turn it is."""
    steps = routing.steps_of(case)
    wanted = request.POST.get("step", "")
    if wanted:
        named = next((step for step in steps if str(step.pk) == wanted), None)
        if named is None:
            raise Http404
        return named
    binding = [step for step in steps if step.role in routing.BINDING]
    return next((step for step in steps if step.state == StepState.ACTIVE), binding[-1])


def _first_answers(case: Case, step: CaseStep, hands_back_only: bool) -> dict[str, Any]:
    """What is usually so, to save the secretary's keys: today, the text that was put forward, nobody else present."""
    return {
        "step": step.pk,
        "sitting": 1 + step.decisions.filter(round=case.round).count(),
        "outcome": "" if hands_back_only else Outcome.APPROVED,
        "decided_on": timezone.localdate(),
        "text": "" if hands_back_only else case.proposed_decision,
        "present_without_deciding": _("Ingen"),
    }


def _review(request: HttpRequest, form: DecideForm, step: CaseStep, case: Case) -> dict[str, Any]:
    cleaned = form.cleaned_data
    outcome = Outcome(cleaned["outcome"])
    final = outcome == Outcome.APPROVED and routing.is_last_binding(step)
    return {
        "reviewing": _may_go_back(request),
        "outcome": outcome,
        "final": final,
        "takes_effect_on": (case.effective_on or cleaned["decided_on"]) if final else None,
    }


def _may_go_back(request: HttpRequest) -> bool:
    return "change" not in request.POST


def _with_both_texts(conflict: Conflict, case: Case, form: DecideForm) -> Conflict:
    latest = case.decisions.order_by("-pk").first()
    theirs = f"{latest.get_outcome_display()}, § {latest.paragraph}\n{latest.text}" if latest else ""
    cleaned = form.cleaned_data
    yours = f"{Outcome(cleaned['outcome']).label}, § {cleaned['paragraph']}\n{cleaned['text']}"
    return Conflict(conflict.message, theirs=theirs, yours=yours)
