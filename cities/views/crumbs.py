"""Where one came from, and the relation one stands in."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from cities.models import Agreement, CityRelation
from cities.selectors import visible_relation
from engagements.area_views import Crumb
from engagements.permissions import may_change_engagement


def home() -> list[Crumb]:
    return [Crumb(_("Städer"), reverse("cities:city_list"))]


def of_relation(relation: CityRelation) -> list[Crumb]:
    return [*home(), Crumb(str(relation), relation.engagement.get_absolute_url())]


def of_agreement(agreement: Agreement) -> list[Crumb]:
    return [*of_relation(agreement.relation), Crumb(agreement.get_kind_display(), agreement.get_absolute_url())]


def relation_or_404(request: HttpRequest, pk: int, *, change: bool = False) -> CityRelation:
    """The relation as this person sees it; with `change`, one that is theirs to change."""
    relation = visible_relation(request.user, pk)
    if relation is None:
        raise Http404
    if change:
        may_change_engagement.require(request.user, relation.engagement)
    return relation


def page_number(request: HttpRequest) -> int:
    asked = request.GET.get("page", "1")
    return max(1, int(asked)) if asked.isdecimal() and len(asked) < 7 else 1
