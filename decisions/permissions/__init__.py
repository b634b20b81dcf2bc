"""Who may open, prepare, put forward, propose, record and withdraw. Computed from the appointments in force today."""

from decisions.permissions.cases import (
    ANSWERS_FOR_A_UNIT,
    may_open,
    may_prepare,
    may_propose,
    may_put_forward,
    may_record_decision,
    may_see_engagement,
    may_withdraw,
    records_for,
)

__all__ = [
    "ANSWERS_FOR_A_UNIT",
    "may_open",
    "may_prepare",
    "may_propose",
    "may_put_forward",
    "may_record_decision",
    "may_see_engagement",
    "may_withdraw",
    "records_for",
]
