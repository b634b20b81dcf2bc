"""The states of a case and of a step of its route."""

from core.states import StateTable
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
