"""Others' engagements with the same city, country, organisation, programme or theme (GBG-06)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet, TextField, Value
from django.db.models.functions import Cast

from engagements import areas
from engagements.enums import AreaKey, Status
from engagements.models import Country, Engagement
from engagements.querysets import EngagementQuerySet

ALIVE = [Status.ACTIVE, Status.DORMANT, Status.PROPOSED]
NAMES, FOUND_BY_NAME, FOUND_BY_LINK, SHORTEST = 5, 30, 200, 4


@dataclass(frozen=True, slots=True)
class Synergy:
    pk: int
    title: str
    area: str
    unit: str
    why: str


def synergies_of(engagement: Engagement, person: Any, *, most: int = 8) -> list[Synergy]:
    """What is alive and has something in common, most in common first.

    Themes and countries are links; cities, organisations and programmes are the names that the area knows the
    engagement by, looked for in the words others are found by. Two queries and those of the area.
    """
    alike = Engagement.objects.visible_to(person).filter(status__in=ALIVE).exclude(pk=engagement.pk)
    shared: dict[int, list[str]] = {}
    about: dict[int, tuple[str, str, str]] = {}
    for _place, pk, name, *row in sorted(_found(alike, engagement, _names(engagement))):
        about[pk] = tuple(row)
        names = shared.setdefault(pk, [])
        if name not in names:
            names.append(name)
    best = sorted(shared, key=lambda pk: (-len(shared[pk]), pk))[:most]
    told = ((pk, *about[pk]) for pk in best)
    return [Synergy(pk, title, str(AreaKey(area).label), unit, ", ".join(shared[pk])) for pk, title, area, unit in told]


def _found(alike: EngagementQuerySet, engagement: Engagement, names: list[str]) -> QuerySet:
    """One union: those found by each name, then by countries, then by themes."""
    themes = Engagement.themes.through.objects.filter(engagement=engagement).values("theme_id")
    abroad = Engagement.countries.through.objects.filter(engagement=engagement).exclude(country_id="SE")
    queries = [_by_name(place, alike, name) for place, name in enumerate(names)]
    queries.append(_by_link(NAMES, alike, "countries", abroad.values("country_id")))
    queries.append(_by_link(NAMES + 1, alike, "themes", themes))
    return queries[0].union(*queries[1:], all=True)


def _by_name(place: int, alike: EngagementQuerySet, name: str) -> QuerySet:
    """Those whose words hold the name whole; `matching` finds the words in any order."""
    whole = alike.matching(name).filter(search_text__contains=name.casefold())
    return _rows(place, _first(whole, FOUND_BY_NAME), Value(name, output_field=TextField()))


def _by_link(place: int, alike: EngagementQuerySet, links: str, shared: QuerySet) -> QuerySet:
    """Those with a link to something in `shared`, once for each such link."""
    within = {f"{links}__in": shared}
    return _rows(place, _first(alike.filter(**within), FOUND_BY_LINK).filter(**within), F(f"{links}__name"))


def _first(rows: QuerySet, many: int) -> QuerySet:
    """The first few by number, as a subquery: a union takes no limit of its own."""
    return Engagement.objects.filter(pk__in=rows.order_by("pk").values("pk")[:many]).order_by()


def _rows(place: int, rows: QuerySet, why: Any) -> QuerySet:
    told = rows.annotate(place=Value(place), why=Cast(why, TextField()))
    return told.values_list("place", "pk", "why", "title", "area", "responsible_unit__name")


def _names(engagement: Engagement) -> list[str]:
    """City, organisation, programme: what the area says, but for countries, which are links of their own."""
    area = areas.find(engagement)
    if area is None:
        return []
    told = [str(name).strip() for name in (area.kin or area.search_words)(engagement) if name]
    told = [name for name in dict.fromkeys(told) if len(name) >= SHORTEST]
    countries = set(Country.objects.filter(name__in=told).values_list("name", flat=True)) if told else set()
    return [name for name in told if name not in countries][:NAMES]
