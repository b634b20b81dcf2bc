"""What the search box finds among engagements."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.urls import reverse

from core import kept_sql
from engagements import indexes
from engagements.enums import AreaKey
from engagements.indexes import swedish_title
from engagements.models import Engagement
from engagements.search import Hit
from governance.powers import standing

MOST = 50
COLUMNS = ("pk", "title", "area", "responsible_unit__name", "reference_number")


def find(words: str, person: Any) -> list[Hit]:
    """Every word somewhere in the search text, titles of reported activities included; one query, on SQLite two."""
    labels = {key: str(label) for key, label in AreaKey.choices}
    base = reverse("engagements:engagement_list")
    wanted = words.casefold().split()
    common = indexes.are_common([word for word in wanted if len(word) >= indexes.SHORTEST], connection)
    stands, given = stand_ins(wanted)
    rows = kept_sql.rows(
        ("engagements.found", standing(person), tuple(map(len, stands)), common),
        lambda: _found(" ".join(stands), common, person),
        given,
    )
    return [
        Hit(title, f"{base}{pk}/", " · ".join(filter(None, (labels[area], unit, number))))
        for pk, title, area, unit, number in rows
    ]


def _found(words: str, common: bool, person: Any) -> QuerySet:
    rows = Engagement.objects.visible_to(person).matching(words, common=common)
    return rows.order_by(swedish_title(connection), "pk").values_list(*COLUMNS)[:MOST]


def stand_ins(wanted: list[str]) -> tuple[list[str], dict[str, str]]:
    """Words that stand for those wanted in a query that is kept, and what each part of it is to be replaced by."""
    stands = [kept_sql.text(place, min(len(word), indexes.SHORTEST)) for place, word in enumerate(wanted)]
    given = {kept_sql.in_like(stand): kept_sql.in_like(word) for stand, word in zip(stands, wanted, strict=True)}
    long = [(stand, word) for stand, word in zip(stands, wanted, strict=True) if len(word) >= indexes.SHORTEST]
    if long:
        given[indexes.trigrams([stand for stand, _ in long])] = indexes.trigrams([word for _, word in long])
    return stands, given
