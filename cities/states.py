"""The states of an agreement with a city abroad, and of an exchange grant."""

from cities.enums import AgreementState as A
from cities.enums import GrantState as G
from core.states import StateTable

RUNNING = frozenset({A.ACTIVE, A.DORMANT, A.PAUSED})

AGREEMENT = StateTable(
    "agreement",
    verbs={
        "sign": ({A.DRAFT}, A.SIGNED),
        "activate": ({A.SIGNED}, A.ACTIVE),
        "rest": ({A.ACTIVE}, A.DORMANT),
        "pause": ({A.ACTIVE}, A.PAUSED),
        "resume": ({A.DORMANT, A.PAUSED}, A.ACTIVE),
        "give_notice": ({A.ACTIVE, A.DORMANT, A.PAUSED}, A.TERMINATED),
        "end": ({A.DRAFT, A.SIGNED, A.ACTIVE, A.DORMANT, A.PAUSED, A.TERMINATED}, A.ENDED),
    },
)

EXCHANGE_GRANT = StateTable(
    "exchange_grant",
    verbs={
        "grant": ({G.APPLIED}, G.GRANTED),
        "refuse": ({G.APPLIED}, G.REFUSED),
        "pay": ({G.GRANTED}, G.PAID),
        "report": ({G.PAID}, G.REPORTED),
    },
)
