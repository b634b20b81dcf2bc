"""Page-sized reads of projects, each with a fixed number of queries."""

from projects.selectors.calls import call_page, visible_call
from projects.selectors.projects import (
    Budget,
    budget_of,
    dates_of,
    partners_of,
    sketch_of,
    stage_steps,
    visible_part,
    visible_project,
)
from projects.selectors.reports import ahead_of, report_page

__all__ = [
    "Budget",
    "ahead_of",
    "budget_of",
    "call_page",
    "dates_of",
    "partners_of",
    "report_page",
    "sketch_of",
    "stage_steps",
    "visible_call",
    "visible_part",
    "visible_project",
]
