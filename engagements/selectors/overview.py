"""One whole picture for staff: how much, what it costs, who takes part, how one travels, which goals are served."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from engagements.enums import AreaKey, AttendanceLevel, CameOf, Mode, Status
from engagements.goals import Goal
from engagements.models import Activity, Attendance, Engagement, EngagementGoal, Participation, ResourceLine
from engagements.querysets import open_or_granted
from engagements.selectors.follow_ups import Figures
from engagements.selectors.themes import FocusShare, engagements_in_focus, focus_names
from governance.models import Unit

ALIVE = [Status.ACTIVE, Status.DORMANT, Status.PROPOSED]


@dataclass(frozen=True, slots=True)
class Alive:
    area: str
    count: int
    in_focus: int


@dataclass(frozen=True, slots=True)
class Money:
    area: str
    planned: int
    spent: int
    in_focus: int


@dataclass(frozen=True, slots=True)
class Done:
    area: str
    mode: str
    count: int
    in_focus: int
    cost: int
    distance_km: int
    in_use: int
    planned: int
    dropped: int


@dataclass(frozen=True, slots=True)
class Counted:
    """What the page's tables are summed from: each counted once, of it what has a theme in focus, in three queries.

    Engagements are those alive now; money and reported activities are the year's.
    """

    alive: list[Alive]
    money: list[Money]
    done: list[Done]


def counted(person: Any, year: int) -> Counted:
    focus = engagements_in_focus()
    alive = Engagement.objects.visible_to(person).filter(status__in=ALIVE).order_by().values_list("area")
    lines = ResourceLine.objects.filter(open_or_granted(person, "engagement__"), year=year).order_by()
    money = lines.values_list("engagement__area").annotate(
        Sum("planned", default=0),
        Sum("spent", default=0),
        of_focus=Sum("spent", filter=Q(engagement_id__in=focus), default=0),
    )
    return Counted(
        [Alive(*row) for row in alive.annotate(Count("pk"), of_focus=Count("pk", filter=Q(pk__in=focus)))],
        [Money(*row) for row in money],
        [Done(*row) for row in _done(person, year, focus)],
    )


def _done(person: Any, year: int, focus: QuerySet) -> QuerySet:
    rows = Activity.objects.visible_to(person).reported().filter(starts_on__year=year).order_by()
    came_of = {
        f"came_of_{key}": Count("pk", filter=Q(follow_up__came_of=key))
        for key in (CameOf.IN_USE, CameOf.PLANNED, CameOf.DROPPED)
    }
    return rows.values_list("engagement__area", "mode").annotate(
        Count("pk"),
        of_focus=Count("pk", filter=Q(engagement_id__in=focus)),
        cost_sum=Sum("cost", default=0),
        distance=Sum("distance_km", default=0),
        **came_of,
    )


def _sums(rows: Sequence[Any], *names: str) -> Any:
    """The sum of each of the fields, one by one."""
    return (sum(getattr(row, name) for row in rows) for name in names)


@dataclass(frozen=True, slots=True)
class AreaSum:
    key: str
    label: str
    count: int
    planned: int
    spent: int
    activities: int
    activity_cost: int


def by_area(found: Counted) -> list[AreaSum]:
    """Every area, also the empty ones."""
    areas = []
    for key, label in AreaKey.choices:
        alive, money, done = (
            [row for row in rows if row.area == key] for rows in (found.alive, found.money, found.done)
        )
        sums = [*_sums(alive, "count"), *_sums(money, "planned", "spent"), *_sums(done, "count", "cost")]
        areas.append(AreaSum(key, str(label), *sums))
    return areas


def came_of(found: Counted) -> Figures:
    return Figures(*_sums(found.done, "count", "in_use", "planned", "dropped"))


def focus_share(found: Counted) -> FocusShare | None:
    """Each engagement counted once, also with two themes in focus. None when the policy names none; one query."""
    names = focus_names()
    sums = _sums(found.alive, "in_focus", "count"), _sums(found.done, "in_focus", "count")
    return FocusShare(names, *sums[0], *sums[1], *_sums(found.money, "in_focus", "spent")) if names else None


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


def remote_and_travel(found: Counted) -> list[ModeSum]:
    """How often one travelled, met remotely or at home, with cost and distance (GBG-C7)."""
    names = ("count", "cost", "distance_km")
    return [
        ModeSum(key, str(label), *_sums([row for row in found.done if row.mode == key], *names))
        for key, label in Mode.choices
    ]


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
    return AreaSum("", "", *_sums(areas, *names))
