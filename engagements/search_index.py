"""The casefolded text an engagement is found by."""

from __future__ import annotations

from engagements import areas
from engagements.enums import ActivityState
from engagements.models import Engagement


def words_of(engagement: Engagement) -> str:
    """Title, number, unit, countries in both languages, themes, the area's words, and titles of reported activities.

    Drafts are left out: that a unit prepares something is its own affair.
    """
    parts = [engagement.title, engagement.public_title, engagement.reference_number, engagement.since_text]
    parts += [engagement.responsible_unit.name, engagement.responsible_unit.short]
    for country in engagement.countries.all():
        parts += [country.name, country.name_en]
    parts += [theme.name for theme in engagement.themes.all()]
    area = areas.find(engagement)
    if area is not None:
        parts += [str(word) for word in area.search_words(engagement)]
    reported = engagement.activities.filter(state__in=[ActivityState.REPORTED, ActivityState.ACCEPTED])
    parts += reported.order_by("pk").values_list("title", flat=True)
    seen = dict.fromkeys(part.strip().casefold() for part in parts if part and part.strip())
    return "\n".join(seen)


def refresh(engagement: Engagement) -> None:
    """Write the search text anew. It is no part of the history, so the row's history is left alone."""
    engagement.search_text = words_of(engagement)
    Engagement._base_manager.filter(pk=engagement.pk).update(search_text=engagement.search_text)
