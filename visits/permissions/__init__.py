"""Who may do what with visits, by noun."""

from visits.permissions.compartments import (
    holds_compartment,
    may_hand_out_compartment,
    may_open_compartment,
    may_read_compartment,
)
from visits.permissions.requests import may_register_request, may_triage_request
from visits.permissions.visits import may_accept_host, may_change_visit, may_set_fee

__all__ = [
    "holds_compartment",
    "may_accept_host",
    "may_change_visit",
    "may_hand_out_compartment",
    "may_open_compartment",
    "may_read_compartment",
    "may_register_request",
    "may_set_fee",
    "may_triage_request",
]
