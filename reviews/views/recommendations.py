"""Recommendations: write them, and make one a case in one step (STR-12)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.rules import Conflict
from reviews import actions, conditions, permissions
from reviews.forms import RecommendationFormSet, VersionForm
from reviews.models import Evaluation, Recommendation
from reviews.selectors import pages


@require_http_methods(["GET", "HEAD", "POST"])
def recommendations_edit(request: HttpRequest, pk: int) -> HttpResponse:
    evaluation = pages.evaluation(request.user, pk)
    permissions.may_write_evaluation.require(request.user, evaluation)
    options = {"engagements": pages.recommendation_choices(evaluation)}
    initial = [
        {"engagement": str(each.engagement_id), "kind": each.kind, "text": each.text, "effective_on": each.effective_on}
        for each in evaluation.recommendations.filter(case=None)
    ]
    formset = RecommendationFormSet(
        request.POST if request.method == "POST" else None, initial=initial, form_kwargs=options, prefix="rad"
    )
    version = VersionForm(request.POST if request.method == "POST" else None, initial={"version": evaluation.version})
    context = {"evaluation": evaluation, "formset": formset, "version": version}
    if request.method != "POST":
        conditions.ready_to_write.require(evaluation, evaluation.case)
    elif formset.is_valid() and version.is_valid():
        kept = [form for form in formset if form.has_changed() or form.initial]
        rows = [form.recommended for form in kept if not form.cleaned_data.get("DELETE") and form.cleaned_data]
        number = version.cleaned_data["version"]
        try:
            actions.recommend(evaluation=evaluation, version=number, rows=rows, by=request.user)
        except Conflict as conflict:
            evaluation.refresh_from_db()
            context["version"] = VersionForm(initial={"version": evaluation.version})
            return render(request, "reviews/recommendations_edit.html", context | {"conflict": conflict}, status=409)
        messages.success(request, _("Rekommendationerna är sparade."))
        return redirect("reviews:evaluation_edit", evaluation.pk)
    return render(
        request, "reviews/recommendations_edit.html", context, status=422 if request.method == "POST" else 200
    )


@require_POST
def recommendation_pursue(request: HttpRequest, pk: int) -> HttpResponse:
    visible = Evaluation.objects.visible_to(request.user)
    recommendation = get_object_or_404(Recommendation.objects.filter(evaluation__in=visible), pk=pk)
    case = actions.pursue(recommendation=recommendation, by=request.user)
    messages.success(request, _("Ärendet %(number)s är öppnat.") % {"number": case.reference_number})
    return redirect(case)
