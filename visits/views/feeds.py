"""Subscriptions to a unit's visits, and the calendar at each one's secret address."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.middleware import public
from visits import calendar
from visits.actions import feeds as actions
from visits.forms.programme import FeedForm
from visits.selectors import feeds as selectors


@require_http_methods(["GET", "HEAD", "POST"])
def feed_list(request: HttpRequest) -> HttpResponse:
    """One's own subscriptions. The secret address is shown once, on the page that answers the button."""
    units = selectors.units_for(request.user)
    form = FeedForm(request.POST or None, units=units)
    address, status = "", 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            _feed, token = actions.open_feed(unit=form.cleaned_data["unit"], by=request.user)
            address = f"{settings.SITE_ADDRESS}{reverse('visits:feed_calendar', args=[token])}"
            form, status = FeedForm(units=units), 200
    context = {"feeds": selectors.feeds_of(request.user), "form": form, "address": address, "units": units}
    return render(request, "visits/programme_feeds.html", context, status=status)


@require_POST
def feed_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    feed = selectors.feed_for(request.user, pk)
    if feed is None:
        raise Http404
    actions.revoke_feed(feed=feed, by=request.user)
    messages.success(request, _("Prenumerationen är stängd."))
    return redirect("visits:feed_list")


@public
@require_safe
def feed_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """For a calendar program, which cannot sign in: the address itself is the secret."""
    feed = selectors.feed_at(token)
    if feed is None:
        raise Http404
    with override(feed.person.language):
        name = _("Besök: %(unit)s") % {"unit": feed.unit}
        content = calendar.visits(
            name, selectors.visits_of(feed.unit, today=timezone.localdate()), made_at=timezone.now()
        )
    headers = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"}
    return HttpResponse(content, content_type=calendar.CONTENT_TYPE, headers=headers)
