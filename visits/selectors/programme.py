"""The programme of a visit for its page, its prints and its calendar; and where it clashes with others."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from engagements.querysets import open_or_granted
from visits.conditions.programme import days_of, is_within
from visits.enums.programme import Audience
from visits.models import ProgrammeHeading, ProgrammeItem, Visit


@dataclass(frozen=True, slots=True)
class Day:
    day: datetime.date
    items: list[ProgrammeItem]
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Programme:
    """One visit's programme, in order of time."""

    heading: ProgrammeHeading
    days: list[Day]
    removed: list[ProgrammeItem] = field(default_factory=list)

    @property
    def items(self) -> list[ProgrammeItem]:
        return [item for day in self.days for item in day.items]

    @property
    def untranslated(self) -> list[ProgrammeItem]:
        """What the guests would read in Swedish in the English programme."""
        return [item for item in self.items if not item.hosts_only and not item.title_en]


def visit_for(person: Any, pk: int) -> Visit | None:
    """The visit if this person may know of it. One query."""
    rows = Visit.objects.filter(open_or_granted(person, "engagement__"))
    return rows.select_related("engagement__responsible_unit", "main_host").filter(pk=pk).first()


def programme_of(visit: Visit, *, guests: bool = False) -> Programme:
    """Two queries. For guests only what is for everybody."""
    rows = visit.programme.select_related("host_unit").order_by("day", "starts_at", "ends_at", "pk")
    if guests:
        rows = rows.filter(audience=Audience.EVERYBODY, removed_at=None)
    items = list(rows)
    heading = ProgrammeHeading.objects.filter(visit=visit).first() or ProgrammeHeading(visit=visit, version=0)
    kept = [item for item in items if item.removed_at is None]
    days = [
        Day(day, list(group), outside=not is_within(visit.engagement, day))
        for day, group in groupby(kept, key=lambda item: item.day)
    ]
    return Programme(heading, days, [item for item in items if item.removed_at])


def item_for(person: Any, pk: int) -> ProgrammeItem | None:
    rows = ProgrammeItem.objects.filter(open_or_granted(person, "visit__engagement__"))
    rows = rows.select_related("visit__engagement__responsible_unit", "visit__main_host", "host_unit")
    return rows.filter(pk=pk).first()


def possible_days(visit: Visit) -> list[datetime.date]:
    """The days of the visit, at most two months of them."""
    days = days_of(visit.engagement)
    if days is None:
        return []
    number = min((days[1] - days[0]).days, 60)
    return [days[0] + datetime.timedelta(days=each) for each in range(number + 1)]


def next_slot(items: Sequence[ProgrammeItem], days: Iterable[datetime.date]) -> tuple[datetime.date | None, str]:
    """Where a new item most likely goes: after the last one, else nine o'clock of the first day."""
    if items:
        return items[-1].day, items[-1].ends_at.strftime("%H:%M")
    return next(iter(days), None), "09:00"
