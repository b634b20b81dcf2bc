"""An administrator's edit of the policy: always the next version, so that running cases keep theirs (GBG-08)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import events
from core.rules import Conflict, Finding, Refused
from governance import permissions, route_law, rulebook
from governance.enums import Level
from governance.happenings import Happening
from governance.models import Body, Person, Policy, PolicyAim, Route, RouteStep, RuleSetting, Unit

COPIED = [
    "municipality",
    "title",
    "reference",
    "adopted_by",
    "adopted_on",
    "replaces_reference",
    "valid_from",
    "vision",
    "source",
    "content_hash",
    "evaluation_interval_months",
    "term_starts_on",
    "term_ends_on",
    "separate_accounting",
    "manager_confirms_activities",
    "dormant_after_months",
    "follow_up_after_months",
]


@dataclass(frozen=True, slots=True)
class StepInput:
    role: str
    body: Body | None = None
    unit: Unit | None = None
    clause: str = ""
    days: int | None = None

    def __str__(self) -> str:
        role = dict(RouteStep._meta.get_field("role").flatchoices)[self.role]
        return f"{role}: {self.body or self.unit or _('nämnden inom sitt område')}"


@transaction.atomic
def change_rule(*, code: str, level: str, clause: str, reason: str, version: int, by: Person) -> Policy:
    """Give one rule another level or clause, in the next version of the policy (SAF-05).

    `version` is the one the person was looking at: Conflict when another is in force by now.
    """
    permissions.may_change_policy.require(by)
    yours = f"{code}: {Level(level).label}. {clause}" if level in Level.values else level
    before = _in_force(version, yours=yours, theirs=lambda policy: _rule_in_words(policy, code))
    if code not in rulebook.known():
        raise Refused([Finding("policy.unknown-rule", _("Den regeln finns inte."))])
    if level not in Level.values:
        raise Refused([Finding("policy.unknown-level", _("Välj om regeln stoppar, varnar eller är av."))])
    _require_reason(reason)
    old_level, old_clause = rulebook.level_of(before, code)
    if (level, clause) == (old_level, old_clause):
        raise Refused([Finding("policy.nothing-changed", _("Inget är ändrat: nivån och stödet är som förut."))])
    after = _next_version(before, reason=reason, by=by)
    RuleSetting.objects.update_or_create(policy=after, code=code, defaults={"level": level, "clause": clause})
    detail = {"version": after.version, "code": code, "from": old_level, "to": level, "reason": reason}
    events.record(Happening.RULE_CHANGED, after, by=by, detail=detail)
    return after


@transaction.atomic
def change_route(
    *, matter: str, clause: str, steps: Sequence[StepInput], reason: str, version: int, by: Person
) -> Policy:
    """Give one matter another way through the municipality, in the next version of the policy.

    Refused with the paragraph when the route breaks the Local Government Act (KL 5:1-2, 5:26-28). `version` as in
    `change_rule`.
    """
    permissions.may_change_policy.require(by)
    yours = "\n".join(str(step) for step in steps)
    before = _in_force(version, yours=yours, theirs=lambda policy: _route_in_words(policy, matter))
    route = Route.objects.filter(policy=before, matter=matter).first()
    if route is None:
        raise Refused([Finding("policy.unknown-matter", _("Policyn har ingen väg för den ärendetypen."))])
    _require_reason(reason)
    found = route_law.findings(law_steps(steps), council_reserved=route.council_reserved)
    if found:
        raise Refused(found)
    after = _next_version(before, reason=reason, by=by)
    changed = Route.objects.get(policy=after, matter=matter)
    changed.clause = clause
    changed.save(update_fields=["clause"])
    changed.steps.all().delete()
    _store_steps(changed, steps)
    detail = {"version": after.version, "matter": matter, "steps": [str(step) for step in steps], "reason": reason}
    events.record(Happening.ROUTE_CHANGED, after, by=by, detail=detail)
    return after


def law_steps(steps: Sequence[Any]) -> list[route_law.Step]:
    """What the law sees of steps that have `.role`, `.body` and `.unit`."""
    return [
        route_law.Step(step.role, step.body.kind if step.body else "", is_unit=step.unit is not None) for step in steps
    ]


def _in_force(version: int, *, yours: str, theirs: Any) -> Policy:
    policy = Policy.objects.select_for_update(of=("self",), no_key=True).filter(in_force=True).first()
    if policy is None:
        raise Refused([Finding("policy.none", _("Ingen policy är inläst än."))])
    if policy.version != version:
        message = _("Policyn har ändrats sedan du öppnade sidan: version %(now)s gäller, du såg version %(seen)s.")
        raise Conflict(message % {"now": policy.version, "seen": version}, theirs=theirs(policy), yours=yours)
    return policy


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused([Finding("policy.reason-missing", _("Skriv varför policyn ändras."))])


def _rule_in_words(policy: Policy, code: str) -> str:
    level, clause = rulebook.level_of(policy, code)
    return f"{code}: {Level(level).label}. {clause}"


def _route_in_words(policy: Policy, matter: str) -> str:
    steps = RouteStep.objects.filter(route__policy=policy, route__matter=matter).select_related("body", "unit")
    return "\n".join(str(StepInput(step.role, step.body, step.unit)) for step in steps)


def _next_version(before: Policy, *, reason: str, by: Person) -> Policy:
    """A copy of everything, in force at once; the version before steps back and is otherwise as it was."""
    Policy.objects.filter(pk=before.pk).update(in_force=False)
    after = Policy.objects.create(
        version=before.version + 1,
        supersedes=before,
        in_force=True,
        changed_because=reason,
        created_by=by,
        **{name: getattr(before, name) for name in COPIED},
    )
    after.focus_themes.set(before.focus_themes.all())
    PolicyAim.objects.bulk_create(
        PolicyAim(policy=after, aim_id=row.aim_id, order=row.order) for row in before.policyaim_set.all()
    )
    RuleSetting.objects.bulk_create(
        RuleSetting(policy=after, code=row.code, level=row.level, clause=row.clause) for row in before.rules.all()
    )
    for route in before.routes.prefetch_related("steps__body", "steps__unit"):
        copy = Route.objects.create(
            policy=after, matter=route.matter, clause=route.clause, council_reserved=route.council_reserved
        )
        _store_steps(copy, route.steps.all())
    return after


def _store_steps(route: Route, steps: Any) -> None:
    RouteStep.objects.bulk_create(
        RouteStep(
            route=route,
            order=order,
            role=step.role,
            body=step.body,
            unit=step.unit,
            clause=step.clause,
            days=step.days,
        )
        for order, step in enumerate(steps, start=1)
    )
