"""The many small sets of an engagement's page, read in one query: a union of rows of the same shape."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db.models import Count, F, IntegerField, Model, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core import events, kept_sql
from core.models import Event
from engagements.enums import ActivityState, AreaKey, AttendanceLevel, Mode, ParticipationRole, Status
from engagements.goals import Goal
from engagements.models import (
    Activity,
    Attendance,
    Country,
    Engagement,
    EngagementAim,
    EngagementGoal,
    EngagementLink,
    Participation,
    ResourceLine,
)
from engagements.querysets import open_or_granted
from governance import rulebook
from governance.models import Policy, RuleSetting, Theme
from governance.powers import standing

RECENT = 5
BETWEEN = "\x1f"
COLUMNS = ("part_kind", "part_key", "part_text", "part_1", "part_2", "part_3", "part_4")
TEXT = TextField()
ACTIVITY_COLOR = {
    ActivityState.DRAFT: "neutral",
    ActivityState.AWAITING_CONFIRMATION: "warning",
    ActivityState.REPORTED: "info",
    ActivityState.RETURNED: "danger",
    ActivityState.ACCEPTED: "success",
}


@dataclass(frozen=True, slots=True)
class YearOfResources:
    year: int
    planned: int
    spent: int
    planned_hours: int
    spent_hours: int


@dataclass(frozen=True, slots=True)
class ActivityLine:
    pk: int
    title: str
    starts_on: date | None
    unit: str
    state: str
    state_label: str
    color: str
    mode: str
    result: str
    cost: int


@dataclass(frozen=True, slots=True)
class HistoryLine:
    at: datetime | None
    what: str
    who: str
    capacity: str
    fields: str = ""


@dataclass(frozen=True, slots=True)
class Politician:
    """Who took part, for which body, how often (STR-14)."""

    who: str
    body: str
    occasions: int


@dataclass(frozen=True, slots=True)
class LinkLine:
    """Another engagement that has to do with this one, which the reader may see."""

    pk: int
    title: str
    area: str
    status: str
    why: str


@dataclass(frozen=True, slots=True)
class UnitResources:
    """What one unit plans and spends in one year (GBG-C5)."""

    year: int
    unit: str
    planned: int
    spent: int
    planned_hours: int
    spent_hours: int


@dataclass(slots=True)
class Parts:
    """The keys beside the names are for a form. `policy` is the one in force, or None when it sets no rule."""

    countries: list[Country] = field(default_factory=list)
    themes: dict[int, str] = field(default_factory=dict)
    aims: dict[int, str] = field(default_factory=dict)
    goals: list[tuple[int, str]] = field(default_factory=list)
    units: list[tuple[str, str]] = field(default_factory=list)
    unit_ids: list[int] = field(default_factory=list)
    years: list[YearOfResources] = field(default_factory=list)
    resources: list[UnitResources] = field(default_factory=list)
    links: list[LinkLine] = field(default_factory=list)
    activities: list[ActivityLine] = field(default_factory=list)
    happenings: list[tuple[int, HistoryLine]] = field(default_factory=list)
    politicians: list[Politician] = field(default_factory=list)
    policy: Policy | None = None

    def take_country(self, key: str, words: list[str], amounts: list[int]) -> None:
        self.countries.append(Country(code=key, name=words[0], name_en=words[1]))

    def take_theme(self, key: str, words: list[str], amounts: list[int]) -> None:
        self.themes[int(key)] = words[0]

    def take_aim(self, key: str, words: list[str], amounts: list[int]) -> None:
        self.aims[int(key)] = words[0]

    def take_goal(self, key: str, words: list[str], amounts: list[int]) -> None:
        self.goals.append((int(key), str(Goal(int(key)).label)))

    def take_unit(self, key: str, words: list[str], amounts: list[int]) -> None:
        self.unit_ids.append(int(key))
        self.units.append((words[0], str(ParticipationRole(words[1]).label)))

    def take_year(self, key: str, words: list[str], amounts: list[int]) -> None:
        self.resources.append(UnitResources(int(key), words[0], *amounts))

    def take_link(self, key: str, words: list[str], amounts: list[int]) -> None:
        title, area, status, why = words
        labels = str(AreaKey(area).label), str(Status(status).label)
        self.links.append(LinkLine(int(key), title, *labels, why))

    def take_activity(self, key: str, words: list[str], amounts: list[int]) -> None:
        title, starts_on, unit, state, mode, result = words
        self.activities.append(
            ActivityLine(
                pk=int(key),
                title=title,
                starts_on=date.fromisoformat(starts_on) if starts_on else None,
                unit=unit,
                state=state,
                state_label=str(ActivityState(state).label),
                color=ACTIVITY_COLOR.get(ActivityState(state), "neutral"),
                mode=str(Mode(mode).label),
                result=result,
                cost=amounts[0],
            )
        )

    def take_event(self, key: str, words: list[str], amounts: list[int]) -> None:
        self.happenings.append((int(key), said(words[0])))

    def take_politician(self, key: str, words: list[str], amounts: list[int]) -> None:
        self.politicians.append(Politician(key, words[0], amounts[0]))

    def take_rule(self, key: str, words: list[str], amounts: list[int]) -> None:
        if self.policy is None:
            self.policy = Policy(separate_accounting=bool(amounts[0]), manager_confirms_activities=bool(amounts[1]))
            rulebook.remember(self.policy, {})
        setting = RuleSetting(code=key, level=words[0], clause=words[1])
        rulebook.remember(self.policy, {key: setting})


def parts_of(engagement: Engagement, person: Any) -> Parts:
    parts = Parts()
    takers: list[Callable[[str, list[str], list[int]], None]] = [
        parts.take_country, parts.take_theme, parts.take_aim, parts.take_goal, parts.take_unit, parts.take_year,
        parts.take_activity, parts.take_event, parts.take_rule, parts.take_politician, parts.take_link,
    ]  # fmt: skip
    for kind, key, text, *amounts in _rows_of(engagement, person):
        takers[kind](key, text.split(BETWEEN), amounts)
    parts.countries.sort(key=str)
    parts.goals.sort()
    parts.units.sort()
    parts.resources.sort(key=lambda line: (-line.year, line.unit))
    parts.years = _by_year(parts.resources)
    parts.links.sort(key=lambda line: (line.title, line.pk))
    parts.activities.sort(key=lambda line: (line.starts_on or date.min, line.pk), reverse=True)
    parts.politicians.sort(key=lambda one: (-one.occasions, one.who))
    parts.happenings.sort(key=lambda pair: -pair[0])
    # So that the conditions, which ask the engagement itself, need no queries of their own.
    engagement._prefetched_objects_cache = {"countries": parts.countries, "participations": parts.units}
    return parts


def _by_year(lines: list[UnitResources]) -> list[YearOfResources]:
    """The units' lines added up, the last year first."""
    sums: dict[int, list[int]] = {}
    for line in lines:
        amounts = (line.planned, line.spent, line.planned_hours, line.spent_hours)
        sums[line.year] = [before + more for before, more in zip(sums.get(line.year, [0] * 4), amounts, strict=True)]
    return [YearOfResources(year, *sums[year]) for year in sorted(sums, reverse=True)]


def _rows_of(engagement: Engagement, person: Any) -> Iterable[tuple[Any, ...]]:
    """The rows of the union, whose SQL takes longer to write than to run."""
    some = Engagement(pk=kept_sql.number(0))
    given = {some.event_thread: engagement.event_thread, some.pk: engagement.pk}
    return kept_sql.rows(("engagements.parts", standing(person)), lambda: _union(some, person), given)


def _union(engagement: Engagement, person: Any) -> QuerySet:
    pk, recent = engagement.pk, _first(events.about(engagement.event_thread), RECENT)
    queries = [
        _rows(0, Country.objects.filter(engagements=pk), F("code"), "name", "name_en"),
        _rows(1, Theme.objects.filter(engagements=pk), F("pk"), "name"),
        _rows(2, EngagementAim.objects.filter(engagement=pk), F("aim_id"), "aim__name"),
        _rows(3, EngagementGoal.objects.filter(engagement=pk), F("goal")),
        _rows(4, Participation.objects.filter(engagement=pk), F("unit_id"), "unit__name", "role"),
        _years(pk),
        _activities(pk, person),
        _rows(7, Event.objects.filter(pk__in=recent), F("pk"), "payload"),
        _rows(
            8, RuleSetting.objects.filter(policy__in_force=True), F("code"), "level", "clause",
            part_1=Cast("policy__separate_accounting", IntegerField()),
            part_2=Cast("policy__manager_confirms_activities", IntegerField()),
        ),
        _politicians(pk),
        _linked(EngagementLink.objects.filter(engagement=pk), "other", person),
        _linked(EngagementLink.objects.filter(other=pk), "engagement", person),
    ]  # fmt: skip
    return queries[0].union(*queries[1:], all=True)


def _rows(kind: int, found: QuerySet, key: Any, *words: str, **amounts: Any) -> QuerySet:
    """`found` as rows of the union: a kind, a key, words with a separator between, four whole numbers."""
    parts: list[Any] = []
    for word in words:
        parts += [Value(BETWEEN), F(word)]
    text = Concat(*parts[1:], output_field=TEXT) if len(words) > 1 else F(words[0]) if words else Value("")
    told: dict[str, Any] = {"part_kind": Value(kind), "part_key": Cast(key, TEXT), "part_text": Cast(text, TEXT)}
    numbers = {name: amounts.get(name, Value(0)) for name in COLUMNS[3:]}
    return found.order_by().annotate(**told, **numbers).values_list(*COLUMNS)


def _first(rows: QuerySet[Model], many: int) -> QuerySet:
    """The keys of the first few, as a subquery: a union takes no limit of its own."""
    return rows.values("pk")[:many]


def _years(pk: int) -> QuerySet:
    names = ("planned", "spent", "planned_hours", "spent_hours")
    amounts = {column: F(name) for column, name in zip(COLUMNS[3:], names, strict=True)}
    return _rows(5, ResourceLine.objects.filter(engagement=pk), F("year"), "unit__name", **amounts)


def _linked(links: QuerySet, end: str, person: Any) -> QuerySet:
    """The other end of each link, where the reader may see it."""
    seen = links.filter(open_or_granted(person, f"{end}__"))
    return _rows(10, seen, F(f"{end}_id"), f"{end}__title", f"{end}__area", f"{end}__status", "why")


def _activities(pk: int, person: Any) -> QuerySet:
    """The newest this person may see, one more than shown so that the page knows there are more."""
    seen = Activity.objects.visible_to(person).filter(engagement=pk).order_by("-starts_on", "-pk")
    rows = Activity.objects.filter(pk__in=_first(seen, RECENT + 1)).annotate(
        day=Coalesce(Cast("starts_on", TEXT), Value(""), output_field=TEXT)
    )
    words = ("title", "day", "unit__name", "state", "mode", "result")
    return _rows(6, rows, F("pk"), *words, part_1=Coalesce("cost", 0))


def _politicians(pk: int) -> QuerySet:
    took_part = Attendance.objects.filter(
        activity__engagement=pk, activity__state__in=["reported", "accepted"], level=AttendanceLevel.POLITICIAN
    )
    told = {
        "part_kind": Value(9),
        "part_key": Cast("who", TEXT),
        "part_text": Coalesce(Cast("body__name", TEXT), Value(""), output_field=TEXT),
        "part_1": Count("activity", distinct=True),
    }
    zeros = {name: Value(0) for name in COLUMNS[4:]}
    return took_part.order_by().values("who", "body__name").annotate(**told, **zeros).values_list(*COLUMNS)


def said(payload: str) -> HistoryLine:
    """An event in words, from what was hashed; with the fields that were changed."""
    told = json.loads(payload)
    names = told["detail"].get("fields") or []
    return HistoryLine(
        at=parse_datetime(told["at"]),
        what=events.label(told["happening"]),
        who=told["actor_name"] or _("Utblick"),
        capacity=told["capacity"],
        fields=", ".join(field_name(name) for name in names),
    )


def field_name(name: str) -> str:
    """A column or a set of an engagement, or a column of its area's own row, as a reader calls it."""
    return _field_names(get_language()).get(name, name)


@lru_cache
def _field_names(language: str | None) -> dict[str, str]:
    """In `language`, which is the one that is spoken now."""
    own = [related.related_model for related in Engagement._meta.related_objects if related.one_to_one]
    models: list[Any] = [*reversed(own), Engagement]
    return {field.name: str(field.verbose_name) for model in models for field in model._meta.fields} | {
        "themes": _("teman"),
        "aims": _("inriktningar"),
        "countries": _("länder"),
        "goals": _("globala mål"),
        "units": _("deltagande enheter"),
    }
