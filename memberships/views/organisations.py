"""The register of organisations."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from decisions import matters
from engagements.area_views import Crumb, FormPage, answer
from engagements.enums import Status
from governance.models import Unit
from memberships import actions, permissions, selectors
from memberships.enums import MembershipKind, SeatState
from memberships.forms import OrganisationForm
from memberships.models import Organisation
from memberships.views.lists import asked_of
from memberships.views.tabs import tabs

FILTERS = ("q", "slag", "status", "enhet", "visa")


@require_safe
def organisation_list(request: HttpRequest) -> HttpResponse:
    filters = asked_of(request, *FILTERS)
    number = request.GET.get("page", "1")
    page = selectors.membership_page(
        request.user, filters, number=int(number) if number.isdecimal() else 1, today=timezone.localdate()
    )
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "page": page,
        "filters": filters,
        "filtered": any(filters.values()),
        "query": query.urlencode(),
        "kinds": MembershipKind.choices,
        "statuses": Status.choices,
        "units": list(Unit.objects.order_by("name").values_list("pk", "name")),
        "prefix": reverse("memberships:organisation_list"),
        "may_create": bool(request.user.powers.own_units),
        "tabs": tabs("memberships:organisation_list"),
        "may_count": permissions.may_record_population.allows(request.user),
    }
    return render(request, "memberships/organisation_list.html", context)


@require_safe
def organisation_detail(request: HttpRequest, pk: int) -> HttpResponse:
    organisation = organisation_or_404(request, pk)
    today = timezone.localdate()
    page = selectors.organisation_page(organisation, request.user, today=today)
    context = {
        "organisation": organisation,
        "grades": page.grades,
        "parts": [{"part": part, **_what_one_may(request.user, part)} for part in page.parts],
        "may_describe": permissions.may_describe_organisation.allows(request.user),
        "population": page.population,
        "declined": page.declined,
        "may_invite": bool(request.user.powers.own_units),
        "today": today,
    }
    return render(request, "memberships/organisation_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def organisation_edit(request: HttpRequest, pk: int) -> HttpResponse:
    organisation = organisation_or_404(request, pk)
    permissions.may_describe_organisation.require(request.user)
    row = Organisation.objects.visible_to(request.user).get(pk=pk)
    form = OrganisationForm(request.POST or None, instance=row)
    page = FormPage(_("Ändra uppgifter"), _("Spara uppgifterna"), crumbs_to(organisation))

    def save(facts: dict[str, Any]) -> str:
        actions.describe_organisation(organisation=organisation, by=request.user, **facts)
        return organisation.get_absolute_url()

    return answer(request, form, page, save)


def organisation_or_404(request: HttpRequest, pk: int) -> Organisation:
    organisation = selectors.visible_organisation(request.user, pk)
    if organisation is None:
        raise Http404
    return organisation


def crumbs_to(organisation: Organisation) -> list[Crumb]:
    return [
        Crumb(_("Organisationer"), reverse("memberships:organisation_list")),
        Crumb(organisation.name, organisation.get_absolute_url()),
    ]


def _what_one_may(person: Any, part: selectors.MembershipPart) -> dict[str, Any]:
    """What the page offers for one membership; the actions ask again."""
    membership, engagement = part.membership, part.membership.engagement
    running = engagement.status in {Status.ACTIVE, Status.DORMANT}
    may_change = permissions.may_change_membership.allows(person, membership)
    may_open = person.powers.coordinates or engagement.responsible_unit_id in person.powers.own_units
    engagement.membership = membership
    return {
        "colour": selectors.STATUS_COLOURS[Status(engagement.status)],
        "may_change": may_change,
        "may_write": may_change and running,
        "reviewed": part.review,
        "may_join": running and bool(person.powers.own_units),
        "own_units": person.powers.own_units,
        "coordinates": person.powers.coordinates,
        "may_stand": may_open and engagement.status == Status.ACTIVE,
        "matters": matters.for_engagement(engagement) if may_open else [],
        "held": [seat for seat in part.seats if seat.state == SeatState.HELD],
        "dependants": [row for row in part.holds if row.engagement.status in {Status.ACTIVE, Status.DORMANT}],
        "through_ended": part.through is not None and part.through.ended_on is not None and running,
    }
