"""Everything one engagement's page shows, in few queries."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from django.db import models
from django.db.models import F, QuerySet, Sum, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from core import events
from core.models import Event
from core.rules import Finding
from engagements import conditions, permissions
from engagements.areas import Area
from engagements.areas import find as area_of
from engagements.enums import ActivityState, AreaKey, Mode, ParticipationRole, Status
from engagements.goals import Goal
from engagements.models import (
    Activity,
    Country,
    Engagement,
    EngagementAim,
    EngagementGoal,
    EngagementGrant,
    Participation,
    ResourceLine,
)
from engagements.states import ENGAGEMENT
from governance.models import Policy, RuleSetting, Theme

RECENT = 5
COUNTRY, THEME, AIM, GOAL, UNIT, RESOURCE = range(6)


@dataclass(slots=True)
class Parts:
    """The small sets that belong to an engagement."""

    countries: list[Country] = field(default_factory=list)
    themes: list[str] = field(default_factory=list)
    aims: list[str] = field(default_factory=list)
    goals: list[tuple[int, str]] = field(default_factory=list)
    units: list[tuple[str, str]] = field(default_factory=list)
    years: list[YearOfResources] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class YearOfResources:
    year: int
    planned: int
    spent: int
    planned_hours: int
    spent_hours: int


def visible(person: Any, pk: int) -> Engagement | None:
    rows = Engagement.objects.visible_to(person).select_related("responsible_unit", "assessed_by", "created_by")
    return rows.filter(pk=pk).first()


def parts_of(engagement: Engagement) -> Parts:
    """Countries, themes, aims, goals, units and resources per year in one query: five small sets in a union."""
    parts = Parts()
    for kind, key, text, a, b, c, d in _union(engagement.pk):
        if kind == COUNTRY:
            parts.countries.append(Country(code=key, name=text.split("\n")[0], name_en=text.split("\n")[1]))
        elif kind == THEME:
            parts.themes.append(text)
        elif kind == AIM:
            parts.aims.append(text)
        elif kind == GOAL:
            parts.goals.append((int(key), str(Goal(int(key)).label)))
        elif kind == UNIT:
            parts.units.append((text, str(ParticipationRole(key).label)))
        else:
            parts.years.append(YearOfResources(int(key), a, b, c, d))
    parts.countries.sort(key=str)
    parts.goals.sort()
    parts.years.sort(key=lambda line: -line.year)
    # So that the conditions, which ask the engagement itself, need no queries of their own.
    engagement._prefetched_objects_cache = {"countries": parts.countries, "participations": parts.units}
    return parts


def _union(pk: int) -> QuerySet:
    text = models.TextField()
    none = {name: Value(0) for name in ("b1", "b2", "b3", "b4")}
    columns = ("kind", "key", "text", "b1", "b2", "b3", "b4")

    def rows(model: type[models.Model], kind: int, key: Any, words: Any, link: str = "engagement") -> QuerySet:
        found = model._default_manager.filter(**{link: pk}).order_by()
        return found.annotate(kind=Value(kind), key=Cast(key, text), text=Cast(words, text), **none).values_list(
            *columns
        )

    both = models.functions.Concat(F("name"), Value("\n"), F("name_en"))
    sums = {"b1": Sum("planned"), "b2": Sum("spent"), "b3": Sum("planned_hours"), "b4": Sum("spent_hours")}
    resources = (
        ResourceLine.objects.filter(engagement=pk)
        .order_by()
        .values("year")
        .annotate(kind=Value(RESOURCE), key=Cast("year", text), text=Value("", output_field=text), **sums)
        .values_list(*columns)
    )
    return rows(Country, COUNTRY, F("code"), both, "engagements").union(
        rows(Theme, THEME, F("pk"), F("name"), "engagements"),
        rows(EngagementAim, AIM, F("aim_id"), F("aim__name")),
        rows(EngagementGoal, GOAL, F("goal"), Value("", output_field=text)),
        rows(Participation, UNIT, F("role"), F("unit__name")),
        resources,
        all=True,
    )


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
    cost: int | None


ACTIVITY_COLOR = {
    ActivityState.DRAFT: "neutral",
    ActivityState.AWAITING_CONFIRMATION: "warning",
    ActivityState.REPORTED: "info",
    ActivityState.RETURNED: "danger",
    ActivityState.ACCEPTED: "success",
}


def activities_of(engagement: Engagement, person: Any, *, most: int = RECENT + 1) -> list[ActivityLine]:
    """The newest activities this person may see, one more than shown so that the page knows there are more."""
    rows = Activity.objects.visible_to(person).filter(engagement=engagement).order_by("-starts_on", "-pk")
    columns = ("pk", "title", "starts_on", "unit__name", "state", "mode", "result", "cost")
    return [
        ActivityLine(
            pk=pk,
            title=title,
            starts_on=starts_on,
            unit=unit,
            state=state,
            state_label=str(ActivityState(state).label),
            color=ACTIVITY_COLOR.get(ActivityState(state), "neutral"),
            mode=str(Mode(mode).label),
            result=result,
            cost=cost,
        )
        for pk, title, starts_on, unit, state, mode, result, cost in rows.values_list(*columns)[:most]
    ]


@dataclass(frozen=True, slots=True)
class HistoryLine:
    at: datetime
    what: str
    who: str
    capacity: str
    fields: str = ""


def happenings_of(engagement: Engagement, *, most: int = RECENT) -> list[HistoryLine]:
    """The newest events of the thread in words, with which fields were changed."""
    return [
        HistoryLine(
            at=event.at,
            what=events.label(event.happening),
            who=event.actor_name or _("Utblick"),
            capacity=event.capacity,
            fields=_fields_said(event),
        )
        for event in events.about(engagement.event_thread)[:most]
    ]


SET_NAMES = {
    "themes": "teman",
    "aims": "inriktningar",
    "countries": "länder",
    "goals": "globala mål",
    "units": "deltagande enheter",
}


def _fields_said(event: Event) -> str:
    names = json.loads(event.payload)["detail"].get("fields") or []
    return ", ".join(_field_name(name) for name in names)


def _field_name(name: str) -> str:
    if name in SET_NAMES:
        return _(SET_NAMES[name])
    return str(Engagement._meta.get_field(name).verbose_name)


def policy_with_rules() -> Policy | None:
    """The policy in force with its rule settings in one query; None when there is none or it sets no rule.

    A policy that sets no rule leaves every rule at its default, which is what None means too.
    """
    settings = list(RuleSetting.objects.filter(policy__in_force=True).select_related("policy"))
    if not settings:
        return None
    policy = settings[0].policy
    policy._rule_settings = {setting.code: setting for setting in settings}
    return policy


@dataclass(frozen=True, slots=True)
class Possible:
    """What this person can do here now, as answers the template only shows."""

    change: bool
    publish: bool
    share: bool
    report: bool
    resources: bool
    verbs: list[str]
    findings: list[Finding]
    why_not: Finding | None


def possible(engagement: Engagement, person: Any) -> Possible:
    policy = policy_with_rules()
    why_not = permissions.may_change_engagement(person, engagement)
    accounted = not conditions.resources_asked(engagement, policy)
    area = area_of(engagement)
    open_status = engagement.status not in {Status.ENDED, Status.DECLINED}
    by_hand = area is not None and not area.by_decision and permissions.may_change_status.allows(person, engagement)
    return Possible(
        change=why_not is None,
        publish=person.powers.coordinates,
        share=engagement.is_confidential and permissions.may_share.allows(person, engagement),
        report=bool(person.powers.own_units),
        resources=accounted and bool(person.powers.own_units),
        verbs=[verb for verb in ENGAGEMENT.transitions if ENGAGEMENT.allows(engagement, verb)] if by_hand else [],
        findings=conditions.ready_for_decision(engagement, policy) if open_status and person.powers.own_units else [],
        why_not=why_not,
    )


@dataclass(frozen=True, slots=True)
class Synergy:
    pk: int
    title: str
    area: str
    unit: str
    why: str


def synergies_of(engagement: Engagement, person: Any, *, most: int = 8) -> list[Synergy]:
    """Others' engagements with the same theme or country that are alive, most in common first; two queries (GBG-06)."""
    themes = Engagement.themes.through.objects.filter(engagement=engagement).values("theme_id")
    countries = Engagement.countries.through.objects.filter(engagement=engagement).exclude(country_id="SE")
    alike = Engagement.objects.visible_to(person).filter(status__in=[Status.ACTIVE, Status.DORMANT, Status.PROPOSED])
    alike = alike.exclude(pk=engagement.pk)
    shared: dict[int, list[str]] = {}
    by_theme = alike.filter(themes__in=themes).values_list("pk", "themes__name")
    by_country = alike.filter(countries__in=countries.values("country_id")).values_list("pk", "countries__name")
    for pk, name in [*by_country.order_by("pk")[:200], *by_theme.order_by("pk")[:200]]:
        if name not in shared.setdefault(pk, []):
            shared[pk].append(name)
    best = sorted(shared, key=lambda pk: (-len(shared[pk]), pk))[:most]
    rows = {
        pk: (title, area, unit)
        for pk, title, area, unit in alike.filter(pk__in=best).values_list(
            "pk", "title", "area", "responsible_unit__name"
        )
    }
    return [
        Synergy(pk, rows[pk][0], str(AreaKey(rows[pk][1]).label), rows[pk][2], ", ".join(shared[pk]))
        for pk in best
        if pk in rows
    ]


@dataclass(frozen=True, slots=True)
class Change:
    at: datetime
    who: str
    fields: str
    before: str
    after: str


HIDDEN_IN_HISTORY = {"version", "changed_at", "created_at", "example"}


def changes_of(engagement: Engagement) -> list[Change]:
    """Which fields changed from one stored version to the next, by whom; in one query, newest first."""
    versions = list(engagement.history.select_related("history_user").order_by("-history_date", "-history_id")[:200])
    told = []
    for newer, older in pairwise(versions):
        for name in _differing(newer, older):
            told.append(
                Change(
                    at=newer.history_date,
                    who=str(newer.history_user or _("Utblick")),
                    fields=_field_name(name.removesuffix("_id")),
                    before=_shown(older, name),
                    after=_shown(newer, name),
                )
            )
    return told


def _differing(newer: Any, older: Any) -> list[str]:
    names = [f.attname for f in Engagement._meta.concrete_fields if f.name not in HIDDEN_IN_HISTORY | {"search_text"}]
    return [name for name in names if getattr(newer, name) != getattr(older, name)]


def _shown(row: Any, name: str) -> str:
    display = getattr(row, f"get_{name}_display", None)
    value = display() if display else getattr(row, name)
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    return "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class GrantLine:
    person_pk: int
    name: str


def grants_of(engagement: Engagement) -> list[GrantLine]:
    rows = EngagementGrant.objects.filter(content_object=engagement, permission__codename="read_confidential")
    return [GrantLine(*row) for row in rows.order_by("user__name").values_list("user_id", "user__name")]


def area_part(engagement: Engagement, person: Any) -> tuple[Any, Any]:
    """Facts and panel of the engagement's area."""
    area: Area | None = area_of(engagement)
    if area is None:
        return (), None
    return area.facts(engagement, person), area.panel(engagement, person)
