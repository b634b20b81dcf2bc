"""Every write of relations to cities abroad that means something."""

from cities.actions.agreements import (
    add_document,
    change_draft,
    draft_agreement,
    let_go_of_case,
    record_known,
    sign,
    take_in_case,
)
from cities.actions.grants import apply_for_grant, give_grant, pay_grant, refuse_grant, report_grant, set_budget
from cities.actions.relations import begin_relation, change_relation, register_relation, set_twins
from cities.actions.standing import give_notice, move

__all__ = [
    "add_document",
    "apply_for_grant",
    "begin_relation",
    "change_draft",
    "change_relation",
    "draft_agreement",
    "give_grant",
    "give_notice",
    "let_go_of_case",
    "move",
    "pay_grant",
    "record_known",
    "refuse_grant",
    "register_relation",
    "report_grant",
    "set_budget",
    "set_twins",
    "sign",
    "take_in_case",
]
