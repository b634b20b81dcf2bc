"""Voting mandates: the list, the card, and those a person carries (GBG-O5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from core.dates import shown
from core.words import matching
from decisions.models import Case, DelegatedDecision
from memberships.enums import DecidedHow, Instruction, MandateState
from memberships.models import MandateQuestion, VotingMandate
from memberships.selectors.lists import Cell, Listing, Row, listing

COLORS = {MandateState.DRAFT: "neutral", MandateState.GIVEN: "info", MandateState.REPORTED: "success"}
INSTRUCTION_COLORS = {
    Instruction.FOR: "success",
    Instruction.AGAINST: "danger",
    Instruction.ABSTAIN: "warning",
    Instruction.FREE: "info",
}


@dataclass(frozen=True, slots=True)
class Ground:
    """What an instruction rests on; without address when the reader may not see it."""

    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class CardQuestion:
    question: MandateQuestion
    color: str
    ground: Ground
    declaration: Ground | None


def mandate_page(person: Any, asked: dict[str, str], *, number: int) -> Listing:
    """Latest meeting first: two queries."""
    rows: Any = VotingMandate.objects.visible_to(person)
    rows = matching(rows, asked.get("q", ""), "membership__engagement__search_text")
    if asked.get("lage") in MandateState.values:
        rows = rows.filter(state=asked["lage"])
    if asked.get("visa") == "mina":
        rows = rows.carried_by(person)
    rows = rows.select_related("membership__organisation", "office_body", "bearer")
    questions = MandateQuestion.objects.filter(mandate=OuterRef("pk")).order_by().values("mandate")
    rows = rows.annotate(asked=Coalesce(Subquery(questions.annotate(number=Count("pk")).values("number")), 0))
    return listing(rows.order_by("-starts_on", "-pk"), number, _row)


def visible_mandate(person: Any, pk: int) -> VotingMandate | None:
    rows = VotingMandate.objects.visible_to(person).select_related(
        "membership__engagement__responsible_unit", "membership__organisation", "membership__through__organisation",
        "membership__through__engagement", "office_body", "bearer", "given_by", "activity",
    )  # fmt: skip
    mandate = rows.filter(pk=pk).first()
    if mandate is not None:
        mandate.membership.engagement.seen_by_id = person.pk
    return mandate


def visible_question(person: Any, pk: int) -> MandateQuestion | None:
    rows = MandateQuestion.objects.visible_to(person).select_related(
        "mandate__membership__organisation", "mandate__membership__engagement__responsible_unit"
    )
    question = rows.filter(pk=pk).first()
    if question is not None:
        question.mandate.membership.engagement.seen_by_id = person.pk
    return question


def questions_of(mandate: VotingMandate) -> list[MandateQuestion]:
    """With what they rest on: one query."""
    rows = mandate.questions.select_related("case__engagement", "delegated", "declaration__case")
    return list(rows.order_by("order", "pk"))


def card(mandate: VotingMandate, person: Any) -> list[CardQuestion]:
    """The questions as the card shows them; a case or decision the reader may not see is named no further: three
    queries."""
    rows = questions_of(mandate)
    cases = {row.case_id for row in rows} | {row.declaration.case_id for row in rows if row.declaration}
    seen = set(Case.objects.visible_to(person).filter(pk__in=cases - {None}).values_list("pk", flat=True))
    taken = {row.delegated_id for row in rows} - {None}
    delegated = DelegatedDecision.objects.visible_to(person).filter(pk__in=taken) if taken else []
    open_ones = {row.pk for row in delegated}
    return [_shown(row, seen, open_ones) for row in rows]


def delegated_decisions(person: Any) -> QuerySet[DelegatedDecision]:
    return DelegatedDecision.objects.visible_to(person).filter(outcome="approved").order_by("-decided_on", "-pk")


def _shown(row: MandateQuestion, cases: set[int], delegated: set[int]) -> CardQuestion:
    declaration = None
    if row.declaration:
        url = row.declaration.case.get_absolute_url() if row.declaration.case_id in cases else ""
        declaration = Ground(row.declaration.title, url)
    color = INSTRUCTION_COLORS[Instruction(row.instruction)]
    return CardQuestion(row, color, _ground(row, cases, delegated), declaration)


def _ground(row: MandateQuestion, cases: set[int], delegated: set[int]) -> Ground:
    if row.decided_how == DecidedHow.CASE and row.case:
        if row.case_id not in cases:
            return Ground(_("Beslut i ett ärende som du inte har åtkomst till"))
        return Ground(f"{row.case.reference_number} {row.case.title}", row.case.get_absolute_url())
    if row.decided_how == DecidedHow.DELEGATED and row.delegated:
        if row.delegated_id not in delegated:
            return Ground(_("Beslut på delegation som du inte har åtkomst till"))
        return Ground(f"{row.delegated.reference_number} {row.delegated.title}", row.delegated.get_absolute_url())
    return Ground(str(DecidedHow.INSTRUCTION.label))


def _row(row: Any) -> Row:
    return Row(
        title=row.meeting,
        url=row.get_absolute_url(),
        cells=[
            Cell(row.membership.organisation.name, url=row.membership.get_absolute_url()),
            Cell(shown(row.starts_on), note=row.place),
            Cell(row.borne_by),
            Cell(str(row.asked), number=True),
            Cell(str(row.get_state_display()), COLORS[MandateState(row.state)]),
        ],
    )
