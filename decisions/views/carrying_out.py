"""Tasks from decisions, and the balance list of a body."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.rules import Conflict, Finding, NotPermitted, Refused
from core.words import asked_words
from decisions.actions import carrying_out as actions
from decisions.enums import AssignmentState
from decisions.forms.carrying_out import HandBackForm, TaskForm, TaskReportForm
from decisions.permissions.carrying_out import may_follow_up, may_give, may_report
from decisions.selectors import balance
from decisions.selectors import carrying_out as found
from decisions.states import ASSIGNMENT
from decisions.views.cases import count_label, query_without_page
from governance.models import Body, Unit

page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def assignment_list(request: HttpRequest) -> HttpResponse:
    words = asked_words(request)
    rows = found.tasks(request.user, request.GET.dict(), words)
    context = {
        "page": rows,
        "page_query": query_without_page(request),
        "counted": count_label(rows),
        "to_accept": found.to_accept(request.user),
        "chosen": {name: request.GET.get(name, "") for name in ("state", "unit")},
        "words": words,
        "filtered": bool(words) or any(request.GET.get(name) for name in ("state", "unit")),
        "states": AssignmentState.choices,
        "units": found.units(),
    }
    return render(request, "decisions/assignment_list.html", context)


@require_safe
def assignment_detail(request: HttpRequest, pk: int) -> HttpResponse:
    task = found.task_for(request.user, pk)
    reports = ASSIGNMENT.allows(task, "report") and may_report.allows(request.user, task)
    context = {
        "task": task,
        "late": task.state == AssignmentState.GIVEN and task.due_on < timezone.localdate(),
        "color": found.STATE_COLORS[AssignmentState(task.state)],
        "follows_up": ASSIGNMENT.allows(task, "accept") and may_follow_up.allows(request.user, task),
        "form": TaskReportForm(initial={"version": task.version, "report": task.report}) if reports else None,
    }
    return render(request, "decisions/assignment_detail.html", context)


@page
def assignment_give(request: HttpRequest, pk: int) -> HttpResponse:
    """`pk` is the decision's."""
    decision = found.decision_for(request.user, pk)
    _allowed(may_give(request.user, decision))
    sent = request.POST if request.method == "POST" else None
    form = TaskForm(sent, units=found.units(), initial={"unit": decision.case.unit_id})
    context: dict[str, Any] = {"decision": decision, "case": decision.case, "form": form}
    if sent is not None and form.is_valid():
        unit = Unit.objects.get(pk=int(form.cleaned_data["unit"]))
        facts = {name: form.cleaned_data[name] for name in ("text", "due_on")}
        try:
            actions.give_task(decision=decision, unit=unit, by=request.user, **facts)
        except Refused as refusal:
            context["findings"] = refusal.findings
            return render(request, "decisions/assignment_give.html", context, status=409)
        messages.success(request, _("Uppdraget är givet till %(unit)s.") % {"unit": unit})
        return redirect(decision.case)
    return render(request, "decisions/assignment_give.html", context, status=422 if form.is_bound else 200)


@require_POST
def assignment_report(request: HttpRequest, pk: int) -> HttpResponse:
    """The form stands on the task's own page; what was typed is shown there again when it is refused."""
    task = found.task_for(request.user, pk)
    _allowed(may_report(request.user, task))
    form = TaskReportForm(request.POST)
    if not form.is_valid():
        color = found.STATE_COLORS[AssignmentState(task.state)]
        context = {"task": task, "form": form, "color": color}
        return render(request, "decisions/assignment_detail.html", context, status=422)
    actions.report_task(assignment=task, by=request.user, **form.cleaned_data)
    messages.success(request, _("Uppdraget är återrapporterat."))
    return redirect(task)


@require_POST
def assignment_accept(request: HttpRequest, pk: int) -> HttpResponse:
    task = found.task_for(request.user, pk)
    actions.accept_report(assignment=task, by=request.user)
    messages.success(request, _("Återrapporten är godkänd och uppdraget avslutat."))
    return redirect(task)


@page
def assignment_hand_back(request: HttpRequest, pk: int) -> HttpResponse:
    task = found.task_for(request.user, pk)
    _allowed(may_follow_up(request.user, task))
    form = HandBackForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.hand_back(assignment=task, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Uppdraget är lämnat tillbaka till %(unit)s.") % {"unit": task.unit})
        return redirect(task)
    if request.method != "POST" and not ASSIGNMENT.allows(task, "hand_back"):
        raise Conflict(_("Uppdraget väntar inte på att godkännas. Öppna det och se hur det står."))
    context = {"task": task, "form": form}
    return render(request, "decisions/assignment_hand_back.html", context, status=422 if form.is_bound else 200)


@require_safe
def balance_list(request: HttpRequest) -> HttpResponse:
    words = asked_words(request)
    context = {"rows": balance.counts(request.user, words), "words": words}
    return render(request, "decisions/balance_list.html", context)


@require_safe
def balance_detail(request: HttpRequest, pk: int) -> HttpResponse:
    body = Body.objects.filter(pk=pk).first()
    if body is None:
        raise Http404
    context = {"balance": balance.for_person(body, request.user), "body": body}
    context["prints"] = bool(request.user.powers.functions)
    return render(request, "decisions/balance_detail.html", context)


def _allowed(finding: Finding | None) -> None:
    if finding is not None:
        raise NotPermitted(finding)
