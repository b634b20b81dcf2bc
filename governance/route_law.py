"""What the Local Government Act (kommunallagen, KL) and plain logic ask of a route, whoever wrote it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.rules import Finding
from governance.enums import BodyKind, StepRole

BINDING = {StepRole.DECIDE, StepRole.CONFIRM}
HEARD = {StepRole.PROPOSE, StepRole.REFER}
BEFORE_A_DECISION = {StepRole.PREPARE, StepRole.REFER, StepRole.PROPOSE}
PREPARES_FOR_COUNCIL = {BodyKind.COMMITTEE, BodyKind.EXECUTIVE_BOARD, BodyKind.PREPARATORY, BodyKind.COMPANY_BOARD}
COMMITTEES = {BodyKind.COMMITTEE, BodyKind.EXECUTIVE_BOARD}
RANK = {BodyKind.COUNCIL: 3, BodyKind.EXECUTIVE_BOARD: 2}


@dataclass(frozen=True, slots=True)
class Step:
    """`kind` is the body's kind; a step that names neither body nor unit is a committee's own, within its field."""

    role: str
    kind: str = ""
    is_unit: bool = False

    @property
    def by_own(self) -> bool:
        return not self.kind and not self.is_unit

    @property
    def rank(self) -> int:
        return RANK.get(BodyKind(self.kind), 1) if self.kind else 1


def findings(steps: Sequence[Step], *, council_reserved: bool = False) -> list[Finding]:
    """Everything wrong with a route, each with its paragraph. Empty when it may be used."""
    binding = [index for index, step in enumerate(steps) if step.role in BINDING]
    if not any(step.role == StepRole.DECIDE for step in steps):
        return [_says("route.no-decision", _("Vägen saknar ett steg där ett organ beslutar."))]
    last = binding[-1]
    return [
        *_order(steps, binding),
        *_who_decides(steps, binding),
        *_council(steps, binding),
        *_reserved(steps[last], council_reserved),
    ]


def _says(code: str, message: Any, clause: str = "") -> Finding:
    return Finding(code=code, message=message, clause=clause)


def _order(steps: Sequence[Step], binding: list[int]) -> list[Finding]:
    found = []
    first, last = binding[0], binding[-1]
    if any(step.role in BEFORE_A_DECISION for step in steps[last + 1 :]):
        found.append(_says("route.prepared-too-late", _("Beredning, yttrande och förslag måste komma före beslutet.")))
    if any(step.role == StepRole.CARRY_OUT for step in steps[:first]):
        found.append(_says("route.carried-out-too-early", _("Verkställighet kan inte komma före beslutet.")))
    ranks = [steps[index].rank for index in binding]
    if any(later <= earlier for earlier, later in pairwise(ranks)):
        message = _("Beslutsstegen står i fel ordning: ett senare beslut måste fattas av ett högre organ.")
        found.append(_says("route.decisions-in-wrong-order", message))
    return found


def _who_decides(steps: Sequence[Step], binding: list[int]) -> list[Finding]:
    found = []
    if any(steps[index].is_unit for index in binding):
        message = _("En förvaltning eller ett bolags kansli kan inte besluta. Välj ett organ.")
        found.append(_says("route.unit-decides", message, "KL 6:3"))
    if any(steps[index].kind == BodyKind.PREPARATORY for index in binding):
        message = _("En beredning förbereder ärenden men beslutar inte.")
        found.append(_says("route.drafting-body-decides", message, "KL 5:26"))
    return found


def _council(steps: Sequence[Step], binding: list[int]) -> list[Finding]:
    """KL 5:26-28: prepared by a committee or a drafting group; the committee concerned heard when only a drafting group
    prepared; and the executive board always heard."""
    by_council = [index for index in binding if steps[index].kind == BodyKind.COUNCIL]
    if not by_council:
        return []
    before = steps[: by_council[0]]
    found = []
    if not any(_prepared(step) for step in before):
        message = _("Fullmäktige får inte besluta utan att en nämnd eller beredning har berett ärendet.")
        found.append(_says("route.council-unprepared", message, "KL 5:26"))
    elif not any(_committee_heard(step) for step in before):
        message = _("Har bara en beredning berett ärendet ska den nämnd som berörs få yttra sig före fullmäktige.")
        found.append(_says("route.committee-not-heard", message, "KL 5:27"))
    if not any(step.kind == BodyKind.EXECUTIVE_BOARD and step.role in HEARD | BINDING for step in before):
        message = _("Kommunstyrelsen ska yttra sig över eller lägga fram förslaget innan fullmäktige beslutar.")
        found.append(_says("route.board-not-heard", message, "KL 5:28"))
    return found


def _prepared(step: Step) -> bool:
    by_body = step.kind in PREPARES_FOR_COUNCIL or (step.by_own and step.role != StepRole.PREPARE)
    return by_body and step.role in BEFORE_A_DECISION | BINDING


def _committee_heard(step: Step) -> bool:
    """A committee, the executive board being one, prepared, gave its opinion, proposed or decided."""
    own = step.by_own and step.role != StepRole.PREPARE
    return (step.kind in COMMITTEES or own) and step.role in BEFORE_A_DECISION | BINDING


def _reserved(last: Step, council_reserved: bool) -> list[Finding]:
    if not council_reserved or last.kind == BodyKind.COUNCIL:
        return []
    message = _("Ärendetypen hör till fullmäktige och får inte delegeras till ett annat organ.")
    return [_says("route.council-matter-delegated", message, "KL 5:1-2")]
