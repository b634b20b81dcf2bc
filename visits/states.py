"""The states of a visit, and of a request for one."""

from core.states import StateTable
from visits.enums import RequestState as R
from visits.enums import VisitState as V

VISIT = StateTable(
    "visit",
    verbs={
        "confirm": ({V.PROPOSED}, V.CONFIRMED),
        "decline": ({V.PROPOSED}, V.DECLINED),
        "cancel": ({V.PROPOSED, V.CONFIRMED}, V.CANCELLED),
        "carry_out": ({V.CONFIRMED}, V.CARRIED_OUT),
        "close": ({V.CARRIED_OUT}, V.CLOSED),
    },
)

REQUEST = StateTable(
    "visit_request",
    verbs={
        "receive": ({R.UNCONFIRMED}, R.RECEIVED),
        "assess": ({R.RECEIVED}, R.ASSESSED),
        "reopen": ({R.ASSESSED}, R.RECEIVED),
        "answer": ({R.ASSESSED}, R.ANSWERED),
        "answer_with": ({R.RECEIVED}, R.ANSWERED),
    },
)
