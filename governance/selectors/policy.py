"""The policy as pages read it."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext

from governance import matter_names, rulebook
from governance.enums import Level, StepRole
from governance.models import Policy, RouteStep, RuleSetting, Unit

MUNICIPALITY = "governance.municipality"


def policy_in_force() -> Policy | None:
    """The version in force with its rules, in one query; None before a policy has been loaded."""
    own = [field.attname for field in Policy._meta.concrete_fields]
    joined = Policy.objects.filter(in_force=True).order_by("pk")
    rows = list(joined.values_list(*own, "rules__code", "rules__level", "rules__clause"))
    if not rows:
        return None
    policy = Policy.from_db(joined.db, own, rows[0][: len(own)])
    settings = [RuleSetting(policy=policy, code=code, level=level, clause=clause) for *_, code, level, clause in rows]
    rulebook.remember(policy, {setting.code: setting for setting in settings if setting.code})
    return policy


def municipality() -> str:
    """Its name, as papers say it: kept for a minute, since it changes with the policy and never else."""
    known = cache.get(MUNICIPALITY)
    if not known:
        known = Policy.objects.filter(in_force=True).values_list("municipality", flat=True).first() or ""
        cache.set(MUNICIPALITY, known, 60)
    return known


@dataclass(frozen=True, slots=True)
class RuleRow:
    code: str
    meaning: str
    enforced_at: str
    level: str
    level_label: str
    color: str
    clause: str
    url: str


def advising_rules(unit: Unit) -> list[RuleRow]:
    """The rules that stop others and only advise this unit, which passes them with a motive (GBG-01, NKP-01).

    None for a unit the policy binds. Two queries.
    """
    policy = None if unit.is_bound_by_policy else policy_in_force()
    return [row for row in rule_rows(policy) if row.level == Level.BLOCK] if policy else []


LEVEL_COLORS = {Level.BLOCK: "danger", Level.WARN: "warning", Level.OFF: "neutral"}


def rule_rows(policy: Policy) -> list[RuleRow]:
    """Every rule the product knows with what this version says about it; no query when the rules are prefetched."""
    rows = []
    for code, rule in rulebook.known().items():
        level, clause = rulebook.level_of(policy, code)
        rows.append(
            RuleRow(
                code=code,
                meaning=str(rule.meaning),
                enforced_at=str(rule.enforced_at),
                level=level,
                level_label=str(Level(level).label),
                color=LEVEL_COLORS[Level(level)],
                clause=clause,
                url=reverse("governance:rule_edit", args=[code]),
            )
        )
    return rows


@dataclass(frozen=True, slots=True)
class StepShown:
    """A step as templates/components/_steps.html draws it."""

    title: str
    body: str
    clause: str
    date: str
    who: str = ""
    state: str = "planned"


@dataclass(frozen=True, slots=True)
class RouteShown:
    matter: str
    name: str
    clause: str
    council_reserved: bool
    steps: list[StepShown]
    url: str


def routes_shown(policy: Policy) -> list[RouteShown]:
    """Every route of one version with its steps, in two queries."""
    steps = RouteStep.objects.select_related("body", "unit")
    return [
        RouteShown(
            matter=route.matter,
            name=str(matter_names.name_of(route.matter)),
            clause=route.clause,
            council_reserved=route.council_reserved,
            steps=[_step_shown(step) for step in route.steps.all()],
            url=reverse("governance:route_edit", args=[route.matter]),
        )
        for route in policy.routes.prefetch_related(Prefetch("steps", queryset=steps))
    ]


def _step_shown(step: RouteStep) -> StepShown:
    if step.body or step.unit:
        place = str(step.body or step.unit)
    elif step.role == StepRole.PREPARE:
        place = gettext("Ärendets egen enhet")
    else:
        place = gettext("Nämnden inom sitt område")
    days = gettext("inom %s dagar") % step.days if step.days else ""
    return StepShown(title=step.get_role_display(), body=place, clause=step.clause, date=days)


def policy_version(number: int) -> Policy | None:
    return Policy.objects.filter(version=number).select_related("supersedes").prefetch_related("rules").first()


def policy_versions() -> list[Policy]:
    """Newest first, with who made each; one query."""
    return list(Policy.objects.select_related("created_by", "supersedes")[:200])
