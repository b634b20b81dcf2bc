"""Seats the city holds: noted by hand, and the cases to stand or not to stand again."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from decisions.permissions import may_open
from engagements.area_views import FormPage, answer
from memberships import actions, permissions, selectors
from memberships.forms import DayForm, ElectionForm, SeatForm, StandForm, StepAsideForm, seat_initial
from memberships.models import Seat
from memberships.views.memberships import membership_or_404
from memberships.views.organisations import crumbs_to

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
def seat_create(request: HttpRequest, pk: int) -> HttpResponse:
    membership = membership_or_404(request, pk)
    permissions.may_change_membership.require(request.user, membership)
    lead = _("Notera ett uppdrag som staden redan har. Ska staden kandidera till ett nytt öppnas i stället ett ärende.")
    page = FormPage(_("Notera uppdrag"), _("Notera uppdraget"), crumbs_to(membership.organisation), lead)

    def save(data: dict[str, Any]) -> str:
        actions.record_seat(membership=membership, by=request.user, **data)
        return membership.get_absolute_url()

    return answer(request, SeatForm(request.POST or None), page, save)


@require_http_methods(METHODS)
def seat_edit(request: HttpRequest, pk: int) -> HttpResponse:
    seat = _seat_to_change(request, pk)
    form = SeatForm(request.POST or None, initial=seat_initial(seat))
    page = FormPage(_("Ändra uppdraget"), _("Spara uppdraget"), crumbs_to(seat.membership.organisation), str(seat))

    def save(data: dict[str, Any]) -> str:
        actions.change_seat(seat=seat, by=request.user, **data)
        return seat.membership.get_absolute_url()

    return answer(request, form, page, save)


@require_http_methods(METHODS)
def seat_elected(request: HttpRequest, pk: int) -> HttpResponse:
    seat = _seat_to_change(request, pk)
    page = FormPage(_("Notera val"), _("Notera valet"), crumbs_to(seat.membership.organisation), str(seat))

    def save(data: dict[str, Any]) -> str:
        actions.record_election(seat=seat, elected=data["elected"], by=request.user)
        return seat.membership.get_absolute_url()

    return answer(request, ElectionForm(request.POST or None), page, save)


@require_http_methods(METHODS)
def seat_end(request: HttpRequest, pk: int) -> HttpResponse:
    seat = _seat_to_change(request, pk)
    page = FormPage(_("Avsluta uppdraget"), _("Avsluta uppdraget"), crumbs_to(seat.membership.organisation), str(seat))

    def save(data: dict[str, Any]) -> str:
        actions.end_seat(seat=seat, on=data["on"], by=request.user)
        return seat.membership.get_absolute_url()

    return answer(request, DayForm(request.POST or None), page, save)


@require_http_methods(METHODS)
def seat_stand(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the case to stand for a seat; ?uppdrag= names one the city holds and stands for again."""
    membership = membership_or_404(request, pk)
    may_open.require(request.user, membership.engagement.responsible_unit)
    chosen = request.GET.get("uppdrag", "")
    seat = selectors.visible_seat(request.user, int(chosen)) if chosen.isdecimal() else None
    if seat is not None and seat.membership_id != membership.pk:
        raise Http404
    form = StandForm(request.POST or None, initial={"organ": seat.organ} if seat else {})
    lead = _("Ett ärende öppnas för den som beslutar. Uppdraget noteras när beslutet är fattat.")
    page = FormPage(_("Kandidera till uppdrag"), _("Öppna ärendet"), crumbs_to(membership.organisation), lead)

    def save(data: dict[str, Any]) -> str:
        return actions.stand(membership=membership, seat=seat, by=request.user, **data).get_absolute_url()

    return answer(request, form, page, save)


@require_http_methods(METHODS)
def seat_stand_down(request: HttpRequest, pk: int) -> HttpResponse:
    seat = _seat_or_404(request, pk)
    may_open.require(request.user, seat.membership.engagement.responsible_unit)
    lead = _(
        "Ett ärende öppnas för den som beslutar. Uppdraget löper sin tid ut även om beslutet blir att inte ställa upp."
    )
    crumbs = crumbs_to(seat.membership.organisation)
    page = FormPage(_("Avstå omval: %(organ)s") % {"organ": seat.organ}, _("Öppna ärendet"), crumbs, lead)

    def save(data: dict[str, Any]) -> str:
        return actions.step_aside(seat=seat, by=request.user, **data).get_absolute_url()

    return answer(request, StepAsideForm(request.POST or None), page, save)


def _seat_or_404(request: HttpRequest, pk: int) -> Seat:
    seat = selectors.visible_seat(request.user, pk)
    if seat is None:
        raise Http404
    return seat


def _seat_to_change(request: HttpRequest, pk: int) -> Seat:
    seat = _seat_or_404(request, pk)
    permissions.may_change_membership.require(request.user, seat.membership)
    return seat
