"""Engagements in which nothing happens, and what was chosen about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from engagements.dormancy import last_activity_on, quiet_since
from engagements.models import DormancyReview, Engagement


@dataclass(frozen=True, slots=True)
class Quiet:
    pk: int
    title: str
    unit: str
    last_on: date | None
    chosen: str


def quiet(person: Any, since: date) -> QuerySet[Engagement]:
    return Engagement.objects.visible_to(person).quiet(since, timezone.localdate())


def waiting_for(person: Any) -> QuerySet[DormancyReview]:
    """Open questions to the person's units, or to all units for who coordinates."""
    rows = DormancyReview.objects.visible_to(person).filter(choice="", engagement__status="active")
    if not person.powers.coordinates:
        rows = rows.filter(engagement__responsible_unit_id__in=person.powers.own_units)
    return rows


def reviews_of(engagement: Engagement) -> list[DormancyReview]:
    rows = DormancyReview.objects.filter(engagement=engagement).exclude(choice="").select_related("answered_by")
    return list(rows.order_by("-answered_at", "-pk")[:50])


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether an engagement counts as quiet now, since when, and whether its unit has been asked."""

    is_quiet: bool
    since: date
    last_on: date | None
    asked: bool


def standing_of(engagement: Engagement) -> Standing:
    since = quiet_since(timezone.localdate())
    is_quiet = Engagement.objects.quiet(since, timezone.localdate()).filter(pk=engagement.pk).exists()
    asked = DormancyReview.objects.filter(engagement=engagement, choice="").exists()
    return Standing(is_quiet, since, last_activity_on(engagement), asked)
