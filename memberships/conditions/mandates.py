"""Whether a mandate may be given, its outcome noted and reported (GBG-O5, GBG-O3)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from core.rules import Finding, condition
from decisions.enums import CaseState
from engagements.enums import Status
from memberships.enums import DecidedHow, Instruction, MandateState, Vote
from memberships.models import MandateQuestion, Membership, VotingMandate
from memberships.models.mandate import deviates

CLAUSE = "GBG-O5"


@condition
def ready_to_draft(membership: Membership) -> list[Finding]:
    if membership.engagement.status in {Status.ACTIVE, Status.DORMANT}:
        return []
    return [Finding("mandate.not-a-member", _("Staden är inte medlem i organisationen. Då finns inget att rösta om."))]


@condition
def is_draft(mandate: VotingMandate) -> list[Finding]:
    if mandate.state == MandateState.DRAFT:
        return []
    return [Finding("mandate.given", _("Mandatet är givet. Ta tillbaka det innan du ändrar det."), clause=CLAUSE)]


@condition
def question_in_order(mandate: VotingMandate, asked: dict[str, Any]) -> list[Finding]:
    """What it rests on is named, and belongs to the mandate's own membership."""
    found = []
    how = asked.get("decided_how")
    if how == DecidedHow.CASE and asked.get("case") is None:
        found.append(Finding("mandate.case", _("Välj ärendet där det beslutades."), clause=CLAUSE))
    if how == DecidedHow.DELEGATED and asked.get("delegated") is None:
        found.append(Finding("mandate.delegated", _("Välj delegationsbeslutet."), clause=CLAUSE))
    if not (asked.get("position") or "").strip():
        found.append(Finding("mandate.position", _("Skriv vad staden har beslutat."), clause=CLAUSE))
    declaration = asked.get("declaration")
    if declaration is not None and declaration.membership_id != mandate.membership_id:
        found.append(Finding("mandate.declaration", _("Deklarationen hör till en annan organisation.")))
    return found


@condition
def ready_to_give(mandate: VotingMandate, questions: Iterable[MandateQuestion]) -> list[Finding]:
    """Somebody bears it, it asks something, and each instruction rests on what has been decided.

    `questions` come with their case and declaration.
    """
    rows = list(questions)
    found = []
    if not mandate.borne_by:
        found.append(Finding("mandate.bearer", _("Ange vem som företräder staden på mötet."), clause=CLAUSE))
    if not rows:
        found.append(Finding("mandate.questions", _("Mandatet har inga frågor. Lägg till minst en."), clause=CLAUSE))
    for row in rows:
        found += _rests_on_decision(row)
    return found


def _rests_on_decision(question: MandateQuestion) -> list[Finding]:
    found = []
    if question.decided_how == DecidedHow.CASE and question.case and question.case.state != CaseState.DECIDED:
        message = _("%(question)s: ärendet %(number)s är inte avgjort, så staden har inte beslutat än.")
        words = {"question": question.title, "number": question.case.reference_number}
        found.append(Finding("mandate.case-undecided", message % words, clause=CLAUSE))
    declaration = question.declaration
    if declaration and question.instruction == Instruction.FOR and declaration.adopted_on is None:
        message = _("%(question)s: deklarationen är inte antagen genom beslut, så staden kan inte rösta för den.")
        found.append(Finding("mandate.declaration-undecided", message % {"question": question.title}, clause="GBG-O3"))
    return found


@condition
def outcome_in_order(mandate: VotingMandate, outcomes: Iterable[tuple[MandateQuestion, str, str]]) -> list[Finding]:
    """Noted once the meeting has begun; a vote that departs from the instruction says why. Rows are question, vote,
    reason."""
    found = []
    if mandate.state != MandateState.GIVEN:
        found.append(Finding("mandate.not-given", _("Utfallet noteras på ett mandat som är givet."), clause=CLAUSE))
    if mandate.starts_on > timezone.localdate():
        found.append(Finding("mandate.not-met", _("Mötet har inte börjat än."), clause=CLAUSE))
    for question, vote, reason in outcomes:
        if deviates(question.instruction, vote) and not reason.strip():
            message = _("%(question)s: rösten avviker från instruktionen. Skriv varför.") % {"question": question.title}
            found.append(Finding("mandate.deviation", message, clause=CLAUSE))
    return found


@condition
def ready_to_report(mandate: VotingMandate, questions: Iterable[MandateQuestion]) -> list[Finding]:
    """Every question has its outcome."""
    found = []
    if mandate.state != MandateState.GIVEN:
        found.append(Finding("mandate.not-given", _("Bara ett mandat som är givet återrapporteras."), clause=CLAUSE))
    left = [row.title for row in questions if not row.vote or (row.vote != Vote.NOT_PUT and not row.result)]
    if left:
        message = _("Notera hur det gick med varje fråga. Det saknas för: %(questions)s.")
        found.append(Finding("mandate.outcome-missing", message % {"questions": ", ".join(left)}, clause=CLAUSE))
    if not mandate.came_of_it.strip():
        found.append(Finding("mandate.result", _("Skriv vad mötet ledde till."), clause="SMF-01"))
    return found
