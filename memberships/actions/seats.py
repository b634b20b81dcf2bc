"""Seats the city holds in organisations: noted, stood for, elected to, given up, ended."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from core import events
from core.rules import Refused
from decisions import actions as decisions
from decisions.models import Case
from governance.models import Person
from memberships import conditions, permissions
from memberships.actions.memberships import lock
from memberships.enums import Happening, SeatState
from memberships.models import Candidature, Membership, Seat
from memberships.states import SEAT

EDITABLE = ("organ", "held_by_office", "elected", "starts_on", "ends_on")
STAND, NOT_STAND_AGAIN = "memberships.stand", "memberships.not_stand_again"


@transaction.atomic
def record_seat(*, membership: Membership, by: Person | None, organ: str, **facts: Any) -> Seat:
    """Note a seat the city holds (STR-02)."""
    membership = lock(membership)
    permissions.may_change_membership.require(by, membership)
    conditions.dates_in_order.require(facts.get("starts_on"), facts.get("ends_on"))
    seat = Seat.objects.create(membership=membership, organ=organ.strip(), **facts)
    events.record(Happening.SEAT_RECORDED, seat, by=by, detail={"organ": seat.organ, "state": seat.state})
    return seat


@transaction.atomic
def change_seat(*, seat: Seat, by: Person, **facts: Any) -> Seat:
    """Mend what is said of a seat. Its state has its own actions."""
    seat = _lock(seat)
    permissions.may_change_membership.require(by, seat.membership)
    conditions.dates_in_order.require(facts.get("starts_on", seat.starts_on), facts.get("ends_on", seat.ends_on))
    changed = sorted(name for name in EDITABLE if name in facts and getattr(seat, name) != facts[name])
    if not changed:
        return seat
    for name in changed:
        setattr(seat, name, facts[name])
    seat.save()
    events.record(Happening.SEAT_CHANGED, seat, by=by, detail={"fields": changed})
    return seat


@transaction.atomic
def record_election(*, seat: Seat, elected: str, by: Person) -> Seat:
    """The city was elected: the candidate's seat is held. Conflict when it is no candidate any longer."""
    seat = _lock(seat)
    permissions.may_change_membership.require(by, seat.membership)
    seat.elected = elected.strip()
    seat.save(update_fields=["elected"])
    SEAT.advance(seat, "elect")
    events.record(Happening.SEAT_RECORDED, seat, by=by, detail={"organ": seat.organ, "state": seat.state})
    return seat


@transaction.atomic
def end_seat(*, seat: Seat, on: date, by: Person) -> Seat:
    """End a seat on a day. Conflict when it has ended already."""
    seat = _lock(seat)
    permissions.may_change_membership.require(by, seat.membership)
    conditions.dates_in_order.require(seat.starts_on, on)
    seat.ends_on = on
    seat.save(update_fields=["ends_on"])
    SEAT.advance(seat, "end")
    events.record(Happening.SEAT_ENDED, seat, by=by, detail={"on": on.isoformat()})
    return seat


@transaction.atomic
def stand(
    *,
    membership: Membership,
    organ: str,
    election: str,
    by: Person,
    starts_on: date | None = None,
    ends_on: date | None = None,
    seat: Seat | None = None,
) -> Case:
    """Open the case to stand for a seat, together with what it is about; `seat` when the city stands again."""
    conditions.dates_in_order.require(starts_on, ends_on)
    case = decisions.open_case(matter=STAND, engagement=membership.engagement, title=f"{organ}, {membership}", by=by)
    Candidature.objects.create(
        case=case,
        membership=membership,
        seat=seat,
        organ=organ,
        election=election,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    return case


@transaction.atomic
def step_aside(*, seat: Seat, election: str, by: Person) -> Case:
    """Open the case not to stand again for a seat the city holds (STR-12)."""
    seat = _lock(seat)
    findings = conditions.may_be_given_up(seat)
    if findings:
        raise Refused(findings)
    engagement = seat.membership.engagement
    case = decisions.open_case(
        matter=NOT_STAND_AGAIN, engagement=engagement, title=f"{seat.organ}, {engagement}", by=by
    )
    Candidature.objects.create(
        case=case, membership=seat.membership, seat=seat, organ=seat.organ, election=election, ends_on=seat.ends_on
    )
    return case


@transaction.atomic
def enter_candidature(*, candidature: Candidature) -> Seat:
    """What a decision to stand brings about: the seat is noted, with the city as candidate."""
    seat = Seat.objects.create(
        membership=candidature.membership,
        organ=candidature.organ,
        held_by_office=candidature.seat.held_by_office if candidature.seat else "",
        starts_on=candidature.starts_on,
        ends_on=candidature.ends_on,
        state=SeatState.CANDIDATE,
    )
    events.record(Happening.SEAT_RECORDED, seat, by=None, detail={"organ": seat.organ, "state": seat.state})
    return seat


@transaction.atomic
def stand_down(*, seat: Seat) -> Seat:
    """What a decision not to stand again brings about: the seat is held to its end and then over."""
    seat = _lock(seat)
    SEAT.advance(seat, "stand_down")
    events.record(Happening.SEAT_CHANGED, seat, by=None, detail={"state": seat.state})
    return seat


def _lock(seat: Seat) -> Seat:
    rows = Seat.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("membership__engagement", "membership__organisation").get(pk=seat.pk)
