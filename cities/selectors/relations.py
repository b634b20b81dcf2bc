from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cities.models import Amendment, CityRelation
from core.dates import shown
from engagements.enums import Status
from engagements.models import Country
from engagements.querysets import open_or_granted


def countries_in_use() -> list[tuple[str, str]]:
    """Countries with a city in the register, one query."""
    rows = Country.objects.filter(cities__isnull=False).distinct().order_by("name")
    return [(row.code, str(row)) for row in rows]


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
    rows = CityRelation.objects.filter(open_or_granted(person, "engagement__"))
    return rows.select_related("engagement", "city").filter(pk=pk).first()


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
