"""Exchange grants to associations: list and sums, and one grant on its way (NKP-21)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cities import actions, permissions
from cities.enums import GrantState
from cities.forms import ApplyForm, BudgetForm, DecideGrantForm, PayForm, ReportForm
from cities.models import ExchangeGrant
from cities.selectors import grants as selectors
from cities.states import EXCHANGE_GRANT
from cities.views.crumbs import home, of_relation, page_number, relation_or_404
from core.words import asked_words
from engagements.area_lists import Page
from engagements.area_views import Crumb, FormPage, answer
from engagements.permissions import may_change_engagement

FORM = ["GET", "HEAD", "POST"]


@require_safe
def grant_list(request: HttpRequest) -> HttpResponse:
    """All grants as filtered, with the sums of each year."""
    permissions.may_see_agreements.require(request.user)
    asked = {"q": asked_words(request)} | {name: request.GET.get(name, "") for name in ("ar", "lage", "stad")}
    rows = selectors.asked_for(request.user, asked)
    years = selectors.years(rows, with_budget=not any(asked.values()))
    number = page_number(request)
    found, more = selectors.page_of(rows, number)
    query = request.GET.copy()
    query.pop("page", None)
    of_a_year = query.copy()
    of_a_year.pop("ar", None)
    total = sum(row.number for row in years)
    context = {
        "rows": found,
        "years": years,
        "asked": asked,
        "filtered": any(asked.values()),
        "states": GrantState.choices,
        "cities": [(str(pk), name) for pk, name in selectors.cities_with_grants(request.user)],
        "page": Page(found, number, more, _("%(number)s bidrag") % {"number": total}),
        "query": query.urlencode(),
        "query_of_a_year": of_a_year.urlencode(),
        "may_set_budget": permissions.may_set_grant_budget.allows(request.user),
        "crumbs": home(),
    }
    return render(request, "cities/grant_list.html", context)


@require_safe
def grant_detail(request: HttpRequest, pk: int) -> HttpResponse:
    grant = grant_or_404(request, pk)
    may_change = may_change_engagement.allows(request.user, grant.relation.engagement)
    possible = [verb for verb in ("grant", "pay", "report") if may_change and EXCHANGE_GRANT.allows(grant, verb)]
    context = {
        "grant": grant,
        "colour": selectors.COLOURS[GrantState(grant.state)],
        "unused": max(0, grant.paid - grant.used) if grant.state == GrantState.REPORTED else 0,
        "possible": possible,
        "crumbs": _crumbs(grant)[:-1],
    }
    return render(request, "cities/grant_detail.html", context)


@require_http_methods(FORM)
def grant_create(request: HttpRequest, pk: int) -> HttpResponse:
    relation = relation_or_404(request, pk, change=True)
    page = FormPage(_("Registrera ansökan om utbytesbidrag"), _("Registrera ansökan"), of_relation(relation))

    def save(data: dict[str, Any]) -> str:
        return actions.apply_for_grant(relation=relation, by=request.user, **data).get_absolute_url()

    return answer(request, ApplyForm(request.POST or None), page, save)


@require_http_methods(FORM)
def grant_decide(request: HttpRequest, pk: int) -> HttpResponse:
    grant = grant_or_404(request, pk, change=True)
    form = DecideGrantForm(request.POST or None, initial={"amount": grant.applied})

    def save(data: dict[str, Any]) -> str:
        said = {"grant": grant, "decision": data["decision"], "on": data["on"], "by": request.user}
        if data["outcome"] == "refuse":
            actions.refuse_grant(reason=data["reason"], **said)
        else:
            actions.give_grant(amount=data["amount"] or 0, motive=data["motive"], **said)
        return _saved(request, grant)

    return answer(request, form, FormPage(_("Notera beslutet"), _("Spara beslutet"), _crumbs(grant)), save)


@require_http_methods(FORM)
def grant_pay(request: HttpRequest, pk: int) -> HttpResponse:
    grant = grant_or_404(request, pk, change=True)
    form: Form = PayForm(request.POST or None, initial={"amount": grant.granted})

    def save(data: dict[str, Any]) -> str:
        actions.pay_grant(grant=grant, by=request.user, **data)
        return _saved(request, grant)

    return answer(request, form, FormPage(_("Notera utbetalningen"), _("Spara utbetalningen"), _crumbs(grant)), save)


@require_http_methods(FORM)
def grant_report(request: HttpRequest, pk: int) -> HttpResponse:
    grant = grant_or_404(request, pk, change=True)

    def save(data: dict[str, Any]) -> str:
        actions.report_grant(grant=grant, by=request.user, **data)
        return _saved(request, grant)

    page = FormPage(_("Notera redovisningen"), _("Spara redovisningen"), _crumbs(grant))
    return answer(request, ReportForm(request.POST or None), page, save)


@require_http_methods(FORM)
def grant_budget(request: HttpRequest) -> HttpResponse:
    permissions.may_set_grant_budget.require(request.user)
    crumbs = [*home(), Crumb(_("Utbytesbidrag"), reverse("cities:grant_list"))]
    page = FormPage(_("Bestäm årets ram"), _("Spara ramen"), crumbs)

    def save(data: dict[str, Any]) -> str:
        actions.set_budget(by=request.user, **data)
        return reverse("cities:grant_list")

    return answer(request, BudgetForm(request.POST or None), page, save)


def grant_or_404(request: HttpRequest, pk: int, *, change: bool = False) -> ExchangeGrant:
    grant = selectors.visible_grant(request.user, pk)
    if grant is None:
        raise Http404
    if change:
        may_change_engagement.require(request.user, grant.relation.engagement)
    return grant


def _saved(request: HttpRequest, grant: ExchangeGrant) -> str:
    messages.success(request, _("Sparat."))
    return grant.get_absolute_url()


def _crumbs(grant: ExchangeGrant) -> list[Crumb]:
    listing = Crumb(_("Utbytesbidrag"), reverse("cities:grant_list"))
    return [*of_relation(grant.relation), listing, Crumb(str(grant), grant.get_absolute_url())]
