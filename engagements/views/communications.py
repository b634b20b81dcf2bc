"""What is told of engagements (GBG-C13)."""

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
from engagements.actions import communication as actions
from engagements.actions import note_reading
from engagements.area_views import FormPage, answer
from engagements.forms import CommunicationForm
from engagements.models import Communication, Engagement
from engagements.selectors import communications as selectors
from engagements.selectors.contacts import units_to_keep_for
from engagements.selectors.engagement_list import Page
from engagements.views.crumbs import crumbs_of
from engagements.views.lookup import engagement_or_404, page_number, page_query

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def communication_plan(request: HttpRequest) -> HttpResponse:
    """What is planned of everything, or done."""
    planned, number = request.GET.get("visa") != "gjort", page_number(request)
    words = asked_words(request)
    rows, more = selectors.page_of(request.user, planned=planned, words=words, number=number)
    page = Page([], number, more, "", page_query=page_query(visa="" if planned else "gjort", q=words))
    context = {"rows": rows, "planned": planned, "words": words, "page": page}
    return render(request, "engagements/communication_plan.html", context)


@require_safe
def communication_list(request: HttpRequest, pk: int) -> HttpResponse:
    engagement = engagement_or_404(request, pk)
    if engagement.is_confidential:
        note_reading(engagement=engagement, by=request.user)
    context = {
        "engagement": engagement,
        "rows": selectors.of_engagement(engagement),
        "why_not": permissions.may_plan_communication(request.user, engagement),
        "may_publish": permissions.may_publish_communication.allows(request.user, engagement),
    }
    return render(request, "engagements/communication_list.html", context)


@form_page
def communication_create(request: HttpRequest, pk: int) -> HttpResponse:
    engagement = engagement_or_404(request, pk)
    permissions.may_plan_communication.require(request.user, engagement)
    initial = {"unit": engagement.responsible_unit_id}
    return _form(request, engagement, None, initial)


@form_page
def communication_edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = _communication_or_404(request, pk)
    permissions.may_plan_communication.require(request.user, row.engagement)
    names = ("version", "title", "channel", "audience", "text", "link", "planned_on", "done_on")
    return _form(request, row.engagement, row, {name: getattr(row, name) for name in names} | {"unit": row.unit_id})


def _communication_or_404(request: HttpRequest, pk: int) -> Communication:
    row = selectors.visible(request.user, pk)
    if row is None:
        raise Http404
    return row


def _form(
    request: HttpRequest, engagement: Engagement, row: Communication | None, initial: dict[str, Any]
) -> HttpResponse:
    form = CommunicationForm(request.POST or None, units=units_to_keep_for(request.user), initial=initial)
    back = reverse("engagements:communication_list", args=[engagement.pk])
    page = FormPage(
        title=_("Ändra insatsen") if row else _("Planera eller skriv in kommunikation"),
        button=_("Spara insatsen"),
        crumbs=crumbs_of(engagement, _("Kommunikation"), back),
        lead=_("Enheten planerar och gör. Den samordnande enheten publicerar."),
    )

    def save(data: dict[str, Any]) -> str:
        actions.save_communication(engagement=engagement, communication=row, by=request.user, **data)
        messages.success(request, _("Insatsen är sparad."))
        return back

    return answer(request, form, page, save)


@require_POST
def communication_publish(request: HttpRequest, pk: int) -> HttpResponse:
    row = _communication_or_404(request, pk)
    if request.POST.get("remove"):
        actions.unpublish_communication(communication=row, by=request.user)
        messages.success(request, _("Insatsen visas inte längre för allmänheten."))
    else:
        actions.publish_communication(communication=row, by=request.user)
        messages.success(request, _("Insatsen är publicerad."))
    return redirect(row)
