"""The states of what the city watches and wants to influence."""

from core.states import StateTable
from monitoring.enums import BatchState, ConsultationState, PlanItemState, PositionState, SignalState

C, S, P, B = ConsultationState, SignalState, PositionState, BatchState

CONSULTATION = StateTable(
    "consultation",
    verbs={
        "take_up": ({C.REPORTED}, C.TAKEN_UP),
        "decline": ({C.REPORTED}, C.DECLINED),
        "answer": ({C.TAKEN_UP}, C.ANSWERED),
        "leave": ({C.TAKEN_UP}, C.LEFT),
    },
)
SIGNAL = StateTable(
    "signal",
    verbs={
        "assess": ({S.NEW, S.ASSESSED}, S.ASSESSED),
        "follow": ({S.ASSESSED}, S.FOLLOWED),
        "note": ({S.NEW, S.ASSESSED}, S.NOTED),
        "drop": ({S.NEW, S.ASSESSED}, S.DROPPED),
    },
)
POSITION = StateTable(
    "position",
    verbs={
        "adopt": ({P.DRAFT}, P.ADOPTED),
        "pursue": ({P.ADOPTED}, P.PURSUED),
        "achieve": ({P.ADOPTED, P.PURSUED}, P.ACHIEVED),
        "give_up": ({P.DRAFT, P.ADOPTED, P.PURSUED}, P.GIVEN_UP),
    },
)
PLAN_ITEM = StateTable(
    "plan_item",
    verbs={
        "arrive": ({PlanItemState.EXPECTED}, PlanItemState.ARRIVED),
        "drop": ({PlanItemState.EXPECTED}, PlanItemState.DROPPED),
    },
)
BATCH = StateTable(
    "import",
    verbs={
        "import": ({B.PREVIEW}, B.IMPORTED),
        "discard": ({B.PREVIEW}, B.DISCARDED),
    },
)
