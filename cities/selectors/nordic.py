"""Nordic cooperation as a chapter of its own (SMF-03), and the cities that are twinned with each other (NKP-20)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Max, QuerySet

from cities.models import City, CityRelation
from core.dates import shown
from engagements.enums import Status
from engagements.models import Activity
from engagements.querysets import open_or_granted

YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class NordicRow:
    pk: int
    title: str
    country: str
    status: str
    activities: int
    last: str


@dataclass(frozen=True, slots=True)
class Nordic:
    """How many Nordic cities, how many of them active, and what was done with them in the last twelve months."""

    number: int
    active: int
    activities: int
    rows: list[NordicRow]

    @property
    def silent(self) -> int:
        """Active relations with nothing done in a year."""
        return self.active - sum(1 for row in self.rows if row.activities)


def nordic(person: Any, today: date) -> Nordic:
    """Two queries: the relations, and their activities of the last twelve months as far as the person sees them."""
    alive = CityRelation.objects.filter(
        open_or_granted(person, "engagement__"),
        city__country__nordic=True,
        engagement__status__in=[Status.ACTIVE, Status.DORMANT],
    )
    fields = ("pk", "engagement__title", "city__country__name", "engagement__status")
    rows = list(alive.order_by("engagement__title", "pk").values_list(*fields)[:100])
    done = Activity.objects.visible_to(person).reported().filter(engagement__in=[pk for pk, *_rest in rows])
    done = done.filter(starts_on__gt=today - YEAR).order_by().values("engagement")
    counted = {each["engagement"]: each for each in done.annotate(number=Count("pk"), last=Max("starts_on"))}
    shown_rows = [_row(values, counted.get(values[0])) for values in rows]
    active = sum(1 for *_rest, status in rows if status == Status.ACTIVE)
    return Nordic(len(rows), active, sum(row.activities for row in shown_rows), shown_rows)


def _row(values: tuple[int, str, str, str], counted: dict[str, Any] | None) -> NordicRow:
    pk, title, country, status = values
    number, last = (counted["number"], shown(counted["last"])) if counted else (0, "")
    return NordicRow(pk, title, country, str(Status(status).label), number, last)


@dataclass(frozen=True, slots=True)
class TwinRow:
    pk: int
    name: str
    country: str
    twins: list[str]
    may_change: bool


def twins(person: Any) -> list[TwinRow]:
    """Every city of ours with those of ours it is twinned with; three queries."""
    rows = CityRelation.objects.filter(open_or_granted(person, "engagement__"))
    rows = rows.filter(engagement__status__in=[Status.ACTIVE, Status.DORMANT, Status.PROPOSED])
    rows = rows.select_related("city__country", "engagement").prefetch_related("city__twinned_with")
    powers = person.powers
    return [
        TwinRow(
            pk=row.pk,
            name=row.city.name,
            country=str(row.city.country),
            twins=sorted(each.name for each in row.city.twinned_with.all()),
            may_change=powers.coordinates or row.engagement.responsible_unit_id in powers.own_units,
        )
        for row in rows.order_by("city__name", "pk")[:200]
    ]


def other_cities(person: Any, relation: CityRelation) -> QuerySet[City]:
    """The cities of the relations this person sees, but for this one."""
    own = CityRelation.objects.filter(open_or_granted(person, "engagement__"))
    return City.objects.filter(pk__in=own.values("city_id")).exclude(pk=relation.city_id).order_by("name")
