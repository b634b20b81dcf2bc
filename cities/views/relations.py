from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from cities import actions, selectors
from cities.actions.amending import amend
from cities.enums import RelationKind
from cities.forms import AmendForm, RelationEditForm, RelationForm, relation_initial
from cities.models import CityRelation
from cities.selectors.nordic import nordic
from cities.views.crumbs import home, of_relation, relation_or_404
from engagements import area_lists
from engagements.area_views import FormPage, answer, own_unit_or_refuse

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
    also=(
        (gettext_lazy("Karta"), "cities:city_map"),
        (gettext_lazy("Tidslinje"), "cities:city_timeline"),
        (gettext_lazy("Avtal att ta ställning till"), "cities:agreements_due"),
        (gettext_lazy("Utbytesbidrag"), "cities:grant_list"),
        (gettext_lazy("Vänorter sinsemellan"), "cities:city_twins"),
    ),
)  # fmt: skip


@require_safe
def city_list(request: HttpRequest) -> HttpResponse:
    """The register, and Nordic cooperation as a chapter of its own below it (SMF-03)."""
    more = {"nordic": nordic(request.user, timezone.localdate())}
    return area_lists.answer(request, LISTING, template="cities/city_list.html", more=more)


@require_http_methods(["GET", "HEAD", "POST"])
def relation_create(request: HttpRequest) -> HttpResponse:
    unit = own_unit_or_refuse(request)
    form = RelationForm(request.POST or None, person=request.user, initial={"responsible_unit": unit.pk})
    lead = _("Relationen registreras som ett förslag. Avtalet gäller när rätt organ har beslutat om det.")
    page = FormPage(_("Föreslå relation till en stad"), _("Registrera förslaget"), home(), lead)

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
    relation = relation_or_404(request, pk, change=True)
    form = RelationEditForm(request.POST or None, initial=relation_initial(relation))

    def save(data: dict[str, Any]) -> str:
        actions.change_relation(relation=relation, by=request.user, **data)
        return relation.engagement.get_absolute_url()

    page = FormPage(_("Ändra relationen"), _("Spara relationen"), of_relation(relation))
    return answer(request, form, page, save)


@require_http_methods(["GET", "HEAD", "POST"])
def relation_amend(request: HttpRequest, pk: int) -> HttpResponse:
    """Describe a change of the agreement; a significant one leads on to its case (GBG-C4)."""
    relation = relation_or_404(request, pk, change=True)
    lead = _("En betydande ändring går till beslut i ett ärende. Andra ändringar noteras med sitt skäl.")
    page = FormPage(_("Ändra avtalet"), _("Spara ändringen"), of_relation(relation), lead)

    def save(data: dict[str, Any]) -> str:
        amendment = amend(relation=relation, by=request.user, **data)
        messages.success(request, _("Ändringen är noterad."))
        return (amendment.case or relation.engagement).get_absolute_url()

    return answer(request, AmendForm(request.POST or None), page, save)
