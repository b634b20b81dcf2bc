"""The states of an engagement and of an activity."""

from core.states import StateTable
from engagements.enums import ActivityState as A
from engagements.enums import Status as S

ENGAGEMENT = StateTable(
    "engagement",
    field="status",
    verbs={
        "begin": ({S.PROPOSED, S.DORMANT}, S.ACTIVE),
        "decline": ({S.PROPOSED}, S.DECLINED),
        "rest": ({S.ACTIVE}, S.DORMANT),
        "end": ({S.ACTIVE, S.DORMANT, S.PROPOSED}, S.ENDED),
    },
)

ACTIVITY = StateTable(
    "activity",
    verbs={
        "submit": ({A.DRAFT, A.RETURNED}, A.REPORTED),
        "submit_for_confirmation": ({A.DRAFT, A.RETURNED}, A.AWAITING_CONFIRMATION),
        "confirm": ({A.AWAITING_CONFIRMATION}, A.REPORTED),
        "accept": ({A.REPORTED}, A.ACCEPTED),
        "discard": ({A.DRAFT}, A.DISCARDED),
        "restore": ({A.DISCARDED}, A.DRAFT),
        "return": ({A.REPORTED, A.AWAITING_CONFIRMATION}, A.RETURNED),
    },
)
