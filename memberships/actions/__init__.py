"""Every write of memberships that means something."""

from memberships.actions.declarations import adopt_declaration, propose_declaration
from memberships.actions.forums import join_forum, leave_forum
from memberships.actions.memberships import (
    begin_membership,
    change_membership,
    describe_organisation,
    end_membership,
    mark_reviewed,
    register_membership,
)
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
    "adopt_declaration",
    "begin_membership",
    "change_membership",
    "change_seat",
    "describe_organisation",
    "end_membership",
    "end_seat",
    "enter_candidature",
    "join_forum",
    "leave_forum",
    "mark_reviewed",
    "propose_declaration",
    "record_election",
    "record_seat",
    "register_membership",
    "stand",
    "stand_down",
    "step_aside",
]
