"""The stages of a project and the states of what it delivers."""

from core.states import StateTable
from projects.enums import DeliverableState as D
from projects.enums import Stage as S

PROJECT = StateTable(
    "project",
    field="stage",
    verbs={
        "apply": ({S.IDEA}, S.APPLICATION),
        "grant": ({S.APPLICATION}, S.GRANTED),
        "reject": ({S.APPLICATION}, S.REJECTED),
        "begin": ({S.IDEA, S.GRANTED}, S.RUNNING),
        "report": ({S.RUNNING}, S.FINAL_REPORT),
        "close": ({S.FINAL_REPORT}, S.CLOSED),
        "drop": ({S.IDEA, S.APPLICATION, S.GRANTED, S.RUNNING}, S.CLOSED),
    },
)

DELIVERABLE = StateTable(
    "deliverable",
    verbs={
        "begin": ({D.PLANNED}, D.ONGOING),
        "deliver": ({D.PLANNED, D.ONGOING}, D.DELIVERED),
        "drop": ({D.PLANNED, D.ONGOING}, D.DROPPED),
        "resume": ({D.DELIVERED, D.DROPPED}, D.ONGOING),
    },
)
