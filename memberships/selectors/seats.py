"""Seats about to end, in time for a meeting that can decide on standing again (NKP-17)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from core.dates import shown
from decisions import routing
from decisions.law.clocks import stockholm_day
from decisions.models import Meeting
from governance.models import Body, Policy, RouteStep
from governance.selectors import policy_in_force
from memberships.actions.seats import STAND
from memberships.enums import SeatState
from memberships.models import Seat
from memberships.selectors.lists import Cell, Listing, Row, listing

PAGE = 50
SOON = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class EndingSeat:
    """`meeting_on` is the last meeting that can decide before the seat ends; `too_late` when none is left."""

    pk: int
    organisation: str
    organisation_id: int
    organ: str
    held_by: str
    ends_on: date
    standing_down: bool
    body: str
    meeting_on: date | None

    @property
    def too_late(self) -> bool:
        return bool(self.body) and self.meeting_on is None


class LastMeetings:
    """The last meeting of who decides on standing, before any day: two queries, and one for the meetings."""

    def __init__(self, until: date):
        self.step = _deciding_step(policy_in_force())
        self.until = until
        self._meetings: dict[int, list[date]] | None = None

    def body_of(self, seat: Seat) -> Body | None:
        if self.step is None:
            return None
        return self.step.body or seat.membership.engagement.responsible_unit.serves

    def before(self, body: Body | None, day: date) -> date | None:
        days = self._days().get(body.pk, []) if body else []
        earlier = [each for each in days if each <= day]
        return earlier[-1] if earlier else None

    def _days(self) -> dict[int, list[date]]:
        if self._meetings is None:
            rows = Meeting.objects.to_come(timezone.now()).filter(state__in=["planned", "called"])
            within = rows.filter(starts_at__date__lte=self.until)
            if self.step is not None and self.step.body_id:
                within = within.filter(body_id=self.step.body_id)
            self._meetings = {}
            for body_id, starts_at in within.order_by("starts_at").values_list("body_id", "starts_at"):
                self._meetings.setdefault(body_id, []).append(stockholm_day(starts_at))
        return self._meetings


def seats_ending(person: Any, *, today: date, until: date, most: int = PAGE) -> list[EndingSeat]:
    """Seats held that end within the span, soonest first, with the last meeting before: five queries."""
    rows = list(_ending(person, today, until)[:most])
    if not rows:
        return []
    meetings = LastMeetings(until)
    return [_ending_seat(row, meetings) for row in rows]


def seat_page(person: Any, *, today: date, number: int) -> Listing:
    """The whole list for the next two years."""
    until = today + 2 * SOON
    meetings = LastMeetings(until)
    return listing(_ending(person, today, until), number, lambda row: _seat_row(_ending_seat(row, meetings), row))


def _ending(person: Any, today: date, until: date) -> Any:
    rows = Seat.objects.visible_to(person).ending(after=today, until=until)
    related = rows.select_related("membership__organisation", "membership__engagement__responsible_unit__serves")
    return related.order_by("ends_on", "organ", "pk")


def _ending_seat(row: Seat, meetings: LastMeetings) -> EndingSeat:
    assert row.ends_on is not None
    body = meetings.body_of(row)
    return EndingSeat(
        pk=row.pk,
        organisation=row.membership.organisation.name,
        organisation_id=row.membership.organisation_id,
        organ=row.organ,
        held_by=row.held_by_office,
        ends_on=row.ends_on,
        standing_down=row.state == SeatState.NOT_STANDING,
        body=body.name if body else "",
        meeting_on=meetings.before(body, row.ends_on),
    )


def _seat_row(seat: EndingSeat, row: Seat) -> Row:
    if seat.standing_down:
        meeting = Cell(_("Kandiderar inte om"), "neutral")
    elif seat.meeting_on:
        meeting = Cell(shown(seat.meeting_on), note=seat.body)
    elif seat.body:
        meeting = Cell(_("Inget sammanträde planerat"), "warning", note=seat.body)
    else:
        meeting = Cell(_("Beslutsväg saknas"), "warning")
    late = seat.too_late and not seat.standing_down
    cells = [Cell(seat.organ), Cell(seat.held_by), Cell(shown(seat.ends_on)), meeting]
    return Row(title=seat.organisation, url=row.membership.get_absolute_url(), cells=cells, late=late)


def _deciding_step(policy: Policy | None) -> RouteStep | None:
    route = routing.route_of(policy, STAND)
    if route is None:
        return None
    binding = [step for step in route.steps.select_related("body") if step.role in routing.BINDING]
    return binding[-1] if binding else None
