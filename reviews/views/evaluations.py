"""Evaluations: list, commission, read, write, send for decision."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.rules import Conflict, Finding, Refused, blocking
from core.words import asked_words
from engagements.enums import AreaKey
from governance.selectors import policy_in_force
from reviews import actions, conditions, permissions
from reviews.enums import ReportState
from reviews.forms import CommissionForm, EvaluationPartForm, MotiveForm, with_current_versions
from reviews.models import Evaluation
from reviews.reading import read_evaluation
from reviews.selectors import lists, pages
from reviews.states import EVALUATION
from reviews.views import files


@require_safe
def evaluation_list(request: HttpRequest) -> HttpResponse:
    words = asked_words(request)
    page = Paginator(lists.evaluations(request.user, words), 50).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [lists.evaluation_row(row) for row in page.object_list],
        "words": words,
        "query": urlencode({"q": words}) if words else "",
        "may_commission": permissions.may_commission.allows(request.user),
    }
    return render(request, "reviews/evaluation_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def evaluation_create(request: HttpRequest) -> HttpResponse:
    permissions.may_commission.require(request.user)
    choosable = pages.choosable_engagements(request.user)
    chosen = pages.chosen_from(choosable, request.GET)
    form = CommissionForm(choosable, request.POST if request.method == "POST" else None, initial=chosen)
    motive = MotiveForm(request.POST if request.method == "POST" else None)
    findings: list[Finding] = []
    if request.method == "POST" and form.is_valid() and motive.is_valid():
        try:
            evaluation = actions.commission(**form.cleaned_data, **motive.cleaned_data, by=request.user)
        except Refused as refused:
            findings = refused.findings
        else:
            messages.success(request, _("Utvärderingen är påbörjad med det Utblick redan vet."))
            return redirect("reviews:evaluation_edit", evaluation.pk)
    warned = bool(findings) and not blocking(findings)
    context = {"form": form, "findings": findings, "motive": motive if warned else None, "areas": AreaKey.choices}
    status = 409 if findings else 422 if form.errors else 200
    return render(request, "reviews/evaluation_create.html", context, status=status)


@require_safe
def evaluation_detail(request: HttpRequest, pk: int) -> HttpResponse:
    evaluation = pages.evaluation(request.user, pk)
    writes = permissions.may_commission.allows(request.user)
    reading = read_evaluation(evaluation)
    may_pursue = writes and evaluation.state != ReportState.DRAFT
    return render(
        request,
        "reviews/evaluation_detail.html",
        {
            "evaluation": evaluation,
            "reading": reading,
            "pdf": pages.pdf_of(evaluation),
            "color": lists.COLOURS[evaluation.state],
            "may_write": writes and not conditions.ready_to_write(evaluation, evaluation.case),
            "may_submit": writes and EVALUATION.allows(evaluation, "submit"),
            "may_pursue": may_pursue,
            "needing_decision": pages.needing_decision(reading.recommendations) if may_pursue else set(),
        },
    )


@require_safe
def evaluation_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """What there is to write, and how far it has come."""
    evaluation = pages.evaluation_to_write(request.user, pk)
    permissions.may_write_evaluation.require(request.user, evaluation)
    conditions.ready_to_write.require(evaluation, evaluation.case)
    context = {
        "evaluation": evaluation,
        "parts": pages.parts_of(evaluation),
        "recommendations": len(evaluation.recommendations.all()),
        "findings": _missing(evaluation),
        "may_submit": EVALUATION.allows(evaluation, "submit"),
    }
    return render(request, "reviews/evaluation_edit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def evaluation_edit_part(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    evaluation = pages.evaluation_to_write(request.user, pk)
    permissions.may_write_evaluation.require(request.user, evaluation)
    parts = pages.parts_of(evaluation)
    chosen = next((each for each in parts if each.key == part), None)
    if chosen is None:
        raise Http404
    form = EvaluationPartForm(chosen.sections, request.POST if request.method == "POST" else None)
    following = next((each for each in parts[parts.index(chosen) + 1 :]), None)
    context = {"evaluation": evaluation, "part": chosen, "form": form, "following": following}
    if request.method != "POST":
        conditions.ready_to_write.require(evaluation, evaluation.case)
    elif form.is_valid():
        try:
            actions.write_evaluation(evaluation=evaluation, written=form.written, by=request.user)
        except Conflict as conflict:
            context["form"] = EvaluationPartForm(chosen.sections, with_current_versions(request.POST, evaluation))
            return render(request, "reviews/evaluation_edit_part.html", context | {"conflict": conflict}, status=409)
        messages.success(request, _("%(part)s är sparat.") % {"part": chosen.title})
        if "next" in request.POST and following:
            return redirect(following.url)
        return redirect("reviews:evaluation_edit", evaluation.pk)
    return render(request, "reviews/evaluation_edit_part.html", context, status=422 if form.errors else 200)


@require_POST
def evaluation_renew(request: HttpRequest, pk: int) -> HttpResponse:
    evaluation = pages.evaluation(request.user, pk)
    actions.renew_figures(evaluation=evaluation, by=request.user)
    messages.success(request, _("Uppgifterna är hämtade på nytt. Det du har skrivit är kvar."))
    return redirect("reviews:evaluation_edit", evaluation.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def evaluation_submit(request: HttpRequest, pk: int) -> HttpResponse:
    evaluation = pages.evaluation(request.user, pk)
    permissions.may_write_evaluation.require(request.user, evaluation)
    findings, form = _missing(evaluation), MotiveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            case = actions.submit_evaluation(evaluation=evaluation, by=request.user, motive=form.cleaned_data["motive"])
        except Refused as refused:
            findings = refused.findings
        else:
            messages.success(request, _("Ärendet %(number)s är öppnat.") % {"number": case.reference_number})
            return redirect(case)
    context = {"obj": evaluation, "findings": findings, "form": form, "blocks": bool(blocking(findings))}
    context |= {"heading": _("Skicka utvärderingen till beslut"), "edit_url": "reviews:evaluation_edit"}
    return render(request, "reviews/submit.html", context, status=409 if request.method == "POST" else 200)


def _missing(evaluation: Evaluation) -> list[Finding]:
    return conditions.evaluation_in_order(evaluation, policy_in_force())


@require_safe
def evaluation_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    return files.hand_out(request, pages.evaluation(request.user, pk))


@require_POST
def evaluation_order_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    return files.order(request, pages.evaluation(request.user, pk))


@require_safe
def evaluation_progress(request: HttpRequest, pk: int) -> HttpResponse:
    return files.progress(request, pages.evaluation(request.user, pk))
