"""Lists of position papers and evaluations."""

from datetime import date

from bench.lists.ground import Ground, day, moment, one_of, text
from bench.lists.listed import ListPage
from reviews.enums import PaperState, ReportState
from reviews.models import Evaluation, EvaluationSubject, PositionPaper

LISTS = [
    ListPage("reviews:paper_list", "reviews.PositionPaper", "lage=adopted", "q", in_admin=("engagement__search_text",),
             admin_filter="state__exact=adopted"),
    ListPage("reviews:evaluation_list", "reviews.Evaluation", search="q", in_admin=("title", "reference_number")),
]  # fmt: skip
STATES = [PaperState.ADOPTED, PaperState.ADOPTED, PaperState.DRAFT, PaperState.REPLACED]


def fill(ground: Ground) -> None:
    ground.many(
        PositionPaper, engagement_id=lambda n: n, area="", number=1, state=one_of(STATES, "state"), title=text,
        adopted_on=day("adopted", days=2870), created_at=moment("created", days=2870), changed_at=moment("changed"),
    )  # fmt: skip
    ground.many(
        Evaluation, title=text, starts_on=date(2024, 1, 1), ends_on=date(2025, 12, 31),
        state=one_of([ReportState.ADOPTED, ReportState.ADOPTED, ReportState.DRAFT], "state"),
        created_at=moment("created", days=2870), changed_at=moment("changed"),
    )  # fmt: skip
    ground.many(EvaluationSubject)
