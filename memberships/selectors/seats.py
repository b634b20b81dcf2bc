"""Seats about to end, in time for a meeting that can decide on standing again (NKP-17)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.dates import shown
from core.words import matching
from decisions import routing
from decisions.law.clocks import stockholm_day
from decisions.models import Meeting
from governance.models import Body, RouteStep
from memberships.actions.seats import STAND
from memberships.enums import SeatState
from memberships.models import Seat
from memberships.selectors.lists import Cell, Listing, Row, listing

SOON = timedelta(days=365)
SEARCHED = ("membership__engagement__search_text", "membership__organisation__name", "organ", "held_by_office")
READ = (
    *("pk", "membership__organisation__name", "membership__organisation_id", "organ", "held_by_office", "ends_on"),
    *("state", "body_name", "meeting_at"),
)


@dataclass(frozen=True, slots=True)
class EndingSeat:
    """`meeting_on` is the last meeting that can decide before the seat ends; `too_late` when none is left."""

    pk: int
    organisation: str
    organisation_id: int
    organ: str
    held_by: str
    ends_on: date
    state: str
    body: str
    meeting_at: datetime | None

    @property
    def standing_down(self) -> bool:
        return self.state == SeatState.NOT_STANDING

    @property
    def meeting_on(self) -> date | None:
        return stockholm_day(self.meeting_at) if self.meeting_at else None

    @property
    def too_late(self) -> bool:
        return bool(self.body) and self.meeting_at is None


def ending(person: Any, *, today: date, until: date) -> QuerySet[Seat]:
    """Seats that end within the span, each with who decides on standing again and the last meeting before.

    The body is that of the route in force, or the committee of the unit where the route names none; its meeting is
    planned or called, from today to the day the seat ends.
    """
    deciding = RouteStep.objects.filter(
        route__policy__in_force=True, route__matter=STAND, role__in=routing.BINDING
    ).order_by("-order")
    own = Case(When(Exists(deciding), then=F("membership__engagement__responsible_unit__serves_id")))
    meetings = Meeting.objects.to_come(timezone.now()).filter(
        body_id=OuterRef("deciding"), state__in=["planned", "called"], starts_at__date__lte=OuterRef("ends_on")
    )
    rows = Seat.objects.visible_to(person).ending(after=today, until=until)
    rows = rows.annotate(deciding=Coalesce(Subquery(deciding.values("body_id")[:1]), own))
    return rows.annotate(
        body_name=Subquery(Body.objects.filter(pk=OuterRef("deciding")).order_by().values("name")[:1]),
        meeting_at=Subquery(meetings.order_by("-starts_at").values("starts_at")[:1]),
    )


def seats_ending(person: Any, *, today: date, until: date) -> list[EndingSeat]:
    """Soonest first: one query."""
    rows = ending(person, today=today, until=until).order_by("ends_on", "organ", "pk")
    return [_seat(row) for row in rows.values_list(*READ)]


def seat_page(person: Any, asked: dict[str, str], *, today: date, number: int) -> Listing:
    """The whole list for the next two years: two queries."""
    rows = matching(ending(person, today=today, until=today + 2 * SOON), asked.get("q", ""), *SEARCHED)
    rows = rows.order_by("ends_on", "organ", "pk")
    return listing(rows.values_list(*READ), number, lambda row: _row(_seat(row)))


def _seat(row: tuple) -> EndingSeat:
    pk, organisation, organisation_id, organ, office, ends_on, state, body, meeting_at = row
    return EndingSeat(pk, organisation, organisation_id, organ, office, ends_on, state, body or "", meeting_at)


def _row(seat: EndingSeat) -> Row:
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
    return Row(
        title=seat.organisation,
        url=reverse("memberships:organisation_detail", args=[seat.organisation_id]),
        cells=cells,
        late=late,
    )
