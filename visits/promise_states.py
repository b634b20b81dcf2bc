"""The states of a promise made at a visit."""

from core.states import StateTable
from visits.enums.outcomes import PromiseState as P

PROMISE = StateTable(
    "visit_promise",
    verbs={
        "keep": ({P.OPEN}, P.KEPT),
        "drop": ({P.OPEN}, P.DROPPED),
    },
)
