"""The states of a position paper and of an evaluation."""

from core.states import StateTable
from reviews.enums import PaperState as P
from reviews.enums import ReportState as R

PAPER = StateTable(
    "position_paper",
    verbs={
        "submit": ({P.DRAFT}, P.IN_DECISION),
        "adopt": ({P.IN_DECISION}, P.ADOPTED),
        "reopen": ({P.IN_DECISION}, P.DRAFT),
        "replace": ({P.ADOPTED}, P.REPLACED),
    },
)

EVALUATION = StateTable(
    "evaluation",
    verbs={
        "submit": ({R.DRAFT}, R.IN_DECISION),
        "adopt": ({R.IN_DECISION}, R.ADOPTED),
        "reopen": ({R.IN_DECISION}, R.DRAFT),
    },
)
