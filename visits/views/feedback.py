"""Feedback: the visit's summary, the host's own answer, the links, and the visitors' form without an account."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.rules import Refused
from engagements.area_views import Crumb, FormPage, answer
from governance.middleware import public
from governance.selectors import policy_in_force
from visits.actions import feedback as actions
from visits.conditions.closing import host_has_answered
from visits.forms.feedback import FeedbackForm, HostForm, LinkForm, VisitorForm
from visits.models import FeedbackLink, Visit
from visits.permissions.programme import may_plan_visit
from visits.selectors import feedback as selectors
from visits.views.programme import crumbs_to, visit_or_404, visit_to_plan

METHODS = ["GET", "HEAD", "POST"]
USUAL = datetime.timedelta(days=30)


@require_safe
def feedback_detail(request: HttpRequest, pk: int) -> HttpResponse:
    visit = visit_or_404(request, pk)
    return render(request, "visits/feedback_detail.html", _page(request, visit, LinkForm(initial=_usual())))


def _usual() -> dict[str, Any]:
    return {"language": "en", "expires_on": timezone.localdate() + USUAL}


def _page(request: HttpRequest, visit: Visit, form: LinkForm, findings: Any = ()) -> dict[str, Any]:
    summary = selectors.summary_of(visit, request.user)
    return {
        "visit": visit,
        "summary": summary,
        "links": selectors.links_of(visit, today=timezone.localdate()),
        "site": settings.SITE_ADDRESS,
        "form": form,
        "findings": [*findings] or ([] if summary.hosts else host_has_answered(visit, policy_in_force())),
        "may_plan": may_plan_visit.allows(request.user, visit),
        "crumbs": crumbs_to(visit),
    }


@require_http_methods(METHODS)
def feedback_host(request: HttpRequest, pk: int) -> HttpResponse:
    visit = visit_to_plan(request, pk)
    mine = selectors.summary_of(visit, request.user).mine
    initial: dict[str, Any] = {"key": uuid4()}
    if mine is not None:
        initial = {name: getattr(mine, name) for name in ("key", *FeedbackForm.names)}
    form = HostForm(request.POST or None, initial=initial)
    crumbs = crumbs_to(visit, Crumb(_("Återkoppling"), _address(visit.pk)))
    page = FormPage(_("Värdens återkoppling"), _("Spara återkopplingen"), crumbs)

    def save(data: dict[str, Any]) -> str:
        actions.answer_as_host(visit=visit, key=data["key"], by=request.user, **form.values())
        messages.success(request, _("Tack! Återkopplingen är sparad."))
        return _address(visit.pk)

    return answer(request, form, page, save)


@require_POST
def link_open(request: HttpRequest, pk: int) -> HttpResponse:
    visit = visit_to_plan(request, pk)
    form = LinkForm(request.POST)
    findings, status = [], 400
    if form.is_valid():
        try:
            actions.open_link(visit=visit, by=request.user, **form.cleaned_data)
            messages.success(request, _("Länken är skapad. Skicka den till besökarna."))
            return redirect("visits:feedback_detail", pk=pk)
        except Refused as refused:
            findings, status = refused.findings, 409
    return render(request, "visits/feedback_detail.html", _page(request, visit, form, findings), status=status)


@require_POST
def link_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    link = selectors.link_for(request.user, pk)
    if link is None:
        raise Http404
    actions.revoke_link(link=link, by=request.user)
    messages.success(request, _("Länken är stängd."))
    return redirect("visits:feedback_detail", pk=link.visit_id)


@public
@require_http_methods(METHODS)
def feedback_answer(request: HttpRequest, token: str) -> HttpResponse:
    """The visitors' form, in the link's language or the one asked for with ?sprak=. Nobody is asked who they are."""
    link = _open_link_or_404(token)
    language = _language(request, link)
    with override(language):
        form = VisitorForm(request.POST or None, initial={"key": uuid4()})
        status = 200
        if request.method == "POST":
            if form.is_valid():
                if not form.by_a_machine:
                    actions.answer_as_visitor(link=link, key=form.cleaned_data["key"], **form.values())
                response = redirect("visits:feedback_thanks", token=token)
                response["Location"] += f"?sprak={language}"
                return response
            status = 400
        return _shown(request, "visits/feedback_answer.html", link, language, form=form, status=status)


@public
@require_safe
def feedback_thanks(request: HttpRequest, token: str) -> HttpResponse:
    link = _open_link_or_404(token)
    language = _language(request, link)
    with override(language):
        return _shown(request, "visits/feedback_thanks.html", link, language)


def _shown(
    request: HttpRequest, template: str, link: FeedbackLink, language: str, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"link": link, "spine": link.visit.engagement, "language": language, **more}
    response = render(request, template, context, status=status)
    response["Content-Language"] = language
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-store"
    return response


def _language(request: HttpRequest, link: FeedbackLink) -> str:
    asked = request.GET.get("sprak", "")
    return asked if asked in ("sv", "en") else link.language


def _open_link_or_404(token: str) -> FeedbackLink:
    link = selectors.open_link(token, today=timezone.localdate())
    if link is None:
        raise Http404
    return link


def _address(pk: int) -> str:
    return reverse("visits:feedback_detail", args=[pk])
