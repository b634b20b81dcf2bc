"""What follows from a decision on a paper or an evaluation, inside the decision's own transaction."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from core import events
from decisions.matters import read_once
from decisions.models import Case, Decision
from reviews.actions import pdfs
from reviews.actions.evaluations import ADOPT_EVALUATION
from reviews.enums import Happening, PaperState
from reviews.models import Evaluation, PositionPaper
from reviews.states import EVALUATION, PAPER


def adopt(case: Case, decision: Decision) -> None:
    """Adopt what the case is about and order the PDF that is frozen. An earlier adopted version is replaced; an
    evaluation keeps the board's conclusions as the decision's own text (GBG-C12)."""
    obj = _locked(case)
    if isinstance(obj, PositionPaper):
        _adopt_paper(obj, decision)
    elif isinstance(obj, Evaluation):
        _adopt_evaluation(obj, decision)


def reopen(case: Case, decision: Decision | None = None) -> None:
    """Give the text back to its writers when the case was refused or withdrawn."""
    obj = _locked(case)
    if obj is None:
        return
    (PAPER if isinstance(obj, PositionPaper) else EVALUATION).advance(obj, "reopen")
    obj.case = None
    obj.save()
    happening = Happening.PAPER_REOPENED if isinstance(obj, PositionPaper) else Happening.REPORT_REOPENED
    by = decision.recorded_by if decision else None
    events.record(happening, obj, by=by, detail={"case": case.reference_number})
    pdfs.want(obj)


def text_of(case: Case) -> PositionPaper | Evaluation | None:
    """The paper or the evaluation the case would adopt."""
    return read_once(case, "text", _texts(case).first)


def _locked(case: Case) -> PositionPaper | Evaluation | None:
    return _texts(case).select_for_update(of=("self",), no_key=True).first()


def _texts(case: Case) -> QuerySet[Any]:
    if case.matter == ADOPT_EVALUATION:
        return Evaluation.objects.filter(case=case)
    return PositionPaper.objects.filter(case=case).select_related("engagement__responsible_unit", "builds_on")


def _adopt_paper(paper: PositionPaper, decision: Decision) -> None:
    for earlier in PositionPaper.objects.on_the_same(paper).filter(state=PaperState.ADOPTED):
        PAPER.advance(earlier, "replace")
    paper.adopted_on = decision.decided_on
    paper.save()
    PAPER.advance(paper, "adopt")
    detail = {"number": paper.number, "paragraph": decision.paragraph, "decision": decision.pk}
    events.record(Happening.PAPER_ADOPTED, paper, by=decision.recorded_by, detail=detail)
    pdfs.want(paper, told=paper.created_by)


def _adopt_evaluation(evaluation: Evaluation, decision: Decision) -> None:
    evaluation.adopted_on = decision.decided_on
    evaluation.board_conclusions = decision.text
    evaluation.save()
    EVALUATION.advance(evaluation, "adopt")
    detail = {"paragraph": decision.paragraph, "decision": decision.pk}
    events.record(Happening.REPORT_ADOPTED, evaluation, by=decision.recorded_by, detail=detail)
    pdfs.want(evaluation, told=evaluation.created_by)
