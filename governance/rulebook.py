"""Every rule code an app can enforce, and what the policy in force says about it.

Apps register their rules in `AppConfig.ready()`. A policy that names a code nobody enforces is refused when loaded.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from core.rules import Finding
from governance.enums import Level


@dataclass(frozen=True, slots=True)
class Rule:
    """`code` is stable and stored; `meaning` is what an administrator reads; `enforced_at` says where it bites."""

    code: str
    meaning: Any
    enforced_at: Any
    default: str = Level.WARN
    clause: str = ""


_rules: dict[str, Rule] = {}


def register(*rules: Rule) -> None:
    for rule in rules:
        _rules[rule.code] = rule


def known() -> dict[str, Rule]:
    return dict(sorted(_rules.items()))


def level_of(policy: Any, code: str) -> tuple[str, str]:
    """The level and clause of `code` under `policy`; the rule's own default where the policy is silent."""
    settings = _settings(policy)
    if code in settings:
        setting = settings[code]
        return setting.level, setting.clause or _rules[code].clause
    rule = _rules[code]
    return rule.default, rule.clause


def judge(policy: Any, code: str, message: Any, *, unit: Any = None) -> list[Finding]:
    """The finding for a broken rule: blocking, warning, or none, as the policy says.

    For a unit the policy only advises, a blocked rule becomes a warning that must be motivated (GBG-01).
    """
    level, clause = level_of(policy, code)
    if level == Level.OFF:
        return []
    blocks = level == Level.BLOCK and (unit is None or unit.is_bound_by_policy)
    return [Finding(code=code, message=message, clause=clause, blocks=blocks)]


def _settings(policy: Any) -> dict[str, Any]:
    if policy is None:
        return {}
    if not hasattr(policy, "_rule_settings"):
        policy._rule_settings = {setting.code: setting for setting in policy.rules.all()}
    return policy._rule_settings


def remember(policy: Any, settings: dict[str, Any]) -> None:
    """Give a policy the rule settings a page has read already, so that judging needs no query."""
    policy._rule_settings = {**getattr(policy, "_rule_settings", {}), **settings}


def unknown(codes: Iterable[str]) -> list[str]:
    return sorted(set(codes) - set(_rules))
