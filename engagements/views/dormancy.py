"""An engagement in which nothing happens: revive, rest or end (NKP-13)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.rules import Refused
from engagements import panels, permissions
from engagements.actions import dormancy as actions
from engagements.dormancy import decided_by_case
from engagements.enums import DormancyChoice, Status
from engagements.forms import DormancyForm
from engagements.selectors import dormancy as selectors
from engagements.views.lookup import engagement_or_404


@require_http_methods(["GET", "HEAD", "POST"])
def dormancy_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """What is chosen with its motive; where a body decides, the cases that can be opened stand beside."""
    engagement = engagement_or_404(request, pk)
    why_not = permissions.may_answer_dormancy(request.user, engagement)
    if request.method == "POST":
        permissions.may_answer_dormancy.require(request.user, engagement)
    form = DormancyForm(request.POST or None)
    by_case = decided_by_case(engagement)
    context = {
        "engagement": engagement,
        "form": form,
        "standing": selectors.standing_of(engagement),
        "reviews": selectors.reviews_of(engagement),
        "why_not": why_not,
        "by_case": by_case,
        "cases": panels.one("decisions", engagement, request.user),
        "active": engagement.status == Status.ACTIVE,
    }
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                review = actions.answer_dormancy(engagement=engagement, by=request.user, **form.cleaned_data)
                messages.success(request, _said(review.choice, by_case, bool(context["cases"])))
                stays = by_case and review.choice != DormancyChoice.REVIVE
                return redirect(request.path if stays else engagement.get_absolute_url())
            except Refused as refused:
                context["findings"], status = refused.findings, 409
    return render(request, "engagements/dormancy_answer.html", context, status=status)


def _said(choice: str, by_case: bool, opens: bool) -> str:
    if choice == DormancyChoice.REVIVE:
        return _("Planen är sparad och nästa steg är en avstämning.")
    if by_case:
        return (
            _("Valet är sparat. Status ändras när ärendet är beslutat: öppna det här nedan.")
            if opens
            else _("Valet är sparat. Status ändras med engagemangets egna steg.")
        )
    return _("Valet är sparat och status är ändrad.")
