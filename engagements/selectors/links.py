"""The engagements that one engagement is tied to, and those it could be tied to."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from engagements.enums import AreaKey, Status
from engagements.models import Engagement, EngagementLink
from engagements.querysets import open_or_granted
from engagements.selectors.engagement_parts import LinkLine

OFFERED = 200


def links_of(engagement: Engagement, person: Any) -> list[LinkLine]:
    """Both ends of every link, where the reader may see the other; one query."""
    ends = [
        _ends(engagement, person, mine, other) for mine, other in (("engagement", "other"), ("other", "engagement"))
    ]
    rows = ends[0].union(ends[1], all=True)
    lines = [
        LinkLine(pk, title, str(AreaKey(area).label), str(Status(status).label), why)
        for pk, title, area, status, why in rows
    ]
    return sorted(lines, key=lambda line: (line.title, line.pk))


def _ends(engagement: Engagement, person: Any, mine: str, other: str) -> QuerySet:
    found = EngagementLink.objects.filter(**{mine: engagement}).filter(open_or_granted(person, f"{other}__"))
    return found.order_by().values_list(f"{other}_id", f"{other}__title", f"{other}__area", f"{other}__status", "why")


def linked(engagement: Engagement, person: Any, pk: int | None) -> Engagement | None:
    """The engagement with that number if it is tied to this one and may be seen."""
    tied = Q(links_as_second__engagement=engagement) | Q(links_as_first__other=engagement)
    return Engagement.objects.visible_to(person).filter(tied, pk=pk or 0).first()


def others(person: Any, engagement: Engagement) -> QuerySet[Engagement]:
    return Engagement.objects.visible_to(person).exclude(pk=engagement.pk)


def offered(among: QuerySet[Engagement]) -> list[str]:
    """Titles the box suggests: what is under way first changed; cut short, since any title may be written."""
    alive = among.exclude(status__in=[Status.ENDED, Status.DECLINED]).order_by("-changed_at", "-pk")
    return list(alive.values_list("title", flat=True)[:OFFERED])
