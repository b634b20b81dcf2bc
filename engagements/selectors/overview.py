"""One whole picture for staff: how much, what it costs, who takes part, how one travels, which goals are served."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils import timezone

from engagements.enums import AreaKey, AttendanceLevel, Mode, Status
from engagements.goals import Goal
from engagements.models import Activity, Attendance, Engagement, EngagementGoal, Participation, ResourceLine
from engagements.querysets import open_or_granted
from governance.models import Unit

ALIVE = [Status.ACTIVE, Status.DORMANT, Status.PROPOSED]


@dataclass(frozen=True, slots=True)
class AreaSum:
    key: str
    label: str
    count: int
    planned: int
    spent: int
    activities: int
    activity_cost: int


def by_area(person: Any, year: int) -> list[AreaSum]:
    """Every area, also the empty ones; engagements alive now, money and activities of the year; three queries."""
    alive = Engagement.objects.visible_to(person).filter(status__in=ALIVE)
    counts = dict(alive.order_by().values_list("area").annotate(Count("pk")))
    lines = ResourceLine.objects.filter(open_or_granted(person, "engagement__"), year=year)
    money = {
        area: (planned or 0, spent or 0)
        for area, planned, spent in lines.order_by()
        .values_list("engagement__area")
        .annotate(planned_sum=Sum("planned"), spent_sum=Sum("spent"))
    }
    done = {
        area: (many, cost or 0)
        for area, many, cost in _reported(person, year)
        .values_list("engagement__area")
        .annotate(many=Count("pk"), cost_sum=Sum("cost"))
    }
    return [
        AreaSum(key, str(label), counts.get(key, 0), *money.get(key, (0, 0)), *done.get(key, (0, 0)))
        for key, label in AreaKey.choices
    ]


def _reported(person: Any, year: int) -> Any:
    return Activity.objects.visible_to(person).reported().filter(starts_on__year=year).order_by()


@dataclass(frozen=True, slots=True)
class PoliticalParticipation:
    who: str
    body: str
    occasions: int
    engagements: int


def political_participation(person: Any, year: int, *, most: int = 20) -> list[PoliticalParticipation]:
    """Which politicians took part, for which body, how often (STR-14)."""
    rows = Attendance.objects.filter(
        open_or_granted(person, "activity__engagement__"),
        level=AttendanceLevel.POLITICIAN,
        activity__state__in=["reported", "accepted"],
        activity__starts_on__year=year,
    )
    told = (
        rows.values_list("who", "body__name")
        .annotate(occasions=Count("activity", distinct=True), within=Count("activity__engagement", distinct=True))
        .order_by("-occasions", "who")
    )
    return [PoliticalParticipation(who, body or "", occasions, within) for who, body, occasions, within in told[:most]]


@dataclass(frozen=True, slots=True)
class ModeSum:
    mode: str
    label: str
    count: int
    cost: int
    distance_km: int


def remote_and_travel(person: Any, year: int) -> list[ModeSum]:
    """How often one travelled, met remotely or at home, with cost and distance (GBG-C7)."""
    found = {
        mode: (many, cost or 0, distance or 0)
        for mode, many, cost, distance in _reported(person, year)
        .values_list("mode")
        .annotate(many=Count("pk"), cost_sum=Sum("cost"), distance=Sum("distance_km"))
    }
    return [ModeSum(key, str(label), *found.get(key, (0, 0, 0))) for key, label in Mode.choices]


@dataclass(frozen=True, slots=True)
class GoalSum:
    number: int
    label: str
    count: int
    activities: int


def goals_served(person: Any, year: int) -> list[GoalSum]:
    """Engagements alive and activities of the year that serve each global goal (NKP-02)."""
    reported = Q(
        engagement__activities__state__in=["reported", "accepted"], engagement__activities__starts_on__year=year
    )
    rows = (
        EngagementGoal.objects.filter(open_or_granted(person, "engagement__"), engagement__status__in=ALIVE)
        .order_by()
        .values_list("goal")
        .annotate(
            count=Count("engagement", distinct=True),
            activities=Count("engagement__activities", filter=reported, distinct=True),
        )
    )
    found = {goal: (count, activities) for goal, count, activities in rows}
    return [GoalSum(goal, str(label), *found[goal]) for goal, label in Goal.choices if goal in found]


def units_that_have_not_reported(person: Any, year: int) -> list[tuple[int, str]]:
    """Units that answer for or take part in something alive and have sent in no activity this year."""
    alive = Engagement.objects.visible_to(person).filter(status__in=ALIVE)
    takes_part = Participation.objects.filter(engagement__in=alive).values("unit_id")
    concerned = Q(pk__in=alive.order_by().values("responsible_unit_id")) | Q(pk__in=takes_part)
    sent = Activity.objects.reported().filter(starts_on__year=year).values("unit_id")
    silent = Unit.objects.filter(concerned, coordinating=False).exclude(pk__in=sent)
    return list(silent.order_by("name").values_list("pk", "name"))


def this_year() -> int:
    return timezone.localdate().year


def totals(areas: list[AreaSum]) -> AreaSum:
    """The whole, as one more row."""
    names = ("count", "planned", "spent", "activities", "activity_cost")
    return AreaSum("", "", *(sum(getattr(area, name) for area in areas) for name in names))
