"""One engagement: its page, its history, others like it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from engagements import actions, panels
from engagements.enums import AreaKey, Status
from engagements.selectors import engagement_list, synergies
from engagements.selectors import engagement_page as selectors
from engagements.selectors.engagement_parts import RECENT, parts_of
from engagements.views.lookup import engagement_or_404


@require_safe
def engagement_detail(request: HttpRequest, pk: int) -> HttpResponse:
    engagement = engagement_or_404(request, pk)
    if engagement.is_confidential:
        actions.note_reading(engagement=engagement, by=request.user)
    parts = parts_of(engagement, request.user)
    facts, area_panel = selectors.area_part(engagement, request.user)
    context = {
        "engagement": engagement,
        "area": AreaKey(engagement.area).label,
        "status_color": engagement_list.STATUS_COLOR[Status(engagement.status)],
        "period": engagement_list.period_text(engagement.starts_on, engagement.ends_on, engagement.since_text),
        "parts": parts,
        "facts": facts,
        "area_panel": area_panel,
        "panels": panels.shown(engagement, request.user),
        "activities": parts.activities[:RECENT],
        "more_activities": len(parts.activities) > RECENT,
        "history": [line for _number, line in parts.happenings],
        "possible": selectors.possible(engagement, request.user, parts.policy),
    }
    return render(request, "engagements/engagement_detail.html", context)


@require_safe
def engagement_history(request: HttpRequest, pk: int) -> HttpResponse:
    engagement = engagement_or_404(request, pk)
    if engagement.is_confidential:
        actions.note_reading(engagement=engagement, by=request.user)
    context = {
        "engagement": engagement,
        "happenings": selectors.happenings_of(engagement),
        "changes": selectors.changes_of(engagement),
    }
    return render(request, "engagements/engagement_history.html", context)


@require_safe
def engagement_synergies(request: HttpRequest, pk: int) -> HttpResponse:
    """A page, or the part of it that the engagement's page asks for when it has been shown."""
    engagement = engagement_or_404(request, pk)
    context = {"engagement": engagement, "synergies": synergies.synergies_of(engagement, request.user)}
    template = "engagements/_synergies.html" if request.htmx else "engagements/engagement_synergies.html"
    return render(request, template, context)
