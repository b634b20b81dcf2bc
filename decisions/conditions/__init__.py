"""Whether it may happen now."""

from decisions.conditions.cases import (
    MOTIVE,
    SURVEY,
    needs_motive,
    ready_to_decide,
    ready_to_open,
    ready_to_propose,
    ready_to_put_forward,
    ready_to_withdraw,
)

__all__ = [
    "MOTIVE",
    "SURVEY",
    "needs_motive",
    "ready_to_decide",
    "ready_to_open",
    "ready_to_propose",
    "ready_to_put_forward",
    "ready_to_withdraw",
]
