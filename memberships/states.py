"""The states of a seat, a voting mandate, an invitation and a demand's way through an organisation."""

from core.states import StateTable
from memberships.enums import InvitationState as I
from memberships.enums import MandateState as M
from memberships.enums import PursuitState as P
from memberships.enums import SeatState as S

SEAT = StateTable(
    "seat",
    verbs={
        "elect": ({S.CANDIDATE}, S.HELD),
        "stand_down": ({S.HELD}, S.NOT_STANDING),
        "end": ({S.CANDIDATE, S.HELD, S.NOT_STANDING}, S.ENDED),
    },
)
MANDATE = StateTable(
    "voting_mandate",
    verbs={
        "give": ({M.DRAFT}, M.GIVEN),
        "recall": ({M.GIVEN}, M.DRAFT),
        "report": ({M.GIVEN}, M.REPORTED),
    },
)
INVITATION = StateTable(
    "invitation",
    verbs={
        "accept": ({I.OPEN, I.DECLINED}, I.ACCEPTED),
        "decline": ({I.OPEN, I.ACCEPTED}, I.DECLINED),
    },
)
PURSUIT = StateTable(
    "demand_pursuit",
    verbs={
        "pursue": ({P.PLANNED, P.REJECTED, P.DROPPED}, P.PURSUED),
        "adopt": ({P.PURSUED}, P.ADOPTED),
        "reject": ({P.PURSUED}, P.REJECTED),
        "drop": ({P.PLANNED, P.PURSUED, P.REJECTED}, P.DROPPED),
    },
)
