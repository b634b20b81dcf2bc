"""What the public may read: published, open engagements, under their public titles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf
from django.http import Http404

from core.words import matching
from engagements.enums import AreaKey, Channel, Status
from engagements.models import Communication, Engagement

SHOWN_TITLE = Coalesce(NullIf("public_title", Value("")), "title")
"""A title is shown to the public where there is no public one."""


@dataclass(frozen=True, slots=True)
class PublicRow:
    pk: int
    title: str
    area: str
    status: str
    since: str
    unit: str


@dataclass(frozen=True, slots=True)
class PublicArea:
    key: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class PublicTold:
    """Something published about an engagement."""

    pk: int
    title: str
    channel: str
    day: date
    text: str
    link: str


@dataclass(frozen=True, slots=True)
class PublicPage:
    """One engagement as the public sees it. Nothing here comes from a field that is not meant for it."""

    title: str
    area: str
    status: str
    since: str
    unit: str
    summary: str
    themes: list[str]
    countries: list[str]
    told: list[PublicTold]


def overview(area: str = "", words: str = "") -> tuple[list[PublicArea], list[PublicRow]]:
    """Counts per area and the published engagements with the words, of one area when said. Two queries.

    Searched are the title that is shown and the public summary, so that no search tells what an inner title says.
    """
    published = Engagement.objects.published().alias(shown_title=SHOWN_TITLE)
    published = matching(published, words, "shown_title", "public_summary")
    counts = dict(published.order_by().values_list("area").annotate(Count("pk")))
    areas = [PublicArea(key, str(label), counts.get(key, 0)) for key, label in AreaKey.choices]
    rows = published.filter(area=area) if area in AreaKey.values else published
    return areas, [_row(row) for row in _values(rows)]


def engagement(pk: int) -> PublicPage:
    """One published engagement. Raises Http404 for what is not published, hidden or not there: all look the same."""
    row = Engagement.objects.published().filter(pk=pk).select_related("responsible_unit").first()
    if row is None:
        raise Http404
    return PublicPage(
        title=row.public_title or row.title,
        area=str(AreaKey(row.area).label),
        status=str(Status(row.status).label),
        since=_since(row.starts_on, row.since_text),
        unit=row.responsible_unit.name,
        summary=row.public_summary,
        themes=[str(theme) for theme in row.themes.all()],
        countries=[str(country) for country in row.countries.all()],
        told=_told(row),
    )


def _told(engagement: Engagement) -> list[PublicTold]:
    rows = Communication.objects.filter(engagement=engagement, published=True, example=False)
    names = ("pk", "title", "channel", "done_on", "text", "link")
    found = rows.order_by("-done_on", "-pk").values_list(*names)[:50]
    return [PublicTold(pk, title, str(Channel(channel).label), *rest) for pk, title, channel, *rest in found]


def _values(rows: QuerySet) -> QuerySet:
    names = ("pk", "public_title", "title", "area", "status", "starts_on", "since_text", "responsible_unit__name")
    return rows.order_by("area", "title").values_list(*names)[:500]


def _row(values: tuple) -> PublicRow:
    pk, public_title, title, area, status, starts_on, since_text, unit = values
    return PublicRow(
        pk=pk,
        title=public_title or title,
        area=str(AreaKey(area).label),
        status=str(Status(status).label),
        since=_since(starts_on, since_text),
        unit=unit,
    )


def _since(starts_on: date | None, since_text: str) -> str:
    return since_text or (str(starts_on.year) if starts_on else "")
