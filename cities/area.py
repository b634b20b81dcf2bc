"""What cities tell the spine about themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from cities import register_file
from cities.models import CityRelation
from cities.selectors import amendments_of
from engagements.areas import Area, Fact
from engagements.enums import AreaKey, Status
from engagements.permissions import may_change_engagement


def _relation(engagement: Any) -> CityRelation | None:
    """The relation with its city, read once a page; a row for each town the city is twinned with."""
    if not hasattr(engagement, "_relation_of_page"):
        relations = CityRelation.objects.select_related("city__country").filter(pk=engagement.pk)
        rows = list(relations.annotate(twin=F("city__twinned_with__name")).order_by("twin"))
        row = rows[0] if rows else None
        engagement._relation_of_page = row
        engagement._twins_of_page = [each.twin for each in rows if each.twin]
        if row is not None:
            engagement.city_relation = row
    return engagement._relation_of_page


def facts(engagement: Any, person: Any) -> Sequence[Fact]:
    relation = _relation(engagement)
    if relation is None:
        return []
    found = [Fact(_("Slag"), relation.get_kind_display()), Fact(_("Land"), str(relation.city.country))]
    if relation.since:
        found.append(Fact(_("Sedan"), str(relation.since)))
    return found


def panel(engagement: Any, person: Any) -> tuple[str, dict[str, Any]] | None:
    """The city, which of the others it is twinned with, and the changes of the agreement: one query beside the
    relation's own."""
    relation = _relation(engagement)
    if relation is None:
        return None
    lines = []
    if relation.city.population:
        lines.append(
            Fact(
                _("Folkmängd"), _("ungefär %(number)s") % {"number": f"{relation.city.population:,}".replace(",", " ")}
            )
        )
    if relation.agreement_renewed:
        lines.append(Fact(_("Avtalet förnyat"), str(relation.agreement_renewed)))
    twins = engagement._twins_of_page
    if twins:
        lines.append(Fact(_("Vänort även med"), ", ".join(twins)))
    may_change = may_change_engagement.allows(person, engagement)
    running = engagement.status in {Status.ACTIVE, Status.DORMANT}
    return "cities/_panel.html", {
        "heading": _("Staden"),
        "amendments": amendments_of(relation) if engagement.status != Status.PROPOSED else [],
        "amend_url": reverse("cities:relation_amend", args=[engagement.pk]) if may_change and running else "",
        "lines": lines,
        "edit_url": reverse("cities:relation_edit", args=[engagement.pk]) if may_change else "",
    }


def search_words(engagement: Any) -> Sequence[str]:
    row = CityRelation.objects.filter(pk=engagement.pk).values_list("city__name", "city__country__name").first()
    return list(row) if row else []


AREA = Area(
    key=AreaKey.CITIES,
    icon="cities",
    create_url="cities:relation_create",
    facts=facts,
    panel=panel,
    load_register=register_file.load,
    search_words=search_words,
)
