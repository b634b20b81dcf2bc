"""Registering a membership, changing it, and noting that it was tried anew."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from engagements.area_views import Crumb, FormPage, answer, own_unit_or_refuse
from governance.models import Unit
from memberships import actions, permissions, selectors
from memberships.forms import MembershipEditForm, MembershipForm, ReviewForm
from memberships.models import Membership
from memberships.views.organisations import crumbs_to


@require_http_methods(["GET", "HEAD", "POST"])
def membership_create(request: HttpRequest) -> HttpResponse:
    unit = own_unit_or_refuse(request)
    form = MembershipForm(request.POST or None, person=request.user, initial=_initial(request, unit))
    crumbs = [Crumb(_("Organisationer"), reverse("memberships:organisation_list"))]
    lead = _(
        "Ett nytt medlemskap registreras som ett förslag. Därefter öppnas ett ärende, så att rätt organ får besluta."
    )
    page = FormPage(_("Registrera medlemskap"), _("Registrera medlemskapet"), crumbs, lead)

    def save(data: dict[str, Any]) -> str:
        membership = actions.register_membership(
            organisation=data["organisation"] or data["new_organisation"],
            kind=data["kind"],
            responsible_unit=data["responsible_unit"],
            member=data["member"],
            decided=data["decided"],
            member_since=data["member_since"],
            through=data["through"],
            fee=data["fee"],
            spine=form.spine(),
            by=request.user,
        )
        messages.success(request, _("Medlemskapet är registrerat."))
        return membership.get_absolute_url()

    return answer(request, form, page, save)


@require_http_methods(["GET", "HEAD", "POST"])
def membership_edit(request: HttpRequest, pk: int) -> HttpResponse:
    membership = membership_or_404(request, pk)
    permissions.may_change_membership.require(request.user, membership)
    form = MembershipEditForm(request.POST or None, person=request.user, membership=membership)
    page = FormPage(_("Ändra medlemskapet"), _("Spara medlemskapet"), crumbs_to(membership.organisation))

    def save(data: dict[str, Any]) -> str:
        spine = form.spine() | {"responsible_unit": data["responsible_unit"]}
        fields = {name: data[name] for name in form.own} | {"grade": data["new_grade"].strip() or data["grade"]}
        actions.change_membership(
            membership=membership,
            version=data["version"],
            spine=spine,
            grade_condition=data["grade_condition"],
            by=request.user,
            **fields,
        )
        messages.success(request, _("Medlemskapet är sparat."))
        return membership.get_absolute_url()

    return answer(request, form, page, save)


@require_http_methods(["GET", "HEAD", "POST"])
def membership_review(request: HttpRequest, pk: int) -> HttpResponse:
    membership = membership_or_404(request, pk)
    permissions.may_change_membership.require(request.user, membership)
    form = ReviewForm(request.POST or None, membership=membership)
    lead = _("Branschspecifika medlemskap prövas på nytt minst en gång per mandatperiod.")
    page = FormPage(_("Notera omprövning"), _("Notera omprövningen"), crumbs_to(membership.organisation), lead)

    def save(data: dict[str, Any]) -> str:
        actions.mark_reviewed(membership=membership, by=request.user, **data)
        messages.success(request, _("Omprövningen är noterad."))
        return membership.get_absolute_url()

    return answer(request, form, page, save)


def membership_or_404(request: HttpRequest, pk: int) -> Membership:
    membership = selectors.visible_membership(request.user, pk)
    if membership is None:
        raise Http404
    return membership


def _initial(request: HttpRequest, unit: Unit) -> dict[str, Any]:
    chosen = request.GET.get("organisation", "")
    initial: dict[str, Any] = {"responsible_unit": unit.pk}
    return initial | ({"organisation": int(chosen)} if chosen.isdecimal() else {})
