"""Check-ins: of one engagement, and those that wait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from core.words import matching
from engagements.enums import Status
from engagements.models import CheckIn, CheckInRhythm, Engagement, Participation
from engagements.selectors.engagement_list import PAGE


@dataclass(frozen=True, slots=True)
class Held:
    pk: int
    held_on: date
    who: str
    said: str
    logged_by: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Waiting:
    pk: int
    engagement_pk: int
    engagement: str
    unit: str
    due_on: date
    late: bool
    reminded_on: date | None


def held_of(engagement: Engagement, *, most: int = 100) -> list[Held]:
    rows = CheckIn.objects.filter(engagement=engagement).exclude(held_on=None).order_by("-held_on", "-pk")
    names = ("pk", "held_on", "who", "said", "logged_by__name", "due_on")
    return [Held(*row) for row in rows.values_list(*names)[:most]]


def planned_of(engagement: Engagement) -> list[CheckIn]:
    return list(CheckIn.objects.filter(engagement=engagement, held_on=None).order_by("due_on", "pk"))


def planned(engagement: Engagement, pk: int | None) -> CheckIn | None:
    return CheckIn.objects.filter(engagement=engagement, held_on=None, pk=pk or 0).first()


def rhythm_of(engagement: Engagement) -> int | None:
    return CheckInRhythm.objects.filter(engagement=engagement).values_list("months", flat=True).first()


WAITING = ("pk", "engagement_id", "engagement__title", "engagement__responsible_unit__name", "due_on", "reminded_on")
SEARCHED = ("engagement__search_text", "engagement__responsible_unit__name")


def waiting(
    person: Any, *, late: bool = False, mine: bool = False, words: str = "", number: int = 1
) -> tuple[list[Waiting], bool]:
    """A page of the planned check-ins the person may see, the longest overdue first, and whether there are more."""
    rows = matching(_rows(person, late=late, mine=mine), words, *SEARCHED)
    start = (number - 1) * PAGE
    lines = _lines(rows.order_by("due_on", "pk")[start : start + PAGE + 1])
    return lines[:PAGE], len(lines) > PAGE


def _rows(person: Any, *, late: bool, mine: bool) -> QuerySet[CheckIn]:
    rows = CheckIn.objects.visible_to(person).filter(held_on=None)
    rows = rows.exclude(engagement__status__in=[Status.ENDED, Status.DECLINED])
    if late:
        rows = rows.filter(due_on__lt=timezone.localdate())
    if mine:
        rows = rows.filter(_of_units(person.powers.own_units))
    return rows


def _of_units(units: frozenset[int]) -> Q:
    takes_part = Participation.objects.filter(unit_id__in=units).values("engagement_id")
    return Q(engagement__responsible_unit_id__in=units) | Q(engagement_id__in=takes_part)


def _lines(rows: QuerySet[CheckIn]) -> list[Waiting]:
    today = timezone.localdate()
    return [
        Waiting(pk, engagement_pk, title, unit, due_on, due_on < today, reminded_on)
        for pk, engagement_pk, title, unit, due_on, reminded_on in rows.values_list(*WAITING)
    ]


def next_for(person: Any) -> QuerySet[CheckIn]:
    """What the person's units are to check in about next; everybody's overdue for who coordinates."""
    coordinates = person.powers.coordinates
    return _rows(person, late=coordinates, mine=not coordinates)
