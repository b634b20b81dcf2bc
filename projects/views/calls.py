"""Calls for applications: listed by deadline, described, followed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engagements.area_views import Crumb, FormPage, answer
from governance.models import Unit
from projects import actions, selectors
from projects.enums import FunderKind
from projects.forms import CallForm, FollowForm
from projects.models import Call
from projects.permissions import may_follow_call, may_record_call
from projects.selectors.calls import followers_of, plan_of
from projects.views.lists import list_context
from projects.views.projects import METHODS, crumbs


@require_safe
def call_list(request: HttpRequest) -> HttpResponse:
    context = list_context(request, ("visa", "finansiar"), selectors.call_page)
    context |= {"may_record": may_record_call.allows(request.user), "crumbs": crumbs()}
    context["kinds"] = [choice for choice in FunderKind.choices if choice[0] != FunderKind.NONE]
    return render(request, "projects/call_list.html", context)


@require_http_methods(METHODS)
def call_create(request: HttpRequest) -> HttpResponse:
    may_record_call.require(request.user)
    form = CallForm(request.POST or None)
    page = FormPage(_("Lägg upp utlysning"), _("Lägg upp utlysningen"), _way())

    def save(data: dict[str, Any]) -> str:
        call = actions.record_call(by=request.user, **form.facts())
        messages.success(request, _("Utlysningen är upplagd."))
        return call.get_absolute_url()

    return answer(request, form, page, save)


@require_safe
def call_detail(request: HttpRequest, pk: int) -> HttpResponse:
    call = _call_or_404(request, pk)
    followers = followers_of(call)
    powers = request.user.powers
    over = call.deadline < timezone.now()
    unit, plan = (None, None) if over else plan_of(call, request.user)
    context = {
        "call": call,
        "crumbs": _way(),
        "followers": [(each, may_follow_call.allows(request.user, each.unit)) for each in followers],
        "form": FollowForm(person=request.user) if powers.own_units and not over else None,
        "may_record": may_record_call.allows(request.user),
        "over": over,
        "unit": unit,
        "plan": plan,
        "days": (call.deadline - timezone.now()).days,
    }
    return render(request, "projects/call_detail.html", context)


@require_http_methods(METHODS)
def call_edit(request: HttpRequest, pk: int) -> HttpResponse:
    call = _call_or_404(request, pk)
    may_record_call.require(request.user)
    form = CallForm(request.POST or None, call=call)
    page = FormPage(_("Ändra utlysningen"), _("Spara utlysningen"), [*_way(), Crumb(call, call.get_absolute_url())])

    def save(data: dict[str, Any]) -> str:
        return actions.change_call(call=call, by=request.user, **form.facts()).get_absolute_url()

    return answer(request, form, page, save)


@require_POST
def call_follow(request: HttpRequest, pk: int) -> HttpResponse:
    call, unit = _call_or_404(request, pk), _unit(request)
    actions.follow_call(call=call, unit=unit, by=request.user)
    messages.success(request, _("%(unit)s följer utlysningen.") % {"unit": unit})
    return redirect(call.get_absolute_url())


@require_POST
def call_leave(request: HttpRequest, pk: int) -> HttpResponse:
    call, unit = _call_or_404(request, pk), _unit(request)
    actions.leave_call(call=call, unit=unit, by=request.user)
    return redirect(call.get_absolute_url())


def _call_or_404(request: HttpRequest, pk: int) -> Call:
    call = selectors.visible_call(request.user, pk)
    if call is None:
        raise Http404
    return call


def _unit(request: HttpRequest) -> Unit:
    pk = request.POST.get("unit", "")
    return get_object_or_404(Unit, pk=int(pk) if pk.isdecimal() else 0)


def _way() -> list[Crumb]:
    return [*crumbs(), Crumb(_("Utlysningar"), reverse("projects:call_list"))]
