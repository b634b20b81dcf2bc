"""Check-ins: of one engagement, planned, logged; and all that wait."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.words import asked_words
from engagements import permissions
from engagements.actions import check_ins as actions
from engagements.actions import note_reading
from engagements.area_views import FormPage, answer
from engagements.forms import CheckInForm, PlanCheckInsForm
from engagements.models import Engagement
from engagements.selectors import check_ins as selectors
from engagements.selectors.engagement_list import Page
from engagements.views.crumbs import crumbs_of
from engagements.views.lookup import engagement_or_404, number_in, page_number, page_query

form_page = require_http_methods(["GET", "HEAD", "POST"])


def _list_url(engagement: Engagement) -> str:
    return reverse("engagements:check_in_list", args=[engagement.pk])


@require_safe
def waiting_list(request: HttpRequest) -> HttpResponse:
    """Every planned check-in the person may see, the longest overdue first."""
    late, mine = request.GET.get("visa") == "forsenade", request.GET.get("enhet") == "min"
    words, number = asked_words(request), page_number(request)
    lines, more = selectors.waiting(request.user, late=late, mine=mine, words=words, number=number)
    query = page_query(visa="forsenade" if late else "", enhet="min" if mine else "", q=words)
    context = {
        "lines": lines,
        "late": late,
        "mine": mine,
        "words": words,
        "page": Page([], number, more, "", page_query=query),
        "own": bool(request.user.powers.own_units),
    }
    return render(request, "engagements/check_ins_waiting.html", context)


@require_safe
def check_in_list(request: HttpRequest, pk: int) -> HttpResponse:
    engagement = engagement_or_404(request, pk)
    if engagement.is_confidential:
        note_reading(engagement=engagement, by=request.user)
    context = {
        "engagement": engagement,
        "planned": selectors.planned_of(engagement),
        "held": selectors.held_of(engagement),
        "every": selectors.rhythm_of(engagement),
        "why_not": permissions.may_check_in(request.user, engagement),
    }
    return render(request, "engagements/check_in_list.html", context)


@form_page
def check_in_plan(request: HttpRequest, pk: int) -> HttpResponse:
    engagement = engagement_or_404(request, pk)
    permissions.may_check_in.require(request.user, engagement)
    form = PlanCheckInsForm(request.POST or None, initial={"every_months": selectors.rhythm_of(engagement)})
    crumbs = crumbs_of(engagement, _("Avstämningar"), _list_url(engagement))
    page = FormPage(
        title=_("Planera avstämningar"), button=_("Planera avstämningarna"), crumbs=crumbs,
        lead=_("Enheten stämmer av med den samordnande enheten. Den som är sen får en påminnelse."),
    )  # fmt: skip

    def save(data: dict[str, Any]) -> str:
        actions.plan_check_ins(engagement=engagement, by=request.user, **data)
        messages.success(request, _("Avstämningarna är planerade."))
        return _list_url(engagement)

    return answer(request, form, page, save)


@form_page
def check_in_log(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down a check-in; ?planerad=<number> says which of the planned it was."""
    engagement = engagement_or_404(request, pk)
    permissions.may_check_in.require(request.user, engagement)
    planned = selectors.planned(engagement, number_in(request.GET.get("planerad")))
    if planned is None and "planerad" in request.GET:
        raise Http404
    crumbs = crumbs_of(engagement, _("Avstämningar"), _list_url(engagement))
    page = FormPage(title=_("Skriv en avstämning"), button=_("Spara avstämningen"), crumbs=crumbs)

    def save(data: dict[str, Any]) -> str:
        actions.log_check_in(engagement=engagement, planned=planned, by=request.user, **data)
        messages.success(request, _("Avstämningen är sparad."))
        return _list_url(engagement)

    return answer(request, CheckInForm(request.POST or None), page, save)


@require_POST
def check_in_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    engagement = engagement_or_404(request, pk)
    planned = selectors.planned(engagement, number_in(request.POST.get("planerad")))
    if planned is None:
        raise Http404
    actions.cancel_check_in(check_in=planned, by=request.user)
    messages.success(request, _("Den planerade avstämningen är borttagen."))
    return redirect(_list_url(engagement))
