"""Others' engagements with the same city, country, organisation, programme or theme (GBG-06)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

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
    engagement by, looked for in the words others are found by. Four queries and one for each of at most five names.
    """
    alike = Engagement.objects.visible_to(person).filter(status__in=ALIVE).exclude(pk=engagement.pk)
    shared: dict[int, list[str]] = {}
    for name, pks in _by_name(alike, _names(engagement)):
        _note(shared, name, pks)
    for pk, name in [*_by_country(alike, engagement), *_by_theme(alike, engagement)]:
        _note(shared, name, [pk])
    best = sorted(shared, key=lambda pk: (-len(shared[pk]), pk))[:most]
    columns = ("pk", "title", "area", "responsible_unit__name")
    rows = {row[0]: row[1:] for row in alike.filter(pk__in=best).values_list(*columns)}
    return [
        Synergy(pk, rows[pk][0], str(AreaKey(rows[pk][1]).label), rows[pk][2], ", ".join(shared[pk]))
        for pk in best
        if pk in rows
    ]


def _note(shared: dict[int, list[str]], name: str, pks: list[int]) -> None:
    for pk in pks:
        names = shared.setdefault(pk, [])
        if name not in names:
            names.append(name)


def _by_theme(alike: QuerySet[Engagement], engagement: Engagement) -> QuerySet:
    themes = Engagement.themes.through.objects.filter(engagement=engagement).values("theme_id")
    rows = alike.filter(themes__in=themes).order_by("pk")
    return rows.values_list("pk", "themes__name")[:FOUND_BY_LINK]


def _by_country(alike: QuerySet[Engagement], engagement: Engagement) -> QuerySet:
    abroad = Engagement.countries.through.objects.filter(engagement=engagement).exclude(country_id="SE")
    rows = alike.filter(countries__in=abroad.values("country_id")).order_by("pk")
    return rows.values_list("pk", "countries__name")[:FOUND_BY_LINK]


def _names(engagement: Engagement) -> list[str]:
    """City, organisation, programme: what the area says, but for countries, which are links of their own."""
    area = areas.find(engagement)
    if area is None:
        return []
    told = [str(name).strip() for name in (area.kin or area.search_words)(engagement) if name]
    told = [name for name in dict.fromkeys(told) if len(name) >= SHORTEST]
    countries = set(Country.objects.filter(name__in=told).values_list("name", flat=True)) if told else set()
    return [name for name in told if name not in countries][:NAMES]


def _by_name(alike: EngagementQuerySet, names: list[str]) -> list[tuple[str, list[int]]]:
    """For each name those whose words hold it whole; `matching` finds the words in any order."""
    found = []
    for name in names:
        rows = alike.matching(name).order_by("pk").values_list("pk", "search_text")[:FOUND_BY_NAME]
        found.append((name, [pk for pk, text in rows if name.casefold() in text]))
    return found
