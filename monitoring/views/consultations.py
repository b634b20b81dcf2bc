"""Consultations: reported by anybody's contact person, taken up or declined by the coordinating unit, planned back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from decisions.permissions import may_open
from engagements.area_views import FormPage, answer, own_unit_or_refuse
from governance.enums import StepRole
from monitoring.actions import consultations as actions
from monitoring.actions import plans
from monitoring.enums import Channel, ConsultationState
from monitoring.forms.consultations import ConsultationForm, ReasonForm, ReportConsultationForm, TakeUpForm
from monitoring.models import Consultation, PlanItem
from monitoring.permissions import may_plan, may_triage
from monitoring.selectors import consultations as selectors
from monitoring.selectors import dossiers
from monitoring.selectors import plans as plan_selectors
from monitoring.views.asking import asked_for, crumbs, dossier_crumbs, or_404, page_number, query_of

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def consultation_list(request: HttpRequest) -> HttpResponse:
    """Consultations, those without an answer first, the late ones marked (GBG-M3)."""
    asked = asked_for(request, ("kanal", "lage", "enhet"))
    context = {
        "page": selectors.consultations(request.user, asked, page_number(request)),
        "asked": asked,
        "filtered": any(asked.values()),
        "query": query_of(request),
        "channels": Channel.choices,
        "states": ConsultationState.choices,
        "may_report": bool(request.user.powers.own_units),
    }
    return render(request, "monitoring/consultation_list.html", context)


@require_safe
def consultation_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What is asked, by when, and the way back from the deadline to the day one must begin."""
    consultation = or_404(selectors.consultation_for(request.user, pk))
    waits = consultation.state == ConsultationState.REPORTED
    plan = selectors.plan_of(consultation)
    context = {
        "consultation": consultation,
        "row": selectors.row_of(consultation),
        "plan": plan,
        "stages": [(StepRole(stage.role).label, stage) for stage in plan.stages] if plan else [],
        "case_seen": selectors.case_seen(request.user, consultation),
        "may_triage": waits and may_triage.allows(request.user),
        "plan_item": getattr(consultation, "plan_item", None),
    }
    return render(request, "monitoring/consultation_detail.html", context)


@form_page
def consultation_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Register a consultation on what is watched, and open the case in which the answer is decided (GBG-M3)."""
    dossier = or_404(dossiers.visible_dossier(request.user, pk))
    may_open.require(request.user, dossier.engagement.responsible_unit)
    lead = _("Ett ärende öppnas. Den ansvariga enheten bereder svaret, och det gäller när det är beslutat.")
    page = FormPage(_("Registrera samråd"), _("Öppna ärendet"), dossier_crumbs(dossier), lead)
    form = ConsultationForm(request.POST or None)

    def save(data: dict[str, Any]) -> str:
        consultation = actions.register_consultation(dossier=dossier, by=request.user, **form.said())
        messages.success(request, _("Samrådet är registrerat och ärendet öppnat."))
        return consultation.get_absolute_url()

    return answer(request, form, page, save)


@form_page
def consultation_report(request: HttpRequest) -> HttpResponse:
    """Tell the coordinating unit of a consultation; `punkt` in the address is the item of the plan it came to."""
    own_unit_or_refuse(request)
    item = _item_of(request)
    initial = {"title": item.title, "channel": item.channel, "source_url": item.source_url} if item else {}
    form = ReportConsultationForm(request.POST or None, person=request.user, initial=initial)
    lead = _("Tre frågor. Den samordnande enheten får det i sin inkorg direkt och svarar dig.")
    page = FormPage(_("Rapportera ett samråd"), _("Skicka in samrådet"), _crumbs(), lead)

    def save(data: dict[str, Any]) -> str:
        consultation = actions.report_consultation(by=request.user, **form.said())
        if item is not None:
            plans.arrive(item=item, consultation=consultation, by=request.user)
        messages.success(request, _("Tack. Samrådet ligger nu i den samordnande enhetens inkorg."))
        return consultation.get_absolute_url()

    return answer(request, form, page, save)


@form_page
def consultation_take_up(request: HttpRequest, pk: int) -> HttpResponse:
    consultation = or_404(selectors.consultation_for(request.user, pk))
    may_triage.require(request.user)
    form = TakeUpForm(request.POST or None, dossiers=dossiers.choosable(request.user), unit=consultation.unit)
    lead = _("Ett ärende öppnas. En enhet svarar för det, och den som rapporterade får veta det.")
    page = FormPage(_("Ta upp samrådet"), _("Öppna ärendet"), _of(consultation), lead)

    def save(data: dict[str, Any]) -> str:
        actions.take_up(consultation=consultation, by=request.user, **data)
        messages.success(request, _("Ärendet är öppnat."))
        return consultation.get_absolute_url()

    return answer(request, form, page, save)


@form_page
def consultation_decline(request: HttpRequest, pk: int) -> HttpResponse:
    consultation = or_404(selectors.consultation_for(request.user, pk))
    may_triage.require(request.user)
    lead = _("Skälet sparas och skickas till den som rapporterade.")
    page = FormPage(_("Avstå från att svara"), _("Avstå från samrådet"), _of(consultation), lead)

    def save(data: dict[str, Any]) -> str:
        actions.decline(consultation=consultation, by=request.user, **data)
        messages.success(request, _("Skälet är sparat och skickat."))
        return consultation.get_absolute_url()

    return answer(request, ReasonForm(request.POST or None), page, save)


def _item_of(request: HttpRequest) -> PlanItem | None:
    number = request.GET.get("punkt", "")
    if not number.isdecimal():
        return None
    may_plan.require(request.user)
    return or_404(plan_selectors.item_for(int(number)))


def _crumbs() -> list:
    return crumbs((_("Samråd att besvara"), reverse("monitoring:consultation_list")))


def _of(consultation: Consultation) -> list:
    return crumbs(
        (_("Samråd att besvara"), reverse("monitoring:consultation_list")),
        (consultation.title, consultation.get_absolute_url()),
    )
