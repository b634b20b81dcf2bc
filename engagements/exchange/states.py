from core.states import StateTable
from engagements.exchange.enums import ImportState as S

IMPORT = StateTable(
    "import",
    verbs={
        "read": ({S.READING}, S.READY),
        "fail": ({S.READING}, S.UNREADABLE),
        "again": ({S.READING, S.READY, S.UNREADABLE, S.RUNNING, S.REFUSED}, S.READING),
        "run": ({S.READY}, S.RUNNING),
        "complete": ({S.RUNNING}, S.DONE),
        "refuse": ({S.RUNNING}, S.REFUSED),
        "discard": ({S.READING, S.READY, S.UNREADABLE, S.REFUSED}, S.DISCARDED),
    },
)
