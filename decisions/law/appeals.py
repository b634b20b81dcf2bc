"""Which decisions can be appealed (KL 13:2). No database."""

from __future__ import annotations

from decisions.enums import Outcome
from governance.enums import BodyKind, StepRole

HANDED_ON = frozenset({Outcome.RETURNED, Outcome.MINORITY_RETURNED, Outcome.TABLED, Outcome.DROPPED, Outcome.NOTED})
DECIDING = frozenset({StepRole.DECIDE, StepRole.CONFIRM})
NOT_A_PUBLIC_BODY = frozenset({BodyKind.COMPANY_BOARD})


def can_be_appealed(body_kind: str, step_role: str, outcome: str) -> bool:
    """Every decision of the council; of a committee only what is not purely preparatory or purely executive (KL 13:2).

    Preparatory is what a body proposes to the next one, returns, tables or only notes. A company's board decides
    nothing that KL 13 speaks of.
    """
    if body_kind in NOT_A_PUBLIC_BODY:
        return False
    if body_kind == BodyKind.COUNCIL:
        return True
    return step_role in DECIDING and outcome not in HANDED_ON
