"""A first text of a position paper on a whole area, such as all international project work (GBG-P5).

Only open engagements are told of: the paper is read by everybody.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Count, QuerySet, Sum

from core.enums import Confidentiality
from engagements.enums import AreaKey, Status
from engagements.models import Activity, Engagement, ResourceLine
from governance.models import Policy, Unit
from reviews.drafting.activities import reported
from reviews.drafting.words import enumeration, kronor, paragraphs, points, sentence
from reviews.enums import PaperSectionKey as Key

MOST_NAMED = 30


def sections(area: str, policy: Policy | None, since: date, today: date) -> dict[str, str]:
    """The text of each section but the last, in a fixed number of queries."""
    rows = Engagement.objects.filter(area=area, confidentiality=Confidentiality.OPEN)
    running = rows.filter(status__in=[Status.ACTIVE, Status.DORMANT])
    return {
        Key.PURPOSE: _purpose(policy),
        Key.BACKGROUND: _background(str(AreaKey(area).label), running),
        Key.ACTIVITIES: reported(Activity.objects.filter(engagement__in=rows), since, today),
        Key.RESPONSIBILITY: _responsibility(running),
        Key.INFORMATION: _information(running),
        Key.FINANCES: _finances(rows),
    }


def _purpose(policy: Policy | None) -> str:
    aims = policy.aims.all() if policy else []
    lines = [f"{aim.name}: {sentence(aim.purpose)}" if aim.purpose else aim.name for aim in aims]
    return f"Området tjänar policyns inriktningar:\n{points(lines)}" if lines else ""


def _background(name: str, running: QuerySet[Engagement]) -> str:
    titles = list(running.order_by("title", "pk").values_list("title", "status")[: MOST_NAMED + 1])
    if not titles:
        return ""
    labels = dict(Status.choices)
    lines = [f"{title} ({str(labels[Status(status)]).lower()})" for title, status in titles[:MOST_NAMED]]
    more = "Fler engagemang finns i registret." if len(titles) > MOST_NAMED else ""
    return paragraphs(f"I området {name.lower()} har kommunen de här engagemangen:\n{points(lines)}", more)


def _responsibility(running: QuerySet[Engagement]) -> str:
    coordinating = list(Unit.objects.filter(coordinating=True).values_list("name", flat=True))
    rows = running.order_by().values("responsible_unit__name").annotate(number=Count("pk"))
    lines = [f"{row['responsible_unit__name']}: {row['number']}" for row in rows.order_by("responsible_unit__name")]
    return paragraphs(
        f"{enumeration(coordinating)} samordnar området." if coordinating else "",
        f"Engagemang per ansvarig enhet:\n{points(lines)}" if lines else "",
    )


def _information(running: QuerySet[Engagement]) -> str:
    published = running.filter(published=True).count()
    return f"Av områdets engagemang är {published} publicerade på kommunens öppna sida." if published else ""


def _finances(rows: QuerySet[Engagement]) -> str:
    money = ResourceLine.objects.filter(engagement__in=rows).order_by("year").values("year")
    lines = [
        f"{row['year']}: planerat {kronor(row['planned'])}, utfall {kronor(row['spent'])}"
        for row in money.annotate(planned=Sum("planned"), spent=Sum("spent"))
    ]
    return f"Resurser per år:\n{points(lines)}" if lines else ""
