"""From a recommendation to a case, in one step (STR-12)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import override

from core import events
from decisions import matters
from decisions.actions import open_case, prepare
from decisions.models import Case
from engagements.enums import AreaKey
from governance.models import Person
from memberships.actions.seats import NOT_STAND_AGAIN, step_aside
from memberships.enums import MembershipKind, SeatState
from memberships.models import Membership, Seat
from reviews import conditions, permissions
from reviews.actions import writing
from reviews.enums import Happening, RecommendationKind
from reviews.models import Recommendation

LEAVING = {RecommendationKind.LEAVE, RecommendationKind.END}


def matter_for(recommendation: Recommendation, membership: Membership | None) -> str | None:
    """The matter that decides what is recommended, or None when no decision of its own is needed."""
    if recommendation.engagement.area != AreaKey.MEMBERSHIPS or membership is None:
        return None
    key = None
    if recommendation.kind in LEAVING:
        sector = membership.kind == MembershipKind.SECTOR
        key = "memberships.leave_sector" if sector else "memberships.leave"
    elif recommendation.kind == RecommendationKind.DO_NOT_STAND_AGAIN:
        key = NOT_STAND_AGAIN
    return key if key and matters.is_known(key) else None


@transaction.atomic
def pursue(*, recommendation: Recommendation, by: Person, effective_on: date | None = None) -> Case:
    """Open the case that decides what is recommended, with its date and its motive. Done once."""
    writing.lock_evaluation(recommendation.evaluation)
    row = Recommendation.objects.select_related("evaluation", "engagement").get(pk=recommendation.pk)
    permissions.may_write_evaluation.require(by, row.evaluation)
    membership = Membership.objects.filter(pk=row.engagement_id).select_related("organisation").first()
    matter = matter_for(row, membership)
    seat = _seat_of(membership) if matter == NOT_STAND_AGAIN else None
    conditions.ready_to_pursue.require(row, matter, seat)
    assert matter is not None

    texts = _texts(row)
    if seat is not None:
        case = step_aside(seat=seat, election="", by=by)
        case = prepare(case=case, version=case.version, by=by, **texts)
    else:
        day = effective_on or row.effective_on
        case = open_case(matter=matter, by=by, engagement=row.engagement, effective_on=day, **texts)
    row.case = case
    row.save()
    detail = {"recommendation": row.pk, "kind": row.kind, "case": case.reference_number}
    events.record(Happening.RECOMMENDATION_PURSUED, row, by=by, detail=detail)
    return case


def _texts(row: Recommendation) -> dict[str, Any]:
    with override("sv"):
        proposal = f"{row.get_kind_display()}: {row.engagement.title}."
    source = f"Utvärderingen {row.evaluation.title} ({row.evaluation.reference_number}) rekommenderar: {proposal}"
    return {"background": f"{source}\n\n{row.text}".strip(), "proposed_decision": proposal}


def _seat_of(membership: Membership | None) -> Seat | None:
    """The seat the city holds that ends first: the one to stand for again, or not."""
    held = Seat.objects.filter(membership=membership, state=SeatState.HELD)
    return held.order_by(F("ends_on").asc(nulls_last=True), "pk").first()
