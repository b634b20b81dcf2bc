"""Finding, opening and reading cases."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.rules import Refused
from decisions import actions, matters, opening, selectors
from decisions.enums import CaseState
from decisions.forms import OpenForm
from decisions.permissions.basis import may_read_basis, may_title_publicly
from decisions.presenting import after
from decisions.presenting import cases as presenting
from decisions.selectors import board
from decisions.selectors.basis import reading_of
from decisions.selectors.carrying_out import of_case
from governance import matter_names

FILTERS = ("state", "body", "matter", "text")


def query_without_page(request: HttpRequest) -> str:
    kept = request.GET.copy()
    kept.pop("page", None)
    return kept.urlencode()


def count_label(page: selectors.Page) -> str:
    if page.more_than_counted:
        return _("över 1 000 träffar")
    return _("1 träff") if page.total == 1 else _("%(number)s träffar") % {"number": page.total}


@require_safe
def case_list(request: HttpRequest) -> HttpResponse:
    page = selectors.cases(request.user, request.GET.dict())
    context = {
        "page": page,
        "page_query": query_without_page(request),
        "counted": count_label(page),
        "chosen": {name: request.GET.get(name, "") for name in FILTERS},
        "filtered": any(request.GET.get(name) for name in FILTERS),
        "opens": request.user.powers.coordinates and bool(matters.for_the_city()),
        "states": CaseState.choices,
        "bodies": selectors.bodies(),
        "matters": matter_names.known().items(),
    }
    return render(request, "decisions/case_list.html", context)


@require_safe
def case_detail(request: HttpRequest, pk: int) -> HttpResponse:
    case = selectors.case_for(request.user, pk)
    new = case.state == CaseState.PREPARING and case.round == 1
    decisions = [] if new else board.decided_in(case, request.user)
    findings = presenting.findings_of(case)
    reading = reading_of(case)
    context = {
        "case": case,
        "reading": reading,
        "barred": may_read_basis(request.user, case),
        "may_title": may_title_publicly.allows(request.user, case),
        "matter_name": matter_names.name_of(case.matter),
        "color": selectors.STATE_COLORS[CaseState(case.state)],
        "steps": presenting.shown_steps(case, decisions),
        "buttons": presenting.buttons(case, request.user, findings),
        "findings": findings,
        "decisions": decisions,
        "opinions": reading.opinions,
        "passes_on": presenting.passes_on(case, request.user),
        "proposals": [] if new else selectors.proposals_in(case),
        "effect": getattr(case, "effect", None),
        "alone": after.alone(case, request.user),
        "assignments": of_case(case),
        "gives_from": after.task_source(case, decisions, request.user),
        "history": presenting.happened(selectors.history_of(case)),
        "link": matters.matter_of(case).link(case) if matters.is_known(case.matter) else None,
    }
    return render(request, "decisions/case_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def case_open(request: HttpRequest) -> HttpResponse:
    """Choose what is to be decided about an engagement, see the route it will take, and open the case."""
    engagement = opening.engagement_for(request.user, request.GET.get("engagemang", ""))
    choices = opening.choices(request.user, engagement)
    if engagement is None and not choices:
        return render(request, "decisions/case_open.html", {"choices": []})
    running = opening.running_case(request.user, engagement, request.GET.get("amne", ""))
    if running is not None and request.method != "POST":
        messages.info(request, _("Det pågår redan ett sådant ärende. Här är det."))
        return redirect(running)
    form = OpenForm(
        request.POST if request.method == "POST" else None,
        matters=[(choice.key, choice.name) for choice in choices],
        units=opening.units(request.user, engagement),
        initial={"matter": request.GET.get("amne", "") or (choices[0].key if len(choices) == 1 else "")},
    )
    context: dict[str, Any] = {"form": form, "choices": choices, "engagement": engagement}
    if request.method == "POST" and form.is_valid():
        try:
            case = actions.open_case(by=request.user, engagement=engagement, **_wanted(form))
        except Refused as refusal:
            context["findings"] = refusal.findings
            return render(request, "decisions/case_open.html", context, status=409)
        messages.success(request, _("Ärendet är öppnat. Skriv underlaget och lägg sedan fram det."))
        return redirect(case)
    status = 422 if form.is_bound else 200
    return render(request, "decisions/case_open.html", context, status=status)


def _wanted(form: OpenForm) -> dict[str, Any]:
    cleaned = form.cleaned_data
    unit = opening.unit(int(cleaned["unit"]))
    if unit is None:
        raise Http404
    return {
        "matter": cleaned["matter"],
        "unit": unit,
        "title": cleaned["title"],
        "effective_on": cleaned["effective_on"],
    }
