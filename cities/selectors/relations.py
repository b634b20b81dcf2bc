from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from cities.models import Agreement, Amendment, CityRelation, ExchangeGrant
from core.dates import shown
from engagements.enums import Status
from engagements.models import Country
from engagements.querysets import open_or_granted


def countries_in_use() -> list[tuple[str, str]]:
    """Countries with a city in the register, one query."""
    rows = Country.objects.filter(cities__isnull=False).distinct().order_by("name")
    return [(row.code, str(row)) for row in rows]


def relation_of_page(engagement: Any) -> CityRelation | None:
    """The relation with its city, and how many grants and changes it has, read once a page; a row for each town the
    city is twinned with. None for an engagement that is no city."""
    if not hasattr(engagement, "_relation_of_page"):
        relations = CityRelation.objects.select_related("city__country").filter(pk=engagement.pk)
        grants = ExchangeGrant.objects.filter(relation=OuterRef("pk")).order_by().values("relation")
        changes = Amendment.objects.filter(relation=OuterRef("pk")).order_by().values("relation")
        relations = relations.annotate(
            twin=F("city__twinned_with__name"),
            grants=Coalesce(Subquery(grants.annotate(number=Count("pk")).values("number")), 0),
            changes=Coalesce(Subquery(changes.annotate(number=Count("pk")).values("number")), 0),
            granted=Coalesce(Subquery(grants.annotate(total=Sum("granted")).values("total")), 0),
        )
        rows = list(relations.order_by("twin"))
        row = rows[0] if rows else None
        engagement._relation_of_page = row
        engagement._twins_of_page = [each.twin for each in rows if each.twin]
        if row is not None:
            engagement.city_relation = row
    return engagement._relation_of_page


def agreements_of_page(engagement: Any) -> list[Agreement]:
    """The relation's agreements, latest first, read once a page."""
    if not hasattr(engagement, "_agreements_of_page"):
        engagement._agreements_of_page = list(Agreement.objects.filter(relation=engagement.pk))
    return engagement._agreements_of_page


@dataclass(frozen=True, slots=True)
class AmendmentRow:
    text: str
    reason: str
    label: str
    color: str
    number: str
    case_url: str


def amendments_of(relation: CityRelation) -> list[AmendmentRow]:
    """Changes of the agreement, newest first; one query. A case in it is as visible as the relation itself."""
    rows = Amendment.objects.filter(relation=relation).select_related("case")[:20]
    return [_amendment(row) for row in rows]


def _amendment(row: Amendment) -> AmendmentRow:
    case = row.case
    if row.applies_on:
        label, color = _("Gäller från %(day)s") % {"day": shown(row.applies_on)}, "success"
    else:
        label, color = (case.get_state_display() if case else ""), "info"
    number, url = (case.reference_number, case.get_absolute_url()) if case else ("", "")
    return AmendmentRow(row.text, row.reason, label, color, number, url)


def visible_relation(person: Any, pk: int) -> CityRelation | None:
    """With its engagement and city; None when it is hidden or missing."""
    rows = CityRelation.objects.filter(open_or_granted(person, "engagement__"))
    return rows.select_related("engagement__responsible_unit", "city__country").filter(pk=pk).first()


def partner_of(name: str, country_code: str) -> CityRelation | None:
    """An active relation to the city of that name in that country; one query. Visits ask it for the fee.

    The name is compared without regard to case, and either name of a city with two is enough: Turku is Åbo (Turku).
    """
    wanted = " ".join(name.casefold().split())
    if not wanted:
        return None
    rows = CityRelation.objects.filter(city__country=country_code.upper(), engagement__status=Status.ACTIVE)
    found = (row for row in rows.select_related("city__country", "engagement") if wanted in _names(row.city.name))
    return next(found, None)


def _names(name: str) -> set[str]:
    first, _bracket, second = name.casefold().partition(" (")
    return {name.casefold(), first.strip(), second.strip(") ")} - {""}
