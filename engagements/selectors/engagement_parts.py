"""The many small sets of an engagement's page, read in one query: a union of rows of the same shape."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core import events, kept_sql
from engagements import dormancy
from engagements.enums import (
    ActivityState,
    AreaKey,
    Channel,
    DormancyChoice,
    Mode,
    ParticipationRole,
    Status,
)
from engagements.goals import Goal
from engagements.models import Country, Engagement
from engagements.selectors.engagement_union import BETWEEN, RECENT, union
from governance import rulebook
from governance.models import Policy, RuleSetting
from governance.powers import standing

__all__ = ["ACTIVITY_COLOR", "RECENT", "Parts", "field_name", "parts_of", "said"]
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


@dataclass(frozen=True, slots=True)
class CheckInLine:
    """Planned for a day, or held on one."""

    pk: int
    due_on: date | None
    held_on: date | None
    who: str
    said: str

    @property
    def late(self) -> bool:
        return self.held_on is None and self.due_on is not None and self.due_on < timezone.localdate()


@dataclass(frozen=True, slots=True)
class ContactLine:
    pk: int
    name: str
    role: str
    organisation: str


@dataclass(frozen=True, slots=True)
class CommunicationLine:
    pk: int
    title: str
    channel: str
    planned_on: date | None
    done_on: date | None
    published: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """What the unit last chose for an engagement in which nothing happened; an empty label is a question unanswered."""

    choice: str
    label: str
    next_on: date | None


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
    last_activity_on: date | None = None
    review: Choice | None = None
    check_ins: list[CheckInLine] = field(default_factory=list)
    contacts: list[ContactLine] = field(default_factory=list)
    communications: list[CommunicationLine] = field(default_factory=list)
    quiet: bool = False

    @property
    def silent_units(self) -> list[str]:
        """Units that take part and have no line of resources."""
        told = {line.unit for line in self.resources}
        return [unit for unit, _role in self.units if unit not in told]

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
            self.policy = Policy(
                separate_accounting=bool(amounts[0]),
                manager_confirms_activities=bool(amounts[1]),
                dormant_after_months=amounts[2],
            )
            rulebook.remember(self.policy, {})
        setting = RuleSetting(code=key, level=words[0], clause=words[1])
        rulebook.remember(self.policy, {key: setting})

    def take_last_activity(self, key: str, words: list[str], amounts: list[int]) -> None:
        self.last_activity_on = _date(words[0])

    def take_review(self, key: str, words: list[str], amounts: list[int]) -> None:
        label = str(DormancyChoice(words[0]).label) if words[0] else ""
        self.review = Choice(words[0], label, _date(words[1]))

    def take_check_in(self, key: str, words: list[str], amounts: list[int]) -> None:
        due, held, who, what = words
        self.check_ins.append(CheckInLine(int(key), _date(due), _date(held), who, what))

    def take_contact(self, key: str, words: list[str], amounts: list[int]) -> None:
        self.contacts.append(ContactLine(int(key), *words))

    def take_communication(self, key: str, words: list[str], amounts: list[int]) -> None:
        title, channel, planned, done = words
        label = str(Channel(channel).label)
        self.communications.append(
            CommunicationLine(int(key), title, label, _date(planned), _date(done), bool(amounts[0]))
        )


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def parts_of(engagement: Engagement, person: Any) -> Parts:
    parts = Parts()
    takers: list[Callable[[str, list[str], list[int]], None]] = [
        parts.take_country, parts.take_theme, parts.take_aim, parts.take_goal, parts.take_unit, parts.take_year,
        parts.take_activity, parts.take_event, parts.take_rule, parts.take_politician, parts.take_link,
        parts.take_last_activity, parts.take_review, parts.take_check_in, parts.take_contact,
        parts.take_communication,
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
    parts.check_ins.sort(key=lambda line: (line.held_on is not None, line.due_on or date.max, line.pk))
    parts.contacts.sort(key=lambda line: (line.name, line.pk))
    parts.communications.sort(key=lambda line: (line.done_on or line.planned_on or date.min, line.pk), reverse=True)
    parts.quiet = _is_quiet(engagement, parts)
    # So that the conditions, which ask the engagement itself, need no queries of their own.
    engagement._prefetched_objects_cache = {"countries": parts.countries, "participations": parts.units}
    return parts


def _is_quiet(engagement: Engagement, parts: Parts) -> bool:
    """What `EngagementQuerySet.quiet` asks of the database, from what has been read already."""
    if engagement.status != Status.ACTIVE:
        return False
    today = timezone.localdate()
    review = parts.review
    if review and review.choice == DormancyChoice.REVIVE and review.next_on and review.next_on >= today:
        return False
    since = dormancy.quiet_since(today, parts.policy.dormant_after_months if parts.policy else dormancy.DEFAULT_MONTHS)
    if parts.last_activity_on is not None:
        return parts.last_activity_on < since
    begun = engagement.starts_on is None or engagement.starts_on < since
    return begun and timezone.localdate(engagement.created_at) < since


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
    return kept_sql.rows(("engagements.parts", standing(person)), lambda: union(some, person), given)


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
