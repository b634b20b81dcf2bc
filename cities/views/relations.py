from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from cities import actions, selectors
from cities.amending import amend
from cities.enums import RelationKind
from cities.forms import AmendForm, RelationEditForm, RelationForm, relation_initial
from cities.models import CityRelation
from engagements import area_lists
from engagements.area_views import Crumb, FormPage, answer, own_unit_or_refuse
from engagements.permissions import may_change_engagement

LISTING = area_lists.AreaList(
    title=gettext_lazy("Städer"),
    lead=gettext_lazy("Vänorter, partnerstäder och samarbetsorter."),
    model=CityRelation,
    columns=(
        (gettext_lazy("Land"), "city__country__name"),
        (gettext_lazy("Slag"), "kind"),
        (gettext_lazy("Sedan"), "engagement__since_text"),
        (gettext_lazy("Avtalet till"), "engagement__ends_on"),
        (gettext_lazy("Ansvarig enhet"), "engagement__responsible_unit__name"),
    ),
    choices={"kind": dict(RelationKind.choices)},
    create_url="cities:relation_create",
    create_label=gettext_lazy("Föreslå relation till en stad"),
    filters=(
        area_lists.Filter("slag", gettext_lazy("Slag"), "kind", lambda: RelationKind.choices),
        area_lists.Filter("land", gettext_lazy("Land"), "city__country", selectors.countries_in_use),
        area_lists.Filter(
            "norden", gettext_lazy("Norden"), "city__country__nordic",
            lambda: [("True", gettext_lazy("I Norden")), ("False", gettext_lazy("Utanför Norden"))],
        ),
    ),
)  # fmt: skip


@require_safe
def city_list(request: HttpRequest) -> HttpResponse:
    return area_lists.answer(request, LISTING)


@require_http_methods(["GET", "HEAD", "POST"])
def relation_create(request: HttpRequest) -> HttpResponse:
    unit = own_unit_or_refuse(request)
    form = RelationForm(request.POST or None, person=request.user, initial={"responsible_unit": unit.pk})
    lead = _("Relationen registreras som ett förslag. Avtalet gäller när rätt organ har beslutat om det.")
    page = FormPage(_("Föreslå relation till en stad"), _("Registrera förslaget"), _crumbs(), lead)

    def save(data: dict[str, Any]) -> str:
        names = ("city", "country", "kind", "population", "responsible_unit")
        relation = actions.register_relation(
            **{name: data[name] for name in names}, spine=form.spine(), by=request.user
        )
        messages.success(request, _("Förslaget är registrerat."))
        return relation.engagement.get_absolute_url()

    return answer(request, form, page, save)


@require_http_methods(["GET", "HEAD", "POST"])
def relation_edit(request: HttpRequest, pk: int) -> HttpResponse:
    relation = selectors.visible_relation(request.user, pk)
    if relation is None:
        raise Http404
    may_change_engagement.require(request.user, relation.engagement)
    form = RelationEditForm(request.POST or None, initial=relation_initial(relation))
    crumbs = [*_crumbs(), Crumb(str(relation), relation.engagement.get_absolute_url())]

    def save(data: dict[str, Any]) -> str:
        actions.change_relation(relation=relation, by=request.user, **data)
        return relation.engagement.get_absolute_url()

    return answer(request, form, FormPage(_("Ändra relationen"), _("Spara relationen"), crumbs), save)


@require_http_methods(["GET", "HEAD", "POST"])
def relation_amend(request: HttpRequest, pk: int) -> HttpResponse:
    """Describe a change of the agreement; a significant one leads on to its case (GBG-C4)."""
    relation = selectors.visible_relation(request.user, pk)
    if relation is None:
        raise Http404
    may_change_engagement.require(request.user, relation.engagement)
    crumbs = [*_crumbs(), Crumb(str(relation), relation.engagement.get_absolute_url())]
    lead = _("En betydande ändring går till beslut i ett ärende. Andra ändringar noteras med sitt skäl.")
    page = FormPage(_("Ändra avtalet"), _("Spara ändringen"), crumbs, lead)

    def save(data: dict[str, Any]) -> str:
        amendment = amend(relation=relation, by=request.user, **data)
        messages.success(request, _("Ändringen är noterad."))
        return (amendment.case or relation.engagement).get_absolute_url()

    return answer(request, AmendForm(request.POST or None), page, save)


def _crumbs() -> list[Crumb]:
    return [Crumb(_("Städer"), reverse("cities:city_list"))]
