"""Positions, allies, and the log of contacts with the institutions of the EU."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.rules import Refused
from engagements.area_views import Crumb, FormPage, answer, own_unit_or_refuse
from engagements.permissions import may_change_engagement
from monitoring import conditions
from monitoring.actions import contacts as contact_actions
from monitoring.actions import positions as actions
from monitoring.enums import PositionLevel, PositionState
from monitoring.forms.positions import AllyForm, ContactForm, OfficeForm, PositionForm, ProgressForm
from monitoring.models import Position
from monitoring.permissions import may_keep_registers
from monitoring.selectors import consultations, dossiers
from monitoring.selectors import positions as selectors
from monitoring.selectors.aims import aims_in_force
from monitoring.views.asking import asked_for, crumbs, dossier_crumbs, or_404, page_number, query_of

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def position_list(request: HttpRequest) -> HttpResponse:
    asked = asked_for(request, ("niva", "lage", "allierad"))
    allies = [(str(pk), name) for pk, name in selectors.ally_choices()]
    context = {
        "page": selectors.positions(request.user, asked, page_number(request)),
        "filters": [
            ("niva", _("Nivå"), asked["niva"], PositionLevel.choices),
            ("lage", _("Läge"), asked["lage"], PositionState.choices),
            ("allierad", _("Allierad"), asked["allierad"], allies),
        ],
        "words": asked["q"],
        "filtered": any(asked.values()),
        "query": query_of(request),
    }
    return render(request, "monitoring/position_list.html", context)


@form_page
def position_create(request: HttpRequest, pk: int) -> HttpResponse:
    dossier = or_404(dossiers.visible_dossier(request.user, pk))
    may_change_engagement.require(request.user, dossier.engagement)
    form = PositionForm(request.POST or None, aims=aims_in_force(), initial={"target": dossier.target})
    page = FormPage(_("Skriv ståndpunkt"), _("Spara utkastet"), dossier_crumbs(dossier))

    def save(data: dict[str, Any]) -> str:
        return actions.write_position(dossier=dossier, by=request.user, **data).get_absolute_url()

    return answer(request, form, page, save)


@require_safe
def position_detail(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "monitoring/position_detail.html", _shown(request, _position(request, pk)))


@form_page
def position_edit(request: HttpRequest, pk: int) -> HttpResponse:
    position = _own_position(request, pk)
    initial = {name: getattr(position, name) for name in actions.OWN} | {"allies": list(position.allies.all())}
    form = PositionForm(request.POST or None, aims=aims_in_force(), initial=initial)
    page = FormPage(
        _("Ändra ståndpunkten"), _("Spara ståndpunkten"), _of(position), "", conditions.ready_to_change(position)
    )

    def save(data: dict[str, Any]) -> str:
        return actions.change_position(position=position, by=request.user, **data).get_absolute_url()

    return answer(request, form, page, save)


@require_POST
def position_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the case; refused, the page says why."""
    position = _own_position(request, pk)
    try:
        submitted = actions.submit_position(position=position, by=request.user)
    except Refused as refused:
        context = _shown(request, position) | {"findings": refused.findings}
        return render(request, "monitoring/position_detail.html", context, status=409)
    messages.success(request, _("Ärendet är öppnat. Bered det och lägg fram det."))
    return redirect(submitted.case)


@form_page
def position_progress(request: HttpRequest, pk: int) -> HttpResponse:
    position = _own_position(request, pk)
    page = FormPage(_("Ändra läge"), _("Spara läget"), _of(position))

    def save(data: dict[str, Any]) -> str:
        return actions.progress_position(position=position, by=request.user, **data).get_absolute_url()

    form = ProgressForm(request.POST or None, initial={"outcome": position.outcome})
    return answer(request, form, page, save)


@require_safe
def ally_list(request: HttpRequest) -> HttpResponse:
    context = {"allies": selectors.allies(), "may_change": may_keep_registers.allows(request.user)}
    return render(request, "monitoring/ally_list.html", context)


@form_page
def ally_create(request: HttpRequest) -> HttpResponse:
    may_keep_registers.require(request.user)
    listing = reverse("monitoring:ally_list")
    trail = crumbs((_("Ståndpunkter"), reverse("monitoring:position_list")), (_("Allierade"), listing))
    page = FormPage(_("Lägg till allierad"), _("Spara allierad"), trail)

    def save(data: dict[str, Any]) -> str:
        actions.add_ally(by=request.user, **data)
        return listing

    return answer(request, AllyForm(request.POST or None), page, save)


@require_safe
def contact_list(request: HttpRequest) -> HttpResponse:
    """Contacts with the EU's institutions, and for each whether the Brussels office was consulted (GBG-M5)."""
    asked = asked_for(request, ("enhet", "samrad"))
    units = [(str(pk), name) for pk, name in consultations.units()]
    context = {
        "page": selectors.contacts(request.user, asked, page_number(request)),
        "filters": [
            ("enhet", _("Enhet"), asked["enhet"], units),
            ("samrad", _("Samråd"), asked["samrad"], [("utan", _("Utan samråd"))]),
        ],
        "words": asked["q"],
        "filtered": any(asked.values()),
        "query": query_of(request),
        "office": selectors.office(),
        "may_log": bool(request.user.powers.own_units),
        "may_change": may_keep_registers.allows(request.user),
    }
    return render(request, "monitoring/contact_list.html", context)


@form_page
def contact_create(request: HttpRequest) -> HttpResponse:
    """`bevakning` in the address is the dossier it concerns."""
    unit = own_unit_or_refuse(request)
    form = ContactForm(
        request.POST or None,
        person=request.user,
        dossiers=dossiers.choosable(request.user),
        initial={"unit": unit.pk, "dossier": request.GET.get("bevakning", "")},
    )
    trail = crumbs((_("Kontakter med EU"), reverse("monitoring:contact_list")))
    lead = _("Kontakter med EU:s institutioner tas av kontoret i Bryssel eller i samråd med det.")
    page = FormPage(_("Notera kontakt"), _("Spara kontakten"), trail, lead)

    def save(data: dict[str, Any]) -> str:
        contact_actions.log_contact(by=request.user, **data)
        messages.success(request, _("Kontakten är noterad."))
        return reverse("monitoring:contact_list")

    return answer(request, form, page, save)


@form_page
def office_edit(request: HttpRequest) -> HttpResponse:
    """Which office is the one in Brussels."""
    may_keep_registers.require(request.user)
    office = selectors.office()
    initial = {"name": office.name, "unit": office.unit_id, "source": office.source} if office else {}
    trail = crumbs((_("Kontakter med EU"), reverse("monitoring:contact_list")))
    page = FormPage(_("Kontoret i Bryssel"), _("Spara kontoret"), trail)

    def save(data: dict[str, Any]) -> str:
        contact_actions.name_office(by=request.user, **data)
        return reverse("monitoring:contact_list")

    return answer(request, OfficeForm(request.POST or None, initial=initial), page, save)


def _position(request: HttpRequest, pk: int) -> Position:
    return or_404(selectors.position_for(request.user, pk))


def _own_position(request: HttpRequest, pk: int) -> Position:
    position = _position(request, pk)
    may_change_engagement.require(request.user, position.dossier.engagement)
    return position


def _shown(request: HttpRequest, position: Position) -> dict[str, Any]:
    may_change = may_change_engagement.allows(request.user, position.dossier.engagement)
    draft = position.state == PositionState.DRAFT
    case = position.case
    return {
        "position": position,
        "may_edit": may_change and draft and case is None,
        "may_progress": may_change and (position.state in {PositionState.ADOPTED, PositionState.PURSUED}),
        "case_seen": case is not None and consultations.case_visible(request.user, case.pk),
    }


def _of(position: Position) -> list[Crumb]:
    return [*dossier_crumbs(position.dossier), Crumb(position.title, position.get_absolute_url())]
