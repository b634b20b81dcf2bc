"""What the search box finds among engagements."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.urls import reverse

from engagements.enums import AreaKey
from engagements.indexes import swedish_title
from engagements.models import Engagement
from engagements.search import Hit

MOST = 50


def find(words: str, person: Any) -> list[Hit]:
    """Every word somewhere in the search text, titles of reported activities included; one query."""
    rows = Engagement.objects.visible_to(person).matching(words).order_by(swedish_title(connection), "pk")
    labels = {key: str(label) for key, label in AreaKey.choices}
    base = reverse("engagements:engagement_list")
    return [
        Hit(title, f"{base}{pk}/", " · ".join(filter(None, (labels[area], unit, number))))
        for pk, title, area, unit, number in rows.values_list(
            "pk", "title", "area", "responsible_unit__name", "reference_number"
        )[:MOST]
    ]
