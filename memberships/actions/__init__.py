"""Every write of memberships that means something."""

from memberships.actions.declarations import adopt_declaration, propose_declaration
from memberships.actions.demands import change_demand, move_pursuit, pursue_through, raise_demand
from memberships.actions.fees import record_fee, record_population
from memberships.actions.forums import join_forum, leave_forum
from memberships.actions.invitations import accept_invitation, decline_invitation, receive_invitation
from memberships.actions.mandates import (
    add_question,
    change_mandate,
    change_question,
    draft_mandate,
    give_mandate,
    note_outcomes,
    recall_mandate,
    remove_question,
)
from memberships.actions.memberships import (
    begin_membership,
    change_membership,
    describe_organisation,
    end_membership,
    register_membership,
)
from memberships.actions.reporting import report_mandate
from memberships.actions.reviews import mark_reviewed, remind_of_reviews
from memberships.actions.seats import (
    change_seat,
    end_seat,
    enter_candidature,
    record_election,
    record_seat,
    stand,
    stand_down,
    step_aside,
)

__all__ = [
    "accept_invitation",
    "add_question",
    "adopt_declaration",
    "begin_membership",
    "change_demand",
    "change_mandate",
    "change_membership",
    "change_question",
    "change_seat",
    "decline_invitation",
    "describe_organisation",
    "draft_mandate",
    "end_membership",
    "end_seat",
    "enter_candidature",
    "give_mandate",
    "join_forum",
    "leave_forum",
    "mark_reviewed",
    "move_pursuit",
    "note_outcomes",
    "propose_declaration",
    "pursue_through",
    "raise_demand",
    "recall_mandate",
    "receive_invitation",
    "record_election",
    "record_fee",
    "record_population",
    "record_seat",
    "register_membership",
    "remind_of_reviews",
    "remove_question",
    "report_mandate",
    "stand",
    "stand_down",
    "step_aside",
]
