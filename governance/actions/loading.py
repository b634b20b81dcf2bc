"""Loading a municipality's policy from its file."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext as _

from core import events
from core.rules import Finding, Refused
from governance import permissions
from governance.happenings import Happening
from governance.models import Aim, Body, Person, Policy, PolicyAim, Route, RouteStep, RuleSetting, Theme, Unit
from governance.policy_file import PolicyFile

M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Loaded:
    policy: Policy
    changed: bool


@transaction.atomic
def load_policy(*, file: PolicyFile, by: Person | None = None) -> Loaded:
    """Make the file the policy in force: bodies, units, aims and themes first, then the next version.

    The file that the version in force came from changes nothing. `by` is None from the command line. Raises Refused
    when the database holds another municipality.
    """
    if by is not None:
        permissions.may_change_policy.require(by)
    before = Policy.objects.select_for_update(of=("self",), no_key=True).filter(in_force=True).first()
    if before and before.municipality != file.policy.municipality:
        message = _("Databasen innehåller %(there)s. %(new)s behöver en egen databas.")
        names = {"there": before.municipality, "new": file.policy.municipality}
        raise Refused([Finding("policy.other-municipality", message % names)])
    if before and before.content_hash == file.content_hash:
        return Loaded(policy=before, changed=False)
    bodies = {facts.key: _stored(Body, asdict(facts)) for facts in file.bodies}
    units = {
        facts.key: _stored(Unit, asdict(facts) | {"serves": bodies.get(facts.serves)})
        for facts in sorted(file.units, key=lambda facts: facts.coordinating)
    }
    policy = _next_version(file, before, by)
    _aims_and_themes(policy, file)
    RuleSetting.objects.bulk_create(RuleSetting(policy=policy, **asdict(rule)) for rule in file.rules)
    _routes(policy, file, bodies, units)
    detail = {"version": policy.version, "hash": file.content_hash, "replaces": before.version if before else None}
    events.record(Happening.POLICY_LOADED, policy, by=by, detail=detail)
    return Loaded(policy=policy, changed=True)


def _stored(model: type[M], values: dict[str, Any]) -> M:
    """The row with this key, made or changed to these values; untouched, without history, when the same."""
    row = model._base_manager.filter(key=values["key"]).first() or model()
    same = row.pk and all(getattr(row, name) == value for name, value in values.items())
    if not same:
        for name, value in values.items():
            setattr(row, name, value)
        row.save()
    return row


def _next_version(file: PolicyFile, before: Policy | None, by: Person | None) -> Policy:
    Policy.objects.filter(in_force=True).update(in_force=False)
    latest = Policy.objects.order_by("-version").values_list("version", flat=True).first() or 0
    return Policy.objects.create(
        version=latest + 1,
        supersedes=before,
        in_force=True,
        content_hash=file.content_hash,
        changed_because=_("Inläst från fil"),
        created_by=by,
        **asdict(file.policy),
    )


def _aims_and_themes(policy: Policy, file: PolicyFile) -> None:
    for order, facts in enumerate(file.aims):
        PolicyAim.objects.create(policy=policy, aim=_stored(Aim, asdict(facts)), order=order)
    themes = {facts.key: _stored(Theme, {"key": facts.key, "name": facts.name}) for facts in file.themes}
    policy.focus_themes.set([themes[facts.key] for facts in file.themes if facts.focus])


def _routes(policy: Policy, file: PolicyFile, bodies: dict[str, Body], units: dict[str, Unit]) -> None:
    for facts in file.routes:
        route = Route.objects.create(
            policy=policy, matter=facts.matter, clause=facts.clause, council_reserved=facts.council_reserved
        )
        RouteStep.objects.bulk_create(
            RouteStep(
                route=route,
                order=order,
                role=step.role,
                body=bodies.get(step.body),
                unit=units.get(step.unit),
                clause=step.clause,
                days=step.days,
            )
            for order, step in enumerate(facts.steps, start=1)
        )
