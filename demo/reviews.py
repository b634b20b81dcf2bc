"""An example evaluation, adopted, and example position papers, on their way to the executive board."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from decisions import actions as decisions
from decisions.models import Case, CaseStep
from demo.people import with_function
from engagements.models import Engagement
from governance.enums import BodyKind, Function, StepRole
from governance.models import Body, Person
from reviews import actions
from reviews.actions.evaluations import Recommended
from reviews.actions.writing import Written
from reviews.enums import RecommendationKind, ReportSectionKind
from reviews.models import Evaluation, PositionPaper

RECOMMENDED = {
    "EUROCITIES": (
        RecommendationKind.CONTINUE,
        "Ger mest för verksamheterna. Fortsätt i forum och arbetsgrupper.",
    ),
    "Metropolis": (
        RecommendationKind.LEAVE,
        "Inriktningen har flyttats från stadens egna frågor, och resorna är långa.",
    ),
    "UCLG": (RecommendationKind.LEAVE, "Medlemskapet hålls genom Metropolis och lämnas med det."),
    "C40": (RecommendationKind.DEEPEN, "Använd konferenser och kontakter mer: de ligger nära stadens klimatarbete."),
}
TEXTS = {
    ReportSectionKind.ANALYSIS: (
        "De engagemang där förvaltningarna själva deltar i arbetsgrupper ger mest tillbaka. Där deltagandet bara består"
        " av årsmöten syns få resultat i verksamheten, och kostnaden per resultat blir hög."
    ),
    ReportSectionKind.CONCLUSIONS: (
        "Staden bör samla sina insatser där verksamheterna har nytta av dem och ta ställning till de engagemang som"
        " inte längre stödjer inriktningen. Resultat behöver spridas bättre mellan förvaltningarna."
    ),
}
FILLER = "Exempeltext: här skriver enheten vad som hände, vad det ledde till och vad som bör göras härnäst."


def evaluated(engagements: list[Engagement], turn_of_year: date) -> Case:
    """The evaluation, written and on its way, proposed by those who come before the executive board."""
    evaluation = _evaluation(engagements, turn_of_year)
    case = _forwarded(actions.submit_evaluation(evaluation=evaluation, by=_officer()))
    _propose_until_the_board(case)
    return case


def decided(case: Case) -> None:
    """What a body after the executive board decides, and the recommendation that becomes a case of its own."""
    _decide(case, "Utvärderingen godkänns.")
    _pursue(case.evaluation)


def papers(engagements: list[Engagement]) -> CaseStep:
    """Two position papers on their way; the second has come to the executive board: its step there is returned."""
    _forwarded(actions.submit_paper(paper=_paper(engagements[0]), by=_officer()))
    return paper_case(engagements[1]).steps.get(state="active")


def paper_case(engagement: Engagement) -> Case:
    """A position paper's case that has come to the executive board."""
    case = _forwarded(actions.submit_paper(paper=_paper(engagement), by=_officer()))
    _propose_until_the_board(case)
    return case


def _officer() -> Person:
    return with_function(Function.COORDINATOR)


def _evaluation(engagements: list[Engagement], turn_of_year: date) -> Evaluation:
    today = timezone.localdate()
    evaluation = actions.commission(
        title="Utvärdering av stadens internationella engagemang",
        starts_on=today - timedelta(days=730),
        ends_on=today,
        engagements=engagements,
        commissioned_by="Kommunstyrelsens beslut om internationell uppföljning (exempel)",
        by=_officer(),
        example=True,
    )
    written = {}
    for number, section in enumerate(evaluation.sections.all()):
        text = TEXTS.get(section.kind) or section.text or FILLER
        score = 2 + number % 3 if section.aim_id else None
        written[section.pk] = Written(version=section.version, text=text, score=score, result_score=score)
    evaluation = actions.write_evaluation(evaluation=evaluation, written=written, by=_officer())
    rows = [_recommended(engagement, turn_of_year) for engagement in engagements]
    return actions.recommend(evaluation=evaluation, version=evaluation.version, rows=rows, by=_officer())


def _recommended(engagement: Engagement, turn_of_year: date) -> Recommended:
    kind, text = RECOMMENDED.get(engagement.title, (RecommendationKind.CONTINUE, "Engagemanget ger nytta. Fortsätt."))
    leaving = kind == RecommendationKind.LEAVE
    return Recommended(engagement.pk, kind, text, turn_of_year if leaving else None)


def _pursue(evaluation: Evaluation) -> None:
    """One recommendation to leave becomes a case, still being prepared."""
    row = evaluation.recommendations.filter(kind=RecommendationKind.LEAVE).first()
    if row is not None:
        _marked(actions.pursue(recommendation=row, by=_officer()))


def _paper(engagement: Engagement) -> PositionPaper:
    paper = _marked(actions.begin(engagement=engagement, by=_officer()))
    written = {
        section.pk: Written(version=section.version, text=section.text or FILLER) for section in paper.sections.all()
    }
    return actions.write_paper(paper=paper, written=written, by=_officer())


def _marked(row: PositionPaper | Case):
    row.example = True
    row.save(update_fields=["example"])
    return row


def _forwarded(case: Case) -> Case:
    survey = "Exempel: tre andra kommuner har gjort liknande översyner och samlat sig om färre engagemang."
    case = decisions.prepare(case=case, version=case.version, survey=survey, by=_officer())
    return decisions.put_forward(case=case, by=_officer(), motive="Exempel: avsteget är motiverat.")


def _propose_until_the_board(case: Case) -> None:
    while (step := case.steps.get(state="active")).body.kind != BodyKind.EXECUTIVE_BOARD:
        secretary = with_function(Function.SECRETARY, body=step.body)
        decisions.propose(step=step, text="Förslaget tillstyrks.", by=secretary)


def _decide(case: Case, text: str) -> None:
    """Take the case through its bodies, each recorded by that body's own secretary."""
    for step in case.steps.order_by("order"):
        step.refresh_from_db()
        if step.state != "active":
            continue
        secretary = with_function(Function.SECRETARY, body=step.body)
        if step.role == StepRole.DECIDE:
            board = Body.objects.get(kind=BodyKind.EXECUTIVE_BOARD)
            presenter = with_function(Function.CHAIR, body=step.body if step.body.kind == BodyKind.COUNCIL else board)
            decisions.decide(
                step=step,
                outcome="approved",
                decided_on=timezone.localdate(),
                paragraph=str(12 + step.order),
                text=text,
                presenter=str(presenter),
                present_without_deciding="Ingen",
                by=secretary,
            )
        else:
            decisions.propose(step=step, text="Förslaget tillstyrks.", by=secretary)
