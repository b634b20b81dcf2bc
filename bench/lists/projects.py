"""Lists of projects: the projects, what is to be handed in, and calls."""

from datetime import date

from bench.lists.ground import Ground, day, moment, one_of, small, spread, text
from bench.lists.listed import ListPage
from projects.enums import FunderKind, Stage
from projects.models import Call, Funder, Programme, Project, ReportingDate

LISTS = [
    ListPage("projects:project_list", "projects.Project", "lage=running", "q", in_admin=("engagement__search_text",),
             admin_filter="stage__exact=running"),
    ListPage("projects:report_list", "projects.ReportingDate", "visa=lamnade", "q",
             in_admin=("project__engagement__search_text",)),
    ListPage("projects:call_list", "projects.Call", "visa=stangda", "q", in_admin=("search_text",)),
]  # fmt: skip
FUNDERS, PROGRAMMES = 12, 40


def fill(ground: Ground) -> None:
    if ground.numbers.start == 1:
        ground.many(Funder, range(1, FUNDERS + 1), name=text)
        ground.many(Programme, range(1, PROGRAMMES + 1), funder_id=lambda n: 1 + n % FUNDERS, name=text)
    ground.many(
        Project, stage=one_of(list(Stage), "stage"), funder=one_of(list(FunderKind), "funder"),
        financier_id=lambda n: 1 + spread(n, FUNDERS, "financier"), own_budget=100_000,
    )  # fmt: skip
    ground.many(
        ReportingDate, title=text, due_on=day("due"),
        done_on=lambda n: day("done", since=date(2019, 1, 1), days=2870)(n) if spread(n, 2, "done") else None,
    )  # fmt: skip
    ground.many(
        Call, programme_id=lambda n: 1 + spread(n, PROGRAMMES, "programme"), title=text, search_text=small,
        deadline=moment("deadline"), link="https://exempel.se/",
    )  # fmt: skip
