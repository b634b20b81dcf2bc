"""Every write about position papers and evaluations that means something."""

from reviews.actions.adoption import adopt, reopen
from reviews.actions.evaluations import commission, recommend, renew_figures, submit_evaluation, write_evaluation
from reviews.actions.papers import begin, submit_paper, write_paper
from reviews.actions.pdfs import order_pdf
from reviews.actions.recommendations import matter_for, pursue

__all__ = [
    "adopt",
    "begin",
    "commission",
    "matter_for",
    "order_pdf",
    "pursue",
    "recommend",
    "renew_figures",
    "reopen",
    "submit_evaluation",
    "submit_paper",
    "write_evaluation",
    "write_paper",
]
