from memberships.views.declarations import declaration_create
from memberships.views.forums import forum_join, forum_leave
from memberships.views.memberships import membership_create, membership_edit, membership_review
from memberships.views.organisations import organisation_detail, organisation_edit, organisation_list
from memberships.views.seats import seat_create, seat_edit, seat_elected, seat_end, seat_stand, seat_stand_down

__all__ = [
    "declaration_create",
    "forum_join",
    "forum_leave",
    "membership_create",
    "membership_edit",
    "membership_review",
    "organisation_detail",
    "organisation_edit",
    "organisation_list",
    "seat_create",
    "seat_edit",
    "seat_elected",
    "seat_end",
    "seat_stand",
    "seat_stand_down",
]
