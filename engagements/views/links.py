"""Which other engagements one engagement has to do with."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.rules import Refused
from engagements import permissions
from engagements.actions import links as actions
from engagements.forms import LinkForm
from engagements.models import Engagement
from engagements.selectors import links as selectors
from engagements.views.lookup import engagement_or_404, number_in


@require_http_methods(["GET", "HEAD", "POST"])
def engagement_links(request: HttpRequest, pk: int) -> HttpResponse:
    engagement = engagement_or_404(request, pk)
    if request.POST.get("remove"):
        return _remove(request, engagement)
    among = selectors.others(request.user, engagement)
    form = LinkForm(request.POST or None, among=among)
    context = {
        "engagement": engagement,
        "form": form,
        "links": selectors.links_of(engagement, request.user),
        "why_not": permissions.may_change_engagement(request.user, engagement),
        "offered": selectors.offered(among),
    }
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.link(engagement=engagement, by=request.user, **form.cleaned_data)
                messages.success(request, _("Engagemangen är ihopkopplade."))
                return redirect("engagements:engagement_links", engagement.pk)
            except Refused as refused:
                context["findings"], status = refused.findings, 409
    return render(request, "engagements/engagement_links.html", context, status=status)


def _remove(request: HttpRequest, engagement: Engagement) -> HttpResponse:
    other = selectors.linked(engagement, request.user, number_in(request.POST["remove"]))
    if other is None:
        raise Http404
    actions.unlink(engagement=engagement, other=other, by=request.user)
    messages.success(request, _("Kopplingen är borttagen."))
    return redirect("engagements:engagement_links", engagement.pk)
