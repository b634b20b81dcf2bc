"""What activities led to (NKP-12)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.words import asked_words
from engagements import permissions
from engagements.actions import follow_up as actions
from engagements.area_views import Crumb, FormPage, answer
from engagements.forms import FollowUpForm
from engagements.selectors import follow_ups as selectors
from engagements.selectors.engagement_list import Page
from engagements.views.lookup import activity_or_404, page_number, page_query


@require_safe
def follow_up_list(request: HttpRequest) -> HttpResponse:
    """What is due to be followed up, the oldest first."""
    mine, number = request.GET.get("enhet") == "min", page_number(request)
    words = asked_words(request)
    lines, more = selectors.due(request.user, mine=mine, words=words, number=number)
    context = {
        "lines": lines,
        "mine": mine,
        "words": words,
        "own": bool(request.user.powers.own_units),
        "page": Page([], number, more, "", page_query=page_query(enhet="min" if mine else "", q=words)),
    }
    return render(request, "engagements/follow_up_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def activity_follow_up(request: HttpRequest, pk: int) -> HttpResponse:
    activity = activity_or_404(request, pk)
    permissions.may_follow_up.require(request.user, activity)
    said = selectors.of_activity(activity)
    initial = {"came_of": said.came_of, "changed": said.changed, "next_on": said.next_on} if said else None
    form = FollowUpForm(request.POST or None, initial=initial)
    crumbs = [
        Crumb(_("Aktiviteter"), reverse("engagements:activity_list")),
        Crumb(activity.title, activity.get_absolute_url()),
    ]
    page = FormPage(
        title=_("Följ upp vad det ledde till"), button=_("Spara uppföljningen"), crumbs=crumbs, lead=activity.result
    )

    def save(data: dict[str, Any]) -> str:
        actions.follow_up(activity=activity, by=request.user, **data)
        messages.success(request, _("Uppföljningen är sparad."))
        return activity.get_absolute_url()

    return answer(request, form, page, save)
