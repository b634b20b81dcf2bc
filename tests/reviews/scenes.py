"""What tests of papers and evaluations begin from: everything is made through the actions."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from core import jobs
from core.models import Job
from decisions import actions as decisions
from decisions.models import Case, Decision
from engagements.models import Activity, Attendance, Engagement
from governance.models import Person, Policy
from reviews import actions
from reviews.actions.evaluations import Recommended
from reviews.actions.writing import Written
from reviews.models import Evaluation, PositionPaper
from tests import factories

MATTERS = ["reviews.adopt_paper", "reviews.adopt_evaluation", "memberships.leave", "memberships.not_stand_again"]


def policy(**fields: Any) -> Policy:
    """In force, with two aims and a route for what reviews decides."""
    aims = fields.pop("aims", None) or [factories.aim(name="Samverkan"), factories.aim(name="Påverkan")]
    row = factories.policy(aims=aims, **fields)
    for matter in MATTERS:
        factories.usual_route(row, matter)
    return row


def engagement(**fields: Any) -> Engagement:
    """A membership's spine."""
    return factories.membership(engagement_fields=fields).engagement


def activity(of: Engagement, day: date, *, politicians: int = 0, officials: int = 1, **fields: Any) -> Activity:
    values = {"state": "reported", "starts_on": day, "result": "Ny rutin för mottagandet"} | fields
    row = factories.activity(engagement=of, **values)
    if politicians:
        Attendance.objects.create(
            activity=row, level="politician", who="Borgarråd", body=factories.board(), count=politicians
        )
    if officials:
        Attendance.objects.create(activity=row, level="official", who="Strateg", count=officials)
    return row


def written(obj: PositionPaper | Evaluation, text: str = "Skriven text.", **scores: int) -> dict[int, Written]:
    """Every section filled as a form would send it; scores where there is an aim."""
    filled = {}
    for section in obj.sections.all():
        own = scores if getattr(section, "aim_id", None) else {}
        filled[section.pk] = Written(section.version, text, **own)
    return filled


def paper(of: Engagement, by: Person) -> PositionPaper:
    """A draft with all sections written."""
    begun = actions.begin(engagement=of, by=by)
    return actions.write_paper(paper=begun, written=written(begun), by=by)


def evaluation(engagements: list[Engagement], by: Person, **fields: Any) -> Evaluation:
    """A draft with all sections written and "continue" recommended for each engagement."""
    values = {
        "title": "Utvärdering av medlemskap",
        "starts_on": date(2025, 1, 1),
        "ends_on": date(2026, 6, 30),
        "commissioned_by": "Kommunstyrelsen 2026-03-04 § 57",
    }
    begun = actions.commission(engagements=engagements, by=by, **values | fields)
    actions.write_evaluation(evaluation=begun, written=written(begun, score=4, result_score=2), by=by)
    rows = [Recommended(each.pk, "continue", "Nyttan är stor.") for each in engagements]
    return actions.recommend(evaluation=begun, version=begun.version, rows=rows, by=by)


def put_forward(case: Case, by: Person) -> Case:
    return decisions.put_forward(case=case, by=by, motive="Prövat i beredningen.")


def decide(case: Case, outcome: str = "approved", **fields: Any) -> Decision:
    """The executive board's decision, recorded by its secretary."""
    step = case.steps.select_related("case").get(state="active")
    values = {
        "decided_on": timezone.localdate(),
        "paragraph": "12",
        "text": "Kommunstyrelsen antar texten.",
        "presenter": "Stadsdirektören",
        "present_without_deciding": "Ingen",
    }
    by = fields.pop("by", None) or factories.secretary(factories.board())
    return decisions.decide(step=step, outcome=outcome, by=by, **values | fields)


def adopted_paper(of: Engagement, by: Person, **decision: Any) -> PositionPaper:
    made = paper(of, by)
    decide(put_forward(actions.submit_paper(paper=made, by=by), by), **decision)
    made.refresh_from_db()
    return made


def adopted_evaluation(engagements: list[Engagement], by: Person, **fields: Any) -> Evaluation:
    conclusions = fields.pop("conclusions", "Kommunstyrelsen antar utvärderingen. Medlemskapet ska ge mer resultat.")
    made = evaluation(engagements, by, **fields)
    case = put_forward(actions.submit_evaluation(evaluation=made, by=by), by)
    decide(case, text=conclusions)
    made.refresh_from_db()
    return made


def run_pdf_jobs() -> None:
    """What the worker does with the PDF jobs that wait."""
    for pk in Job.objects.filter(kind="reviews.pdf", state="waiting").order_by("pk").values_list("pk", flat=True):
        jobs.run(pk)
