"""The agenda and its papers, for one reader.

Everybody appointed sees the agenda. The papers of an item are read by those who may see its case, but never by somebody
with a conflict of interest in it (KL 5:47, 6:28-30).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, DateField, Exists, F, OuterRef, Value

from decisions.agenda_titles import secret_title
from decisions.enums import ItemKind, ItemState, Outcome
from decisions.models import (
    AgendaItem,
    Case,
    CaseAnnex,
    CaseStep,
    ConflictOfInterest,
    Decision,
    Meeting,
    Proposal,
)
from decisions.selectors.referrals import Round, opinions_in
from governance.enums import StepRole
from governance.models import Person

JOINED = ("step__case__engagement", "step__case__unit", "step__body")


@dataclass(frozen=True, slots=True)
class Line:
    """One item of the agenda as this reader sees it.

    `hidden` says that the case is not this reader's to see; `conflicted` that the reader has a conflict of interest in
    it. Then `case` is None, and there are no papers.
    """

    pk: int
    number: int
    title: str
    kind: str
    kind_label: str
    state: str
    note: str
    does: str
    case: Case | None
    step: CaseStep | None
    hidden: bool
    conflicted: bool
    closed_doors: bool
    urgent: bool
    added: bool
    changed: bool
    struck: bool
    paragraph: int | None
    outcome: str
    version: int

    @property
    def is_case(self) -> bool:
        return self.kind == ItemKind.CASE


@dataclass(frozen=True, slots=True)
class Former:
    """What a body or unit before this one proposed or decided."""

    who: str
    what: str
    text: str
    paragraph: str
    on: Any


@dataclass(frozen=True, slots=True)
class Paper:
    line: Line
    texts: list[tuple[str, str]] = field(default_factory=list)
    former: list[Former] = field(default_factory=list)
    annexes: list[CaseAnnex] = field(default_factory=list)
    opinions: list[Round] = field(default_factory=list)


def agenda_of(meeting: Meeting, person: Person) -> list[Line]:
    """The items in order; one query."""
    readable = Case.objects.visible_to(person).filter(steps=OuterRef("step_id"))
    conflict = ConflictOfInterest.objects.filter(item=OuterRef("pk"), person=person)
    rows = meeting.items.select_related(*JOINED).order_by("order", "pk")
    rows = rows.annotate(readable=Exists(readable), conflicted=Exists(conflict))
    return [_line(item, item.readable, item.conflicted) for item in rows]


def agenda_without(meeting: Meeting, hidden: set[int], conflicted: set[int]) -> list[Line]:
    """The items in order as somebody sees them to whom these items are hidden; one query."""
    rows = meeting.items.select_related(*JOINED).order_by("order", "pk")
    return [_line(item, item.pk not in hidden, item.pk in conflicted) for item in rows]


def _line(item: AgendaItem, readable: bool, conflicted: bool) -> Line:
    hidden = item.step is not None and not readable
    case = item.step.case if item.step and readable and not conflicted else None
    outcome = str(Outcome(item.outcome).label) if item.outcome and item.state != ItemState.WAITING else ""
    return Line(
        pk=item.pk,
        number=item.order,
        title=secret_title() if hidden else (case.title if case and case.is_confidential else item.title),
        kind=item.kind,
        kind_label=str(ItemKind(item.kind).label),
        state=item.state,
        note="" if hidden else item.note,
        does=str(StepRole(item.step.role).label) if item.step else "",
        case=case,
        step=item.step if case else None,
        hidden=hidden,
        conflicted=conflicted,
        closed_doors=item.closed_doors,
        urgent=item.urgent,
        added=item.added_after_notice,
        changed=item.changed_after_notice_at is not None and item.state != ItemState.STRUCK,
        struck=item.state == ItemState.STRUCK,
        paragraph=item.paragraph,
        outcome=outcome,
        version=item.version,
    )


def left_out(lines: list[Line]) -> str:
    """What this reader does not get, as a short key: nothing when everything is the reader's to see.

    `j` goes before the number of an item with a conflict of interest, `s` before one that is hidden. When they are too
    many to name, `alla` leaves out the papers of every case.
    """
    parts = [f"{'s' if line.hidden else 'j'}{line.pk:x}" for line in lines if line.hidden or line.conflicted]
    key = "-".join(parts)
    return key if len(key) <= 64 else "alla"


def agenda_as(meeting: Meeting, key: str) -> list[Line]:
    """The agenda as a reader with this key sees it; one query."""
    if key == "alla":
        return agenda_without(
            meeting, set(meeting.items.filter(kind=ItemKind.CASE).values_list("pk", flat=True)), set()
        )
    parts = [part for part in key.split("-") if part]
    hidden, conflicted = ({int(part[1:], 16) for part in parts if part[0] == kind} for kind in "sj")
    return agenda_without(meeting, hidden, conflicted)


def papers_of(lines: list[Line]) -> list[Paper]:
    """The papers of these lines, struck ones without; three queries."""
    ids = {line.case.pk for line in lines if line.case is not None and not line.struck}
    former, annexes, opinions = _former(ids), _annexes(ids), opinions_in(ids)
    papers = []
    for line in lines:
        case = line.case if not line.struck else None
        if case is None:
            papers.append(Paper(line))
            continue
        earlier = [row for order, row in former[case.pk] if line.step and order <= line.step.order]
        papers.append(Paper(line, _texts(case), earlier, annexes[case.pk], opinions.get(case.pk, [])))
    return papers


SHOWN = (
    "proposed_decision",
    "summary",
    "background",
    "preparation",
    "matter_text",
    "assessment",
    "survey",
    "motive",
)


def _texts(case: Case) -> list[tuple[str, str]]:
    """What is written in the decision basis, with its headings, the proposal first."""
    labels = {each.name: str(each.verbose_name) for each in Case._meta.fields}
    named = [(labels[name], getattr(case, name)) for name in SHOWN]
    return [(label[:1].upper() + label[1:], text) for label, text in named if text.strip()]


FORMER = ("case", "at", "order", "body", "unit", "role", "outcome", "said", "paragraph", "on")


def _former(ids: set[int]) -> dict[int, list[tuple[int, Former]]]:
    """Proposals and decisions of the steps so far, in the order they were made; one query."""
    nothing, no_day = Value("", CharField()), Value(None, DateField())
    proposals = Proposal.objects.filter(step__case_id__in=ids).annotate(
        case=F("step__case_id"), at=F("made_at"), order=F("step__order"), body=F("step__body__name"),
        unit=F("step__unit__name"), role=F("step__role"), outcome=nothing, said=F("text"), paragraph=nothing, on=no_day,
    )  # fmt: skip
    decisions = Decision.objects.filter(case_id__in=ids).alias(who=F("body__name")).annotate(
        at=F("recorded_at"), order=F("step__order"), unit=nothing, role=F("step__role"), said=F("text"),
        on=F("decided_on"),
    )  # fmt: skip
    of_decision = [F("who") if name == "body" else name for name in FORMER]
    rows = proposals.order_by().values_list(*FORMER).union(decisions.order_by().values_list(*of_decision), all=True)
    found: dict[int, list[tuple[int, Former]]] = defaultdict(list)
    for case, at, order, body, unit, role, outcome, said, paragraph, on in sorted(rows, key=lambda row: row[1]):
        what = Outcome(outcome).label if outcome else StepRole(role).label
        found[case].append((order, Former(body or unit, str(what), said, paragraph, on or at)))
    return found


def _annexes(ids: set[int]) -> dict[int, list[CaseAnnex]]:
    found: dict[int, list[CaseAnnex]] = defaultdict(list)
    for annex in CaseAnnex.objects.filter(case_id__in=ids).select_related("document"):
        found[annex.case_id].append(annex)
    return found
