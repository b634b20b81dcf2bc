"""What a policy file says, as plain values. A field without a default must be in the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from governance.enums import BodyKind, Level, StepRole, UnitForm


@dataclass(frozen=True, slots=True)
class PolicyFacts:
    municipality: str
    title: str
    valid_from: date
    term_starts_on: date
    term_ends_on: date
    reference: str = ""
    adopted_by: str = ""
    adopted_on: date | None = None
    replaces_reference: str = ""
    vision: str = ""
    source: str = ""
    evaluation_interval_months: int = 24
    separate_accounting: bool = True
    manager_confirms_activities: bool = False
    dormant_after_months: int = 18
    follow_up_after_months: int = 6


@dataclass(frozen=True, slots=True)
class BodyFacts:
    key: str
    name: str
    kind: str = field(metadata={"choices": BodyKind.values})
    field: str = ""
    series_prefix: str = ""
    number_template: str = ""
    seats: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class UnitFacts:
    key: str
    name: str
    form: str = field(metadata={"choices": UnitForm.values})
    short: str = ""
    serves: str = ""
    coordinating: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class AimFacts:
    key: str
    name: str
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class ThemeFacts:
    key: str
    name: str
    focus: bool = False


@dataclass(frozen=True, slots=True)
class RuleFacts:
    code: str
    level: str = field(metadata={"choices": Level.values})
    clause: str = ""


@dataclass(frozen=True, slots=True)
class StepFacts:
    role: str = field(metadata={"choices": StepRole.values})
    body: str = ""
    unit: str = ""
    clause: str = ""
    days: int | None = None


@dataclass(frozen=True, slots=True)
class RouteFacts:
    matter: str
    clause: str
    council_reserved: bool = False
    steps: tuple[StepFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class PolicyFile:
    policy: PolicyFacts
    bodies: tuple[BodyFacts, ...]
    units: tuple[UnitFacts, ...]
    aims: tuple[AimFacts, ...]
    themes: tuple[ThemeFacts, ...]
    rules: tuple[RuleFacts, ...]
    routes: tuple[RouteFacts, ...]
    content_hash: str
