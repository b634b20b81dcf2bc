"""Gifts and representation: the list with sums per year, and one noted at a visit."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.words import asked_words
from engagements.area_views import FormPage, answer
from visits.actions import gifts as actions
from visits.enums.gifts import GiftKind
from visits.forms.outcomes import GiftForm
from visits.models import Gift
from visits.permissions.programme import may_plan_visit
from visits.selectors import gifts as selectors
from visits.views.outcomes import address_of, crumbs_below
from visits.views.programme import visit_to_plan

METHODS = ["GET", "HEAD", "POST"]


@require_safe
def gift_list(request: HttpRequest) -> HttpResponse:
    asked = {"q": asked_words(request)} | {name: request.GET.get(name, "") for name in ("ar", "slag", "page")}
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "page": selectors.gifts(request.user, asked),
        "years": selectors.years(request.user),
        "kinds": GiftKind.choices,
        "asked": asked,
        "filtered": any(asked[name] for name in ("q", "ar", "slag")),
        "query": query.urlencode(),
    }
    return render(request, "visits/gift_list.html", context)


@require_http_methods(METHODS)
def gift_record(request: HttpRequest, pk: int) -> HttpResponse:
    visit = visit_to_plan(request, pk)
    form = GiftForm(request.POST or None, initial={"on": visit.engagement.starts_on})
    page = FormPage(_("Notera gåva eller representation"), _("Notera"), crumbs_below(visit))

    def save(data: dict[str, Any]) -> str:
        actions.record_gift(visit=visit, by=request.user, **data)
        return address_of(visit.pk)

    return answer(request, form, page, save)


@require_http_methods(METHODS)
def gift_edit(request: HttpRequest, pk: int) -> HttpResponse:
    gift = _gift_to_plan(request, pk)
    form = GiftForm(request.POST or None, initial={name: getattr(gift, name) for name in GiftForm.names})
    page = FormPage(_("Ändra gåva eller representation"), _("Spara"), crumbs_below(gift.visit))

    def save(data: dict[str, Any]) -> str:
        actions.change_gift(gift=gift, by=request.user, **data)
        return address_of(gift.visit_id)

    return answer(request, form, page, save)


@require_POST
def gift_remove(request: HttpRequest, pk: int) -> HttpResponse:
    gift = _gift_to_plan(request, pk)
    actions.remove_gift(gift=gift, by=request.user)
    messages.success(request, _("Raden är borttagen."))
    return redirect("visits:outcome_detail", pk=gift.visit_id)


def _gift_to_plan(request: HttpRequest, pk: int) -> Gift:
    gift = selectors.gift_for(request.user, pk)
    if gift is None:
        raise Http404
    may_plan_visit.require(request.user, gift.visit)
    return gift
