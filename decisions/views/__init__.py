"""The pages of the decision chain."""

from decisions.views.cases import case_detail, case_list, case_open
from decisions.views.deciding import case_decide, case_propose, decision_list
from decisions.views.preparing import case_prepare, case_put_forward, case_withdraw

__all__ = [
    "case_decide",
    "case_detail",
    "case_list",
    "case_open",
    "case_prepare",
    "case_propose",
    "case_put_forward",
    "case_withdraw",
    "decision_list",
]
