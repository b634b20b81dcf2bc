"""Signals: reported in under a minute, assessed and settled by the coordinating unit."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from engagements.area_views import Crumb, FormPage, answer, own_unit_or_refuse
from monitoring.actions import signals as actions
from monitoring.enums import SignalState
from monitoring.forms.consultations import ReasonForm
from monitoring.forms.signals import AssessSignalForm, FollowSignalForm, NoteSignalForm, ReportSignalForm
from monitoring.models import Signal
from monitoring.permissions import may_triage
from monitoring.selectors import dossiers
from monitoring.selectors import signals as selectors
from monitoring.selectors.aims import aims_in_force
from monitoring.views.asking import asked_for, crumbs, or_404, page_number, query_of

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def signal_list(request: HttpRequest) -> HttpResponse:
    asked = asked_for(request, selectors.FILTERS)
    choices = selectors.filter_choices()
    labels = {
        "tema": _("Område"),
        "paverkan": _("Påverkan"),
        "riktning": _("Riktning"),
        "enhet": _("Enhet"),
        "lage": _("Läge"),
    }
    context = {
        "page": selectors.signals(request.user, asked, page_number(request)),
        "filters": [(n, labels[n], asked[n], [(str(v), each) for v, each in choices[n]]) for n in selectors.FILTERS],
        "words": asked["q"],
        "filtered": any(asked.values()),
        "query": query_of(request),
        "may_report": bool(request.user.powers.own_units),
    }
    return render(request, "monitoring/signal_list.html", context)


@form_page
def signal_report(request: HttpRequest) -> HttpResponse:
    """One page, three questions (GBG-M4)."""
    own_unit_or_refuse(request)
    form = ReportSignalForm(request.POST or None, person=request.user)
    lead = _("Tre frågor. Den samordnande enheten får det i sin inkorg direkt.")
    page = FormPage(_("Rapportera en signal"), _("Skicka signalen"), _crumbs(), lead)

    def save(data: dict[str, Any]) -> str:
        signal = actions.report_signal(by=request.user, **data)
        messages.success(request, _("Tack. Signalen ligger nu i den samordnande enhetens inkorg."))
        return signal.get_absolute_url()

    return answer(request, form, page, save)


@require_safe
def signal_detail(request: HttpRequest, pk: int) -> HttpResponse:
    signal = or_404(selectors.signal_for(request.user, pk))
    triages = may_triage.allows(request.user)
    context = {
        "signal": signal,
        "row": selectors.row_of(signal),
        "may_assess": triages and signal.state in {SignalState.NEW, SignalState.ASSESSED},
        "may_follow": triages and signal.state == SignalState.ASSESSED,
    }
    return render(request, "monitoring/signal_detail.html", context)


@form_page
def signal_assess(request: HttpRequest, pk: int) -> HttpResponse:
    signal = _to_settle(request, pk)
    initial = {
        "impact": signal.impact,
        "direction": signal.direction,
        "aim": signal.aim_id,
        "themes": [theme.pk for theme in signal.themes.all()],
        "units": [unit.pk for unit in signal.units.all()],
    }
    form = AssessSignalForm(request.POST or None, aims=aims_in_force(), initial=initial)
    page = FormPage(_("Bedöm signalen"), _("Spara bedömningen"), _of(signal), signal.headline)

    def save(data: dict[str, Any]) -> str:
        actions.assess_signal(signal=signal, by=request.user, **data)
        messages.success(request, _("Bedömningen är sparad. Välj om signalen ska följas, noteras eller avskrivas."))
        return signal.get_absolute_url()

    return answer(request, form, page, save)


@form_page
def signal_follow(request: HttpRequest, pk: int) -> HttpResponse:
    signal = _to_settle(request, pk)
    form = FollowSignalForm(
        request.POST or None,
        dossiers=dossiers.choosable(request.user),
        unit=signal.unit,
        initial={"title": signal.headline},
    )
    page = FormPage(_("Följ i en bevakning"), _("Följ signalen"), _of(signal), signal.headline)

    def save(data: dict[str, Any]) -> str:
        followed = actions.follow_signal(signal=signal, by=request.user, **data)
        messages.success(request, _("Signalen följs nu i bevakningen."))
        return followed.dossier.get_absolute_url()

    return answer(request, form, page, save)


@form_page
def signal_note(request: HttpRequest, pk: int) -> HttpResponse:
    signal = _to_settle(request, pk)
    lead = _("Signalen sparas som känd. Inget mer görs.")
    page = FormPage(_("Notera signalen"), _("Notera signalen"), _of(signal), lead)

    def save(data: dict[str, Any]) -> str:
        actions.note_signal(signal=signal, by=request.user, **data)
        return signal.get_absolute_url()

    return answer(request, NoteSignalForm(request.POST or None), page, save)


@form_page
def signal_drop(request: HttpRequest, pk: int) -> HttpResponse:
    signal = _to_settle(request, pk)
    lead = _("Skälet sparas och skickas till den som rapporterade.")
    page = FormPage(_("Avskriv signalen"), _("Avskriv signalen"), _of(signal), lead)

    def save(data: dict[str, Any]) -> str:
        actions.drop_signal(signal=signal, by=request.user, **data)
        return signal.get_absolute_url()

    return answer(request, ReasonForm(request.POST or None), page, save)


def _to_settle(request: HttpRequest, pk: int) -> Signal:
    signal = or_404(selectors.signal_for(request.user, pk))
    may_triage.require(request.user)
    return signal


def _crumbs() -> list[Crumb]:
    return crumbs((_("Signaler"), reverse("monitoring:signal_list")))


def _of(signal: Signal) -> list[Crumb]:
    return [*_crumbs(), Crumb(signal.headline, signal.get_absolute_url())]
