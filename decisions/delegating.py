"""Who holds a delegation, and what is decided with it, as plain facts."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

from core import reference_numbers
from decisions.enums import DelegationHolder, Outcome
from decisions.models import DelegationRule
from governance.enums import Function
from governance.models import Body, Person
from governance.powers import Powers

OUTCOMES = (Outcome.APPROVED, Outcome.REJECTED)
OF_THE_BODY = frozenset({DelegationHolder.CHAIR, DelegationHolder.PRESIDIUM})
NUMBER = "D {number}/{year}"


@dataclass(frozen=True, slots=True)
class Taken:
    """What was decided, with the facts of FL 31. `unbiased` is the holder's own word of having no conflict of interest
    (KL 6:28, 7:4); `amount` is in kronor; `why_urgent` is for the chair's urgent decisions (KL 6:39)."""

    title: str
    decided_on: datetime.date
    outcome: str
    text: str
    presenter: str
    present_without_deciding: str
    unbiased: bool
    amount: int | None = None
    why_urgent: str = ""

    def stripped(self) -> Taken:
        names = ("title", "text", "presenter", "present_without_deciding", "why_urgent")
        return replace(self, **{name: getattr(self, name).strip() for name in names})


def holds(powers: Powers, person: Person, rule: DelegationRule) -> bool:
    """Whether the person with these powers holds the rule: named in it, or with the function it names. The presidium's
    decisions are recorded by the chair. Who holds no appointment holds no delegation."""
    if not powers.functions:
        return False
    if rule.person_id is not None:
        return rule.person_id == person.pk
    if rule.function in OF_THE_BODY:
        return powers.in_body(Function.CHAIR, rule.order.body_id)
    return powers.in_unit(Function(rule.function), rule.unit_id)


def is_elected(powers: Powers, body: Body) -> bool:
    return any(powers.in_body(each, body.pk) for each in (Function.CHAIR, Function.MEMBER, Function.SUBSTITUTE))


def conflict_clause(powers: Powers, body: Body) -> str:
    """Where the rules of conflict of interest stand for this holder: the elected, or the employed."""
    return "KL 6:28" if is_elected(powers, body) else "KL 7:4, 6:28"


def take_number(body: Body, day: datetime.date) -> tuple[int, str]:
    """The next number of the body's decisions on delegation in the year of `day`: (12, "D 12/2026")."""
    number = int(reference_numbers.take(prefix=f"delegation-{body.pk}", day=day, template="{number}"))
    return number, NUMBER.format(number=number, year=day.year)


def next_rule_number(rule: DelegationRule) -> str:
    """The number of the next rule passed on from this one."""
    return f"{rule.number[:16]}:{rule.passed_on.count() + 1}"
