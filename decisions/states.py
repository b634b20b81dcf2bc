"""The states of cases, meetings, minutes, referrals and tasks, and what leads from one to the next."""

from core.states import StateTable
from decisions.enums import AnswerState, AssignmentState, ItemState, MeetingState, MinutesState, ReferralState
from decisions.enums import CaseState as C
from decisions.enums import StepState as S

CASE = StateTable(
    "case",
    verbs={
        "put_forward": ({C.PREPARING}, C.PUT_FORWARD),
        "propose": ({C.PUT_FORWARD, C.TABLED}, C.PUT_FORWARD),
        "pass_on": ({C.PUT_FORWARD, C.TABLED}, C.PUT_FORWARD),
        "decide": ({C.PUT_FORWARD, C.TABLED}, C.DECIDED),
        "reject": ({C.PUT_FORWARD, C.TABLED}, C.REJECTED),
        "return": ({C.PUT_FORWARD, C.TABLED}, C.PREPARING),
        "table": ({C.PUT_FORWARD, C.TABLED}, C.TABLED),
        "withdraw": ({C.PREPARING, C.PUT_FORWARD, C.TABLED}, C.WITHDRAWN),
        "take_back": ({C.PUT_FORWARD}, C.PREPARING),
    },
)

STEP = StateTable(
    "step",
    verbs={
        "activate": ({S.WAITING, S.DONE, S.RETURNED}, S.ACTIVE),
        "finish": ({S.ACTIVE}, S.DONE),
        "return": ({S.ACTIVE}, S.RETURNED),
        "reset": ({S.DONE, S.ACTIVE, S.RETURNED}, S.WAITING),
        "cancel": ({S.WAITING, S.ACTIVE}, S.CANCELLED),
    },
)

MEETING = StateTable(
    "meeting",
    verbs={
        "call": ({MeetingState.PLANNED}, MeetingState.CALLED),
        "open": ({MeetingState.CALLED}, MeetingState.OPEN),
        "close": ({MeetingState.OPEN}, MeetingState.CLOSED),
        "cancel": ({MeetingState.PLANNED, MeetingState.CALLED}, MeetingState.CANCELLED),
    },
)

ITEM = StateTable(
    "agenda item",
    verbs={
        "record": ({ItemState.WAITING, ItemState.RECORDED}, ItemState.RECORDED),
        "bind": ({ItemState.RECORDED}, ItemState.BINDING),
        "strike": ({ItemState.WAITING}, ItemState.STRUCK),
        "restore": ({ItemState.STRUCK}, ItemState.WAITING),
    },
)

MINUTES = StateTable(
    "minutes",
    verbs={
        "send": ({MinutesState.DRAFT}, MinutesState.SENT),
        "take_back": ({MinutesState.SENT}, MinutesState.DRAFT),
        "adjust": ({MinutesState.SENT}, MinutesState.ADJUSTED),
    },
)

REFERRAL = StateTable(
    "referral",
    verbs={
        "send": ({ReferralState.DRAFT}, ReferralState.SENT),
        "close": ({ReferralState.SENT}, ReferralState.CLOSED),
        "withdraw": ({ReferralState.DRAFT, ReferralState.SENT}, ReferralState.WITHDRAWN),
    },
)

ANSWER = StateTable(
    "answer",
    verbs={
        "answer": ({AnswerState.WAITING, AnswerState.UNANSWERED}, AnswerState.ANSWERED),
        "give_up": ({AnswerState.WAITING}, AnswerState.UNANSWERED),
    },
)

ASSIGNMENT = StateTable(
    "assignment",
    verbs={
        "report": ({AssignmentState.GIVEN}, AssignmentState.REPORTED),
        "accept": ({AssignmentState.REPORTED}, AssignmentState.DONE),
        "hand_back": ({AssignmentState.REPORTED}, AssignmentState.GIVEN),
    },
)
