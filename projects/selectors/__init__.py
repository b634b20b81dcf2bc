"""Page-sized reads of projects, each with a fixed number of queries."""

from projects.selectors.calls import call_page, followed_calls, visible_call
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
from projects.selectors.reports import report_page, reports_ahead

__all__ = [
    "Budget",
    "budget_of",
    "call_page",
    "dates_of",
    "followed_calls",
    "partners_of",
    "report_page",
    "reports_ahead",
    "sketch_of",
    "stage_steps",
    "visible_call",
    "visible_part",
    "visible_project",
]
