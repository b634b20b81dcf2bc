"""Engagements in which nothing happens, and what was chosen about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from engagements.dormancy import quiet_since
from engagements.models import DormancyReview, Engagement
from engagements.querysets import REPORTED


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
    """Two queries, with that of the policy."""
    today = timezone.localdate()
    since = quiet_since(today)
    row = Engagement.objects.filter(pk=engagement.pk).annotate(
        is_quiet=Exists(Engagement.objects.quiet(since, today).filter(pk=OuterRef("pk"))),
        last_on=Max("activities__starts_on", filter=Q(activities__state__in=REPORTED)),
        asked=Exists(DormancyReview.objects.filter(engagement=OuterRef("pk"), choice="")),
    )
    is_quiet, last_on, asked = row.values_list("is_quiet", "last_on", "asked").get()
    return Standing(is_quiet, since, last_on, asked)
