"""What is told of engagements: of one, and of all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models.functions import Coalesce

from core.words import matching
from engagements.enums import Channel
from engagements.models import Communication, Engagement
from engagements.selectors.engagement_list import PAGE


@dataclass(frozen=True, slots=True)
class CommunicationRow:
    pk: int
    engagement_pk: int
    engagement: str
    title: str
    channel: str
    audience: str
    day: date
    done: bool
    link: str
    published: bool
    unit: str


NAMES = (
    "pk", "engagement_id", "engagement__title", "title", "channel", "audience", "planned_on", "done_on", "link",
    "published", "unit__name",
)  # fmt: skip
SEARCHED = ("title", "audience", "engagement__search_text")


def _lines(rows: Any) -> list[CommunicationRow]:
    return [
        CommunicationRow(
            pk, of_pk, of, title, str(Channel(channel).label), audience, done or planned, done is not None, link,
            published, unit,
        )
        for pk, of_pk, of, title, channel, audience, planned, done, link, published, unit in rows.values_list(*NAMES)
    ]  # fmt: skip


def of_engagement(engagement: Engagement, *, most: int = 200) -> list[CommunicationRow]:
    """What is planned and done, the latest day first; one query."""
    rows = Communication.objects.filter(engagement=engagement)
    return _lines(rows.order_by(Coalesce("done_on", "planned_on").desc(), "-pk")[:most])


def page_of(person: Any, *, planned: bool, number: int, words: str = "") -> tuple[list[CommunicationRow], bool]:
    """A page of everything planned (the next day first) or done (the latest first), and whether there are more."""
    rows = Communication.objects.visible_to(person).filter(done_on__isnull=planned)
    rows = matching(rows, words, *SEARCHED)
    rows = rows.order_by("planned_on", "pk") if planned else rows.order_by("-done_on", "-pk")
    start = (number - 1) * PAGE
    lines = _lines(rows[start : start + PAGE + 1])
    return lines[:PAGE], len(lines) > PAGE


def visible(person: Any, pk: int) -> Communication | None:
    rows = Communication.objects.visible_to(person).select_related("engagement", "unit")
    return rows.filter(pk=pk).first()
