"""A unit's participation in forums and working groups."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from engagements.area_views import FormPage, answer, own_unit_or_refuse
from memberships import actions, permissions, selectors
from memberships.forms import DayForm, ForumForm
from memberships.views.memberships import membership_or_404
from memberships.views.organisations import crumbs_to


@require_http_methods(["GET", "HEAD", "POST"])
def forum_join(request: HttpRequest, pk: int) -> HttpResponse:
    membership = membership_or_404(request, pk)
    unit = own_unit_or_refuse(request)
    form = ForumForm(request.POST or None, person=request.user, membership=membership, initial={"unit": unit.pk})
    page = FormPage(_("Notera deltagande"), _("Notera deltagandet"), crumbs_to(membership.organisation))

    def save(data: dict[str, Any]) -> str:
        forum = data.pop("forum") or data["new_forum"]
        data.pop("new_forum")
        actions.join_forum(membership=membership, forum=forum, by=request.user, **data)
        return membership.get_absolute_url()

    return answer(request, form, page, save)


@require_http_methods(["GET", "HEAD", "POST"])
def forum_leave(request: HttpRequest, pk: int) -> HttpResponse:
    participation = selectors.visible_participation(request.user, pk)
    if participation is None:
        raise Http404
    permissions.may_end_participation.require(request.user, participation)
    organisation = participation.membership.organisation
    page = FormPage(_("Avsluta deltagandet"), _("Avsluta deltagandet"), crumbs_to(organisation), str(participation))

    def save(data: dict[str, Any]) -> str:
        actions.leave_forum(participation=participation, on=data["on"], by=request.user)
        return organisation.get_absolute_url()

    return answer(request, DayForm(request.POST or None), page, save)
