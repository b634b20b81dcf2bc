"""The coordinating unit's inbox and staff's overview."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.words import asked_words
from documents.charts import Bars, bars_svg
from engagements import actions, permissions
from engagements.selectors import activities, overview
from engagements.views.lookup import number_in


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    permissions.may_see_inbox.require(request.user)
    handled = request.GET.get("visa") == "hanterat"
    words = asked_words(request)
    items = activities.inbox(request.user, handled=handled, words=words)
    context = {"items": items, "handled": handled, "words": words}
    return render(request, "engagements/inbox.html", context)


@require_POST
def inbox_take_care(request: HttpRequest, pk: int) -> HttpResponse:
    permissions.may_see_inbox.require(request.user)
    item = activities.inbox_item(request.user, pk)
    if item is None:
        raise Http404
    actions.take_care(item=item, by=request.user)
    messages.success(request, _("”%(title)s” är omhändertaget.") % {"title": item})
    return redirect("engagements:inbox")


@require_safe
def overview_page(request: HttpRequest) -> HttpResponse:
    permissions.may_see_overview.require(request.user)
    this_year = overview.this_year()
    year = number_in(request.GET.get("year")) or this_year
    year = year if this_year - 20 <= year <= this_year + 2 else this_year
    counted = overview.counted(request.user, year)
    areas, modes = overview.by_area(counted), overview.remote_and_travel(counted)
    context = {
        "year": year,
        "years": range(this_year + 1, this_year - 6, -1),
        "areas": areas,
        "totals": overview.totals(areas),
        "chart": bars_svg(_counts_chart(areas)),
        "modes": modes,
        "modes_chart": bars_svg(_modes_chart(modes)) if any(mode.count for mode in modes) else "",
        "politicians": overview.political_participation(request.user, year),
        "goals": overview.goals_served(request.user, year),
        "came_of": overview.came_of(counted),
        "focus": overview.focus_share(counted),
        "silent": overview.units_that_have_not_reported(request.user, year),
    }
    return render(request, "engagements/overview.html", context)


def _counts_chart(areas: list[overview.AreaSum]) -> Bars:
    title = _("Pågående engagemang per område")
    return Bars(title=title, description=title, unit="", rows=[(area.label, area.count) for area in areas])


def _modes_chart(modes: list[overview.ModeSum]) -> Bars:
    title = _("Aktiviteter på resa, på distans och på hemmaplan")
    return Bars(title=title, description=title, unit="", rows=[(mode.label, mode.count) for mode in modes])
