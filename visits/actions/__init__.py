"""Every write of visits that means something, by noun."""

from visits.actions.compartments import (
    drop_detail,
    erase_compartment,
    hand_over_compartment,
    keep_detail,
    note_compartment_reading,
    open_compartment,
    revoke_compartment,
    share_compartment,
)
from visits.actions.fees import set_fee
from visits.actions.hosts import accept_host, set_hosts
from visits.actions.requests import (
    change_request,
    confirm_request,
    forward_request,
    join_request,
    part_request,
    register_request,
    send_request,
)
from visits.actions.triage import answer_request, assess_request, reopen_request
from visits.actions.visits import (
    cancel_visit,
    carry_out_visit,
    change_visit,
    close_visit,
    confirm_visit,
    decline_visit,
    register_visit,
)

__all__ = [
    "accept_host",
    "answer_request",
    "assess_request",
    "cancel_visit",
    "carry_out_visit",
    "change_request",
    "change_visit",
    "close_visit",
    "confirm_request",
    "confirm_visit",
    "decline_visit",
    "drop_detail",
    "erase_compartment",
    "forward_request",
    "hand_over_compartment",
    "join_request",
    "keep_detail",
    "note_compartment_reading",
    "open_compartment",
    "part_request",
    "register_request",
    "register_visit",
    "reopen_request",
    "revoke_compartment",
    "send_request",
    "set_fee",
    "set_hosts",
    "share_compartment",
]
