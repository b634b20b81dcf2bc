"""What activities led to: what is due to be followed up, and how much is in use (NKP-12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from core.words import matching
from engagements import months
from engagements.enums import CameOf
from engagements.models import Activity, ActivityFollowUp
from engagements.selectors.engagement_list import PAGE
from governance.models import Policy

DEFAULT_MONTHS = 6


@dataclass(frozen=True, slots=True)
class Due:
    pk: int
    title: str
    engagement: str
    unit: str
    starts_on: date
    result: str
    came_of: str
    next_on: date | None


NAMES = (
    "pk", "title", "engagement__title", "unit__name", "starts_on", "result", "follow_up__came_of",
    "follow_up__next_on",
)  # fmt: skip
SEARCHED = ("title", "result", "engagement__title", "unit__name")


def due(
    person: Any, *, mine: bool = False, words: str = "", number: int = 1, most: int = PAGE
) -> tuple[list[Due], bool]:
    """Reported activities older than the policy's months that nobody has followed up, and what was planned for a day
    that has come; the oldest first. Two queries."""
    said = Policy.objects.filter(in_force=True).values_list("follow_up_after_months", flat=True).first()
    today = timezone.localdate()
    before = months.before(today, said if said is not None else DEFAULT_MONTHS)
    rows = _due(person, before, today)
    if mine:
        rows = rows.filter(unit_id__in=person.powers.own_units)
    rows = matching(rows, words, *SEARCHED)
    start = (number - 1) * most
    found = rows.order_by("starts_on", "pk").values_list(*NAMES)[start : start + most + 1]
    labels = dict(CameOf.choices)
    lines = [
        Due(pk, title, engagement, unit, starts_on, result, str(labels.get(came_of, "")), next_on)
        for pk, title, engagement, unit, starts_on, result, came_of, next_on in found
    ]
    return lines[:most], len(lines) > most


def _due(person: Any, before: date, today: date) -> QuerySet[Activity]:
    rows = Activity.objects.visible_to(person).reported()
    never = Q(follow_up=None, starts_on__lte=before)
    again = Q(follow_up__came_of=CameOf.PLANNED, follow_up__next_on__lte=today)
    return rows.filter(never | again)


@dataclass(frozen=True, slots=True)
class Figures:
    """Of the year's reported activities: how many were followed up, and what came of them."""

    reported: int
    in_use: int
    planned: int
    dropped: int

    @property
    def followed_up(self) -> int:
        return self.in_use + self.planned + self.dropped

    @property
    def share_in_use(self) -> int | None:
        """Per cent of those followed up; None when none was."""
        return round(100 * self.in_use / self.followed_up) if self.followed_up else None


def of_activity(activity: Activity) -> ActivityFollowUp | None:
    return ActivityFollowUp.objects.filter(activity=activity).select_related("recorded_by").first()


def earlier(follow_up: ActivityFollowUp | None) -> list[Any]:
    """What was said before of the same activity, the latest first."""
    if follow_up is None:
        return []
    return list(follow_up.history.order_by("-history_date", "-history_id")[1:20])
