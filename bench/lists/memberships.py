"""Lists of memberships: organisations, what is to be tried anew, fees, seats, declarations, invitations, demands and
voting mandates."""

from bench.lists.ground import Ground, day, one_of, small, spread, text
from bench.lists.listed import ListPage
from memberships.enums import InvitationState, MandateState, SeatState
from memberships.models import (
    Declaration,
    Demand,
    DemandPursuit,
    Invitation,
    Membership,
    MembershipFee,
    Organisation,
    Seat,
    VotingMandate,
)

OF_ENGAGEMENT = ("membership__engagement__search_text",)
LISTS = [
    ListPage(
        "memberships:organisation_list", "memberships.Membership", "kind=sector", "q",
        in_admin=("engagement__search_text",), admin_filter="kind__exact=sector",
    ),
    ListPage("memberships:review_list", "memberships.Membership", "enhet=2", "q",
             in_admin=("engagement__search_text",)),
    ListPage("memberships:fee_list", "memberships.MembershipFee", "ar=2024", "q", in_admin=OF_ENGAGEMENT,
             admin_filter="year__exact=2024"),
    ListPage("memberships:seat_list", "memberships.Seat", search="q", in_admin=("organ", *OF_ENGAGEMENT)),
    ListPage("memberships:declaration_list", "memberships.Declaration", "visa=antagna", "q", in_admin=OF_ENGAGEMENT),
    ListPage("memberships:invitation_list", "memberships.Invitation", "lage=declined", "q", in_admin=("search_text",),
             admin_filter="state__exact=declined"),
    ListPage("memberships:demand_list", "memberships.Demand", "tema=3", "q", in_admin=("search_text",),
             admin_filter="theme__id__exact=3"),
    ListPage("memberships:mandate_list", "memberships.VotingMandate", "lage=given", "q", in_admin=OF_ENGAGEMENT,
             admin_filter="state__exact=given"),
]  # fmt: skip
ORGANISATIONS = 200
"""More than any municipality is a member of; memberships in them begin and end."""
STATES = [InvitationState.OPEN, InvitationState.ACCEPTED, InvitationState.DECLINED]


def fill(ground: Ground) -> None:
    if ground.numbers.start == 1:
        ground.many(Organisation, range(1, ORGANISATIONS + 1), name=text)
    ground.many(
        Membership, organisation_id=lambda n: 1 + n % ORGANISATIONS, kind=one_of(["city_wide", "sector"], "kind"),
        member_since=lambda n: 1990 + spread(n, 35), last_reviewed_on=day("reviewed", days=2870),
    )  # fmt: skip
    ground.many(
        MembershipFee, year=lambda n: 2020 + spread(n, 7, "year"), amount=lambda n: 1000 + spread(n, 90_000, "fee"),
        kronor=lambda n: 1000 + spread(n, 90_000, "fee"),
    )  # fmt: skip
    ground.many(Seat, organ=text, held_by_office="Ordföranden", ends_on=day("ends"), state=SeatState.HELD)
    ground.many(
        Declaration, title=text, deadline=day("deadline"),
        adopted_on=lambda n: day("adopted", days=2870)(n) if spread(n, 2, "adopted") else None,
    )  # fmt: skip
    state = one_of(STATES, "state")
    ground.many(
        Invitation, title=text, search_text=small, engagement_id=lambda n: n, inviter=one_of(["Eurocities", "CEMR"]),
        received_on=day("received", days=2870), state=state,
        reason=lambda n: one_of(["cost", "travel", "time"])(n) if state(n) == InvitationState.DECLINED else "",
    )  # fmt: skip
    ground.many(
        Demand, title=text, search_text=small, text=text, theme_id=one_of(ground.frame.themes, "theme"),
        unit_id=one_of(ground.frame.units, "unit"),
    )  # fmt: skip
    ground.many(DemandPursuit, since=day("since", days=2870))
    ground.many(
        VotingMandate, meeting=text, starts_on=day("starts"), bearer_id=ground.person.pk,
        state=one_of([MandateState.GIVEN, MandateState.REPORTED, MandateState.REPORTED], "mandate"),
    )  # fmt: skip
