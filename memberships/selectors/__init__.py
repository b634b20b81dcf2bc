"""Page-sized reads of memberships with a fixed number of queries."""

from memberships.selectors.fees import fees_in_kronor, latest_fees
from memberships.selectors.invitations import DeclinedInvitations, declined_invitations
from memberships.selectors.organisation_page import MembershipPart, OrganisationPage, organisation_page
from memberships.selectors.register import (
    PAGE,
    SOON,
    STATUS_COLOURS,
    lasting_through,
    membership_page,
    visible_membership,
    visible_organisation,
    visible_participation,
    visible_seat,
)
from memberships.selectors.seats import EndingSeat, seats_ending

__all__ = [
    "PAGE",
    "SOON",
    "STATUS_COLOURS",
    "DeclinedInvitations",
    "EndingSeat",
    "MembershipPart",
    "OrganisationPage",
    "declined_invitations",
    "fees_in_kronor",
    "lasting_through",
    "latest_fees",
    "membership_page",
    "organisation_page",
    "seats_ending",
    "visible_membership",
    "visible_organisation",
    "visible_participation",
    "visible_seat",
]
