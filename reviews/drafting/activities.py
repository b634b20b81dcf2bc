"""Activities of a period in words."""

from __future__ import annotations

from datetime import date

from engagements.querysets import ActivityQuerySet
from reviews.drafting.words import day, paragraphs, points, sentence

MOST_ACTIVITIES = 12


def reported(activities: ActivityQuerySet, since: date, today: date) -> str:
    """The latest reported activities with what they led to, one line each; one query."""
    rows = activities.reported().filter(starts_on__gte=since, starts_on__lte=today)
    shown = list(rows.select_related("unit").order_by("-starts_on", "-pk")[: MOST_ACTIVITIES + 1])
    if not shown:
        return ""
    lines = []
    for activity in shown[:MOST_ACTIVITIES]:
        led_to = f" Ledde till: {sentence(activity.result)}" if activity.result.strip() else ""
        lines.append(f"{day(activity.starts_on)}, {activity.title} ({activity.unit.name}).{led_to}")
    more = "Fler aktiviteter finns rapporterade under perioden." if len(shown) > MOST_ACTIVITIES else ""
    return paragraphs(f"Rapporterade aktiviteter sedan {day(since)}:\n{points(lines)}", more)
