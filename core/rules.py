"""How the product says no: findings, permissions and conditions.

A rule yields a `Finding`. A page shows every finding, a button asks whether any blocks, an action requires that none
does. So the reason a button is grey, the text of a refusal and the test of it are one thing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import update_wrapper
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: stable `code`, the sentence a person reads, the clause or paragraph it rests on.

    `blocks` is True when it must be mended first; otherwise it is a warning that passes with a recorded motive.
    """

    code: str
    message: str
    clause: str = ""
    blocks: bool = True


class Refused(Exception):
    """The action cannot happen now. Carries every finding that stands in the way."""

    def __init__(self, findings: Iterable[Finding]):
        self.findings = list(findings)
        super().__init__("; ".join(str(finding.message) for finding in self.findings))


class NotPermitted(Exception):
    """The person may not do this. Carries the one finding that says why."""

    def __init__(self, finding: Finding):
        self.finding = finding
        super().__init__(str(finding.message))


class Conflict(Exception):
    """Somebody else was first. `theirs` and `yours` are shown side by side so that nothing is lost."""

    def __init__(self, message: str, *, theirs: str = "", yours: str = ""):
        self.message, self.theirs, self.yours = message, theirs, yours
        super().__init__(str(message))


class Permission:
    """Who may: a function `(person, obj) -> Finding | None`, None meaning yes."""

    def __init__(self, rule: Callable[..., Finding | None]):
        self.rule = rule
        update_wrapper(self, rule)

    def __call__(self, by: Any, *args: Any) -> Finding | None:
        return self.rule(by, *args)

    def allows(self, by: Any, *args: Any) -> bool:
        return self.rule(by, *args) is None

    def require(self, by: Any, *args: Any) -> None:
        """Ask again with the appointments as they are in the database this moment; raise NotPermitted if refused."""
        if hasattr(by, "forget_powers"):
            by.forget_powers()
        finding = self.rule(by, *args)
        if finding is not None:
            raise NotPermitted(finding)


class Condition(Generic[T]):
    """Whether it may happen now: a function `(obj, …) -> list[Finding]`."""

    def __init__(self, rule: Callable[..., list[Finding]]):
        self.rule = rule
        update_wrapper(self, rule)

    def __call__(self, *args: Any, **kwargs: Any) -> list[Finding]:
        return self.rule(*args, **kwargs)

    def require(self, *args: Any, motive: str = "", **kwargs: Any) -> list[Finding]:
        """Raise Refused if a finding blocks, or warns without a motive. Return the warnings that were passed."""
        findings = self.rule(*args, **kwargs)
        standing = [finding for finding in findings if finding.blocks or not motive.strip()]
        if standing:
            raise Refused(standing)
        return findings


def permission(rule: Callable[..., Finding | None]) -> Permission:
    return Permission(rule)


def condition(rule: Callable[..., list[Finding]]) -> Condition:
    return Condition(rule)


def blocking(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.blocks]


def warnings(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if not finding.blocks]
