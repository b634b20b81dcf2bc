"""The rows a view works on. Hidden and missing look the same."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpRequest

from engagements.models import Activity, Engagement
from engagements.selectors import activities, engagement_page


def engagement_or_404(request: HttpRequest, pk: int) -> Engagement:
    engagement = engagement_page.visible(request.user, pk)
    if engagement is None:
        raise Http404
    return engagement


def activity_or_404(request: HttpRequest, pk: int) -> Activity:
    activity = activities.visible(request.user, pk)
    if activity is None:
        raise Http404
    return activity


def number_in(text: str | None) -> int | None:
    """A number from an address or a form, or None."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 15 else None


def page_number(request: HttpRequest) -> int:
    return min(max(number_in(request.GET.get("page")) or 1, 1), 100_000)


def page_query(**asked: str) -> str:
    """What was asked for, as the pager's links carry it along."""
    return urlencode({name: value for name, value in asked.items() if value})
