"""The states of a seat in an organisation."""

from core.states import StateTable
from memberships.enums import SeatState as S

SEAT = StateTable(
    "seat",
    verbs={
        "elect": ({S.CANDIDATE}, S.HELD),
        "stand_down": ({S.HELD}, S.NOT_STANDING),
        "end": ({S.CANDIDATE, S.HELD, S.NOT_STANDING}, S.ENDED),
    },
)
