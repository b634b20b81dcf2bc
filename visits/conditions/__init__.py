"""Whether something of a visit may happen now, by noun."""

from visits.conditions.compartments import (
    ready_to_hand_over_compartment,
    ready_to_keep_detail,
    ready_to_open_compartment,
    ready_to_revoke_compartment,
    ready_to_share_compartment,
)
from visits.conditions.requests import ready_to_answer, ready_to_assess, ready_to_join, ready_to_receive
from visits.conditions.visits import (
    confirmed_by_kind,
    has_a_reason,
    hosts_in_order,
    one_main_host,
    ready_to_accept_host,
    ready_to_carry_out,
    ready_to_confirm,
    ready_to_decide_visit,
)

__all__ = [
    "confirmed_by_kind",
    "has_a_reason",
    "hosts_in_order",
    "one_main_host",
    "ready_to_accept_host",
    "ready_to_answer",
    "ready_to_assess",
    "ready_to_carry_out",
    "ready_to_confirm",
    "ready_to_decide_visit",
    "ready_to_hand_over_compartment",
    "ready_to_join",
    "ready_to_keep_detail",
    "ready_to_open_compartment",
    "ready_to_receive",
    "ready_to_revoke_compartment",
    "ready_to_share_compartment",
]
