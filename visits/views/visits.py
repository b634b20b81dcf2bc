"""The list of visits; one registered, changed, confirmed, declined, cancelled, carried out and closed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.dates import shown
from core.rules import Refused, blocking, warnings
from engagements import area_lists
from engagements.area_views import FormPage, answer, own_unit_or_refuse
from governance.selectors import policy_in_force
from visits import actions, conditions
from visits.actions.visits import OWN
from visits.conditions.closing import ready_to_close
from visits.enums import VisitKind, VisitState
from visits.fees import fee_of
from visits.forms.visits import ConfirmForm, ReasonForm, VisitEditForm, VisitForm
from visits.models import Visit
from visits.permissions import may_change_visit
from visits.representing import represents
from visits.selectors.visits import requests_of
from visits.views.lookup import visit_crumbs, visit_or_404

page = require_http_methods(["GET", "HEAD", "POST"])

LISTING = area_lists.AreaList(
    title=gettext_lazy("Besök"),
    lead=gettext_lazy("Protokollära besök, VIP-besök och studiebesök."),
    model=Visit,
    columns=(
        (gettext_lazy("Slag"), "kind"),
        (gettext_lazy("Läge"), "state"),
        (gettext_lazy("Besökare"), "visitor"),
        (gettext_lazy("Från"), "engagement__starts_on"),
        (gettext_lazy("Huvudvärd"), "main_host__name"),
    ),
    choices={"kind": dict(VisitKind.choices), "state": dict(VisitState.choices)},
    create_url="visits:visit_create",
    create_label=gettext_lazy("Registrera besök"),
    filters=(
        area_lists.Filter("slag", gettext_lazy("Slag"), "kind", lambda: VisitKind.choices),
        area_lists.Filter("lage", gettext_lazy("Läge"), "state", lambda: VisitState.choices),
    ),
    order=("-engagement__starts_on", "engagement__title", "pk"),
    also=(
        (gettext_lazy("Förfrågningar"), "visits:request_list"),
        (gettext_lazy("Studieresor"), "visits:outgoing_list"),
        (gettext_lazy("Löften"), "visits:promise_list"),
        (gettext_lazy("Gåvor och representation"), "visits:gift_list"),
        (gettext_lazy("Avgifter för program"), "visits:fee_list"),
    ),
)


@require_safe
def visit_list(request: HttpRequest) -> HttpResponse:
    return area_lists.answer(request, LISTING)


@page
def visit_create(request: HttpRequest) -> HttpResponse:
    unit = own_unit_or_refuse(request)
    form = VisitForm(request.POST or None, person=request.user, initial={"responsible_unit": unit.pk})
    form_page = FormPage(_("Registrera besök"), _("Registrera besöket"), visit_crumbs())

    def save(data: dict[str, Any]) -> str:
        visit = actions.register_visit(
            title=data["title"],
            responsible_unit=data["responsible_unit"],
            spine=form.spine(),
            by=request.user,
            **form.own(),
        )
        messages.success(request, _("Besöket är registrerat."))
        return visit.get_absolute_url()

    return answer(request, form, form_page, save)


@page
def visit_edit(request: HttpRequest, pk: int) -> HttpResponse:
    visit = visit_or_404(request, pk)
    may_change_visit.require(request.user, visit)
    form = VisitEditForm(request.POST or None, initial={name: getattr(visit, name) for name in OWN})

    def save(data: dict[str, Any]) -> str:
        actions.change_visit(visit=visit, by=request.user, **data)
        return visit.get_absolute_url()

    return answer(request, form, FormPage(_("Ändra besöket"), _("Spara besöket"), visit_crumbs(visit)), save)


@page
def visit_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """What follows from confirming is seen first: who represents the city, who is host, and the fee with its reason."""
    visit = visit_or_404(request, pk)
    may_change_visit.require(request.user, visit)
    findings = conditions.ready_to_confirm(visit, policy_in_force(), request.user)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            actions.confirm_visit(visit=visit, by=request.user, motive=form.cleaned_data["motive"])
        except Refused as refused:
            findings, status = refused.findings, 409
        else:
            messages.success(request, _("Besöket är bekräftat."))
            return redirect(visit.get_absolute_url())
    context = {
        "visit": visit,
        "form": form,
        "findings": findings,
        "blocked": bool(blocking(findings)),
        "asks_motive": bool(warnings(findings)) and not blocking(findings),
        "represents": represents(visit),
        "fee": fee_of(visit),
        "requests": requests_of(visit, request.user),
        "crumbs": visit_crumbs(visit),
        "period": _period(visit),
    }
    return render(request, "visits/visit_confirm.html", context, status=status)


@page
def visit_decline(request: HttpRequest, pk: int) -> HttpResponse:
    words = FormPage(_("Avböj besöket"), _("Avböj besöket"), [])
    return _ended(request, pk, words, actions.decline_visit, _("Besöket är avböjt."))


@page
def visit_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    words = FormPage(_("Ställ in besöket"), _("Ställ in besöket"), [])
    return _ended(request, pk, words, actions.cancel_visit, _("Besöket är inställt."))


@require_POST
def visit_carry_out(request: HttpRequest, pk: int) -> HttpResponse:
    visit = visit_or_404(request, pk)
    actions.carry_out_visit(visit=visit, by=request.user)
    messages.success(request, _("Besöket är genomfört."))
    return redirect(visit.get_absolute_url())


@page
def visit_close(request: HttpRequest, pk: int) -> HttpResponse:
    """What is left to do stands here; a warning passes with a motive."""
    visit = visit_or_404(request, pk)
    may_change_visit.require(request.user, visit)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    findings = () if request.method == "POST" else ready_to_close(visit, policy_in_force())
    lead = _("Besöket och dess engagemang avslutas. Det som är skrivet finns kvar.")
    form_page = FormPage(_("Avsluta besöket"), _("Avsluta besöket"), visit_crumbs(visit), lead, findings)

    def save(data: dict[str, Any]) -> str:
        actions.close_visit(visit=visit, by=request.user, motive=data["motive"])
        messages.success(request, _("Besöket är avslutat."))
        return visit.get_absolute_url()

    return answer(request, form, form_page, save)


def _period(visit: Visit) -> str:
    days = dict.fromkeys(day for day in (visit.engagement.starts_on, visit.engagement.ends_on) if day)
    return " – ".join(shown(day) for day in days)


def _ended(request: HttpRequest, pk: int, words: FormPage, act: Any, done: str) -> HttpResponse:
    visit = visit_or_404(request, pk)
    may_change_visit.require(request.user, visit)
    form_page = FormPage(words.title, words.button, visit_crumbs(visit))

    def save(data: dict[str, Any]) -> str:
        act(visit=visit, reason=data["reason"], by=request.user)
        messages.success(request, done)
        return reverse("engagements:engagement_detail", args=[visit.pk])

    return answer(request, ReasonForm(request.POST or None), form_page, save)
