"""Invitations: received, answered, counted (STR-13)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engagements.area_views import Crumb, FormPage, answer, own_unit_or_refuse
from memberships import actions, permissions
from memberships.enums import DeclineReason, InvitationState
from memberships.forms import DeclineForm, InvitationForm
from memberships.models import Invitation
from memberships.selectors import invitations
from memberships.views.lists import Column, ListPage, Select, asked_of, number_of, organisations_crumb, show

FORM = ["GET", "HEAD", "POST"]


@require_safe
def invitation_list(request: HttpRequest) -> HttpResponse:
    asked = asked_of(request, "q", "ar", "lage", "skal")
    years = [(year, year) for year in invitations.years(request.user)]
    may_register = bool(request.user.powers.own_units)
    page = ListPage(
        title=_("Inbjudningar"),
        lead=_("Vad staden har bjudits in till, och varför vi har tackat nej. Det som avböjs räknas i utvärderingen."),
        heads=_("Inbjudan"),
        columns=[
            Column(_("Från")), Column(_("Slag")), Column(_("Äger rum")), Column(_("Enhet som svarar")),
            Column(_("Svar")), Column(_("Skäl")),
        ],
        empty=_("Inga inbjudningar är registrerade"),
        empty_text=_("Registrera också dem som staden tackar nej till."),
        search=_("Sök inbjudan"),
        selects=[
            Select("ar", _("År"), years, _("Alla")),
            Select("lage", _("Svar"), InvitationState.choices, _("Alla")),
            Select("skal", _("Skäl"), DeclineReason.choices, _("Alla")),
        ],
        actions=[(_("Registrera inbjudan"), reverse("memberships:invitation_create"))] if may_register else [],
        context={"counted": [each for each in invitations.counted(request.user, asked) if each.declined]},
        template="memberships/invitation_list.html",
    )  # fmt: skip
    rows = invitations.invitation_page(request.user, asked, today=timezone.localdate(), number=number_of(request))
    return show(request, page, rows, asked)


@require_http_methods(FORM)
def invitation_create(request: HttpRequest) -> HttpResponse:
    unit = own_unit_or_refuse(request)
    initial: dict[str, Any] = {"unit": unit.pk, "received_on": timezone.localdate()}
    chosen = request.GET.get("organisation", "")
    if chosen.isdecimal():
        initial["organisation"] = int(chosen)
    form = InvitationForm(request.POST or None, person=request.user, initial=initial)
    page = FormPage(_("Registrera inbjudan"), _("Registrera inbjudan"), _crumbs())

    def save(data: dict[str, Any]) -> str:
        return actions.receive_invitation(by=request.user, **data).get_absolute_url()

    return answer(request, form, page, save)


@require_safe
def invitation_detail(request: HttpRequest, pk: int) -> HttpResponse:
    invitation = _invitation_or_404(request, pk)
    may_answer = permissions.may_answer_invitation.allows(request.user, invitation)
    context = {"invitation": invitation, "may_answer": may_answer, "crumbs": _crumbs()}
    return render(request, "memberships/invitation_detail.html", context)


@require_POST
def invitation_accept(request: HttpRequest, pk: int) -> HttpResponse:
    invitation = _invitation_or_404(request, pk)
    actions.accept_invitation(invitation=invitation, by=request.user)
    messages.success(request, _("Noterat: vi tackar ja."))
    return redirect(invitation)


@require_http_methods(FORM)
def invitation_decline(request: HttpRequest, pk: int) -> HttpResponse:
    invitation = _invitation_or_404(request, pk)
    permissions.may_answer_invitation.require(request.user, invitation)
    crumbs = [*_crumbs(), Crumb(invitation.title, invitation.get_absolute_url())]
    lead = _("Skälet räknas i utvärderingen.")
    page = FormPage(_("Tacka nej"), _("Notera att vi tackar nej"), crumbs, lead)

    def save(data: dict[str, Any]) -> str:
        actions.decline_invitation(invitation=invitation, by=request.user, **data)
        messages.success(request, _("Noterat: vi tackar nej."))
        return invitation.get_absolute_url()

    return answer(request, DeclineForm(request.POST or None), page, save)


def _invitation_or_404(request: HttpRequest, pk: int) -> Invitation:
    invitation = invitations.visible_invitation(request.user, pk)
    if invitation is None:
        raise Http404
    return invitation


def _crumbs() -> list[Crumb]:
    return [organisations_crumb(), Crumb(_("Inbjudningar"), reverse("memberships:invitation_list"))]
