"""Study visits the city makes: the list with how often each committee travels, one's page and its forms (SMF-07)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import BaseFormSet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.rules import Conflict, Refused
from core.words import asked_words
from engagements.area_views import Crumb, FormPage, answer, own_unit_or_refuse
from engagements.permissions import may_change_engagement
from governance.models import Unit
from visits.actions import outgoing as actions
from visits.forms.outgoing import (
    DelegateFormSet,
    OutgoingEditForm,
    OutgoingForm,
    ReportForm,
    UseForm,
    choices_of_delegates,
    delegates,
)
from visits.models import OutgoingVisit
from visits.selectors import outgoing as selectors

METHODS = ["GET", "HEAD", "POST"]
TEMPLATE = "visits/outgoing_form.html"


@require_safe
def outgoing_list(request: HttpRequest) -> HttpResponse:
    asked = {"q": asked_words(request)} | {name: request.GET.get(name, "") for name in ("ar", "enhet", "page")}
    query = request.GET.copy()
    query.pop("page", None)
    this_year = timezone.localdate().year
    years, committees = selectors.committees(request.user, year=this_year)
    context = {
        "page": selectors.outgoing_page(request.user, asked),
        "years": years,
        "committees": committees,
        "asked": asked,
        "filtered": any(asked[name] for name in ("q", "ar", "enhet")),
        "query": query.urlencode(),
        "units": [(str(pk), name) for pk, name in Unit.objects.order_by("name").values_list("pk", "name")],
        "may_create": bool(request.user.powers.own_units),
    }
    return render(request, "visits/outgoing_list.html", context)


@require_safe
def outgoing_detail(request: HttpRequest, pk: int) -> HttpResponse:
    row = _outgoing_or_404(request, pk)
    may_change = may_change_engagement.allows(request.user, row.engagement)
    begun = row.engagement.starts_on is not None and row.engagement.starts_on <= timezone.localdate()
    context = {"outgoing": row, "may_change": may_change, "begun": begun, "crumbs": _crumbs(row)[:-1]}
    return render(request, "visits/outgoing_detail.html", context)


@require_http_methods(METHODS)
def outgoing_create(request: HttpRequest) -> HttpResponse:
    unit = own_unit_or_refuse(request)
    form = OutgoingForm(request.POST or None, person=request.user, initial={"responsible_unit": unit.pk})
    formset = _delegation(request, [])
    page = FormPage(_("Registrera studieresa"), _("Registrera resan"), _crumbs())

    def save() -> str:
        row = actions.register_outgoing(
            title=form.cleaned_data["title"], responsible_unit=form.cleaned_data["responsible_unit"],
            spine=form.spine(), delegation=delegates(formset), by=request.user, **form.own(),
        )  # fmt: skip
        messages.success(request, _("Studieresan är registrerad."))
        return reverse("visits:outgoing_detail", args=[row.pk])

    return _answer(request, form, formset, page, save)


@require_http_methods(METHODS)
def outgoing_edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = _outgoing_to_change(request, pk)
    initial = {name: getattr(row, name) for name in OutgoingEditForm.own_names}
    initial |= {"country": row.country_id, "version": row.version}
    form = OutgoingEditForm(request.POST or None, initial=initial)
    rows = [{name: getattr(each, name) for name in actions.DELEGATE} for each in row.delegation.all()]
    formset = _delegation(request, rows)
    page = FormPage(_("Ändra studieresan"), _("Spara resan"), _crumbs(row))

    def save() -> str:
        actions.change_outgoing(
            outgoing=row, version=form.cleaned_data["version"], delegation=delegates(formset), by=request.user,
            **form.own(),
        )  # fmt: skip
        return reverse("visits:outgoing_detail", args=[row.pk])

    return _answer(request, form, formset, page, save)


@require_http_methods(METHODS)
def outgoing_report(request: HttpRequest, pk: int) -> HttpResponse:
    row = _outgoing_to_change(request, pk)
    form = ReportForm(request.POST or None, initial={"cost_spent": row.cost_spent, "lessons": row.lessons})
    lead = _("Vem som reste, när och vart är redan känt.")
    page = FormPage(_("Rapportera studieresan"), _("Skicka in rapporten"), _crumbs(row), lead)

    def save(data: dict[str, Any]) -> str:
        actions.report_outgoing(outgoing=row, by=request.user, **data)
        messages.success(request, _("Tack! Rapporten är inskickad som en aktivitet."))
        return reverse("visits:outgoing_detail", args=[row.pk])

    return answer(request, form, page, save)


@require_http_methods(METHODS)
def outgoing_use(request: HttpRequest, pk: int) -> HttpResponse:
    row = _outgoing_to_change(request, pk)
    form = UseForm(request.POST or None, initial={"text": row.taken_into_use})
    page = FormPage(_("Vad som togs i bruk"), _("Spara"), _crumbs(row))

    def save(data: dict[str, Any]) -> str:
        actions.take_into_use(outgoing=row, by=request.user, **data)
        return reverse("visits:outgoing_detail", args=[row.pk])

    return answer(request, form, page, save)


def _delegation(request: HttpRequest, rows: list[dict[str, Any]]) -> BaseFormSet:
    return DelegateFormSet(request.POST or None, prefix="resenarer", initial=rows, form_kwargs=choices_of_delegates())


def _answer(request: HttpRequest, form: Any, formset: BaseFormSet, page: FormPage, save: Any) -> HttpResponse:
    """Shown, refused with what was typed kept, or saved and left."""
    findings, status, conflict = [], 200, None
    if request.method == "POST":
        status = 400
        if form.is_valid() and formset.is_valid():
            try:
                return redirect(save())
            except Refused as refused:
                findings, status = refused.findings, 409
            except Conflict as error:
                conflict, status = error, 409
    context = {"form": form, "formset": formset, "page": page, "findings": findings, "conflict": conflict}
    return render(request, TEMPLATE, context, status=status)


def _outgoing_or_404(request: HttpRequest, pk: int) -> OutgoingVisit:
    row = selectors.outgoing_for(request.user, pk)
    if row is None:
        raise Http404
    return row


def _outgoing_to_change(request: HttpRequest, pk: int) -> OutgoingVisit:
    row = _outgoing_or_404(request, pk)
    may_change_engagement.require(request.user, row.engagement)
    return row


def _crumbs(row: OutgoingVisit | None = None) -> list[Crumb]:
    crumbs = [
        Crumb(_("Besök"), reverse("visits:visit_list")),
        Crumb(_("Studieresor"), reverse("visits:outgoing_list")),
    ]
    if row is not None:
        crumbs.append(Crumb(row.engagement.title, reverse("visits:outgoing_detail", args=[row.pk])))
    return crumbs
