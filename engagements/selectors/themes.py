"""The whole picture by subject: themes first (STR-05), and the global goals."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, QuerySet, Sum

from engagements.enums import AreaKey, Status
from engagements.goals import Goal
from engagements.models import Activity, Engagement, ResourceLine
from engagements.querysets import open_or_granted
from governance.models import Policy, Theme

ALIVE = [Status.ACTIVE, Status.DORMANT, Status.PROPOSED]
SHOWN = 200


@dataclass(slots=True)
class SubjectSum:
    """One theme or goal: engagements alive now by area, money and activities of the year."""

    pk: int
    name: str
    focus: bool = False
    areas: dict[str, int] = field(default_factory=dict)
    planned: int = 0
    spent: int = 0
    activities: int = 0
    activity_cost: int = 0

    @property
    def count(self) -> int:
        return sum(self.areas.values())

    @property
    def as_list(self) -> list[SubjectSum]:
        """By itself, for a table of one row."""
        return [self]

    @property
    def by_area(self) -> list[int]:
        """In the order of the guidelines."""
        return [self.areas.get(key, 0) for key in AreaKey.values]


def themes(person: Any, year: int) -> list[SubjectSum]:
    """Every theme, those in focus first, then by how much there is; five queries."""
    focus = set(_in_focus())
    rows = [SubjectSum(pk, name, pk in focus) for pk, name in Theme.objects.order_by("name").values_list("pk", "name")]
    _fill(rows, person, "themes", year)
    return sorted(rows, key=lambda row: (not row.focus, -row.count, row.name))


def goals(person: Any, year: int) -> list[SubjectSum]:
    """The seventeen goals in their order; three queries."""
    rows = [SubjectSum(int(goal), str(label)) for goal, label in Goal.choices]
    _fill(rows, person, "goals__goal", year)
    return rows


def theme(pk: int) -> Theme | None:
    return Theme.objects.filter(pk=pk).first()


def _in_focus() -> QuerySet:
    """Numbers of the themes that the policy in force names as focus (NKP-05)."""
    return Policy.focus_themes.through.objects.filter(policy__in_force=True).values_list("theme_id", flat=True)


def focus_names() -> list[str]:
    return list(Theme.objects.filter(pk__in=_in_focus()).order_by("name").values_list("name", flat=True))


def engagements_in_focus() -> QuerySet:
    """Numbers of the engagements with a theme in focus, to be asked for within another query."""
    return Engagement.themes.through.objects.filter(theme_id__in=_in_focus()).values("engagement_id")


def _fill(rows: list[SubjectSum], person: Any, path: str, year: int) -> None:
    """An engagement with two themes counts under both."""
    by_pk = {row.pk: row for row in rows}
    alive = Engagement.objects.visible_to(person).filter(status__in=ALIVE).exclude(**{path: None}).order_by()
    for pk, area, many in alive.values_list(path, "area").annotate(many=Count("pk", distinct=True)):
        by_pk[pk].areas[area] = many
    lines = ResourceLine.objects.filter(open_or_granted(person, "engagement__"), year=year).order_by()
    lines = lines.exclude(**{f"engagement__{path}": None})
    for pk, planned, spent in lines.values_list(f"engagement__{path}").annotate(Sum("planned"), Sum("spent")):
        by_pk[pk].planned, by_pk[pk].spent = planned or 0, spent or 0
    for pk, many, cost in _activities(person, path, year):
        by_pk[pk].activities, by_pk[pk].activity_cost = many, cost or 0


def _activities(person: Any, path: str, year: int) -> QuerySet:
    done = Activity.objects.visible_to(person).reported().filter(starts_on__year=year).order_by()
    done = done.exclude(**{f"engagement__{path}": None})
    return done.values_list(f"engagement__{path}").annotate(Count("pk"), Sum("cost"))


@dataclass(frozen=True, slots=True)
class Line:
    pk: int
    title: str
    area: str
    unit: str
    status: str


def under(person: Any, **chosen: Any) -> list[Line]:
    """Engagements alive with the theme or goal, by area and title; cut at two hundred, one query."""
    rows = Engagement.objects.visible_to(person).filter(status__in=ALIVE, **chosen).distinct()
    rows = rows.order_by("area", "title", "pk").values_list("pk", "title", "area", "responsible_unit__name", "status")
    return [
        Line(pk, title, str(AreaKey(area).label), unit, str(Status(status).label))
        for pk, title, area, unit, status in rows[:SHOWN]
    ]


def in_both(person: Any, one: int, two: int) -> list[Line]:
    both = Engagement.objects.filter(themes=one).filter(themes=two).values("pk")
    return under(person, pk__in=both)


@dataclass(frozen=True, slots=True)
class FocusShare:
    """How much of what is going on serves a theme in focus (NKP-05)."""

    names: list[str]
    count: int
    of_count: int
    activities: int
    of_activities: int
    spent: int
    of_spent: int

    @property
    def share(self) -> int | None:
        return _percent(self.count, self.of_count)

    @property
    def activities_share(self) -> int | None:
        return _percent(self.activities, self.of_activities)

    @property
    def spent_share(self) -> int | None:
        return _percent(self.spent, self.of_spent)


def _percent(part: int, whole: int) -> int | None:
    return round(100 * part / whole) if whole else None
