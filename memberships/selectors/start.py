"""What the start page says of memberships, in one query: mandates carried, invitations to answer, seats that end."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import CharField, DateTimeField, F, IntegerField, QuerySet, Value
from django.db.models.functions import Cast

from memberships.enums import InvitationState, MandateState
from memberships.models import Invitation, VotingMandate
from memberships.selectors.seats import SOON, EndingSeat, ending

MOST = 6
STILL_SHOWN = timedelta(days=60)
COLUMNS = ("what", "key", "other", "place_id", "title", "extra", "day", "mark", "body", "moment")


@dataclass(frozen=True, slots=True)
class Call:
    """A mandate to carry (title, organisation, place, day of the meeting) or an invitation to answer (title, inviter,
    last day)."""

    pk: int
    title: str
    other: str
    place: str
    day: date | None


@dataclass(slots=True)
class Calls:
    mandates: list[Call] = field(default_factory=list)
    invitations: list[Call] = field(default_factory=list)
    seats: list[EndingSeat] = field(default_factory=list)


def calls_of(person: Any, today: date) -> Calls:
    """Read once a page and kept with the person, soonest first and at most six of each."""
    if not hasattr(person, "_calls_of_page"):
        person._calls_of_page = _read(person, today)
    return person._calls_of_page


def _read(person: Any, today: date) -> Calls:
    rows = _mandates(person, today)
    others = []
    if person.powers.own_units:
        others.append(_invitations(person))
    if person.powers.coordinates:
        others.append(_seats(person, today))
    found = Calls()
    together = rows.union(*others, all=True) if others else rows
    for row in together.order_by("c_day", "c_key"):
        _put(found, *row)
    return found


def _put(
    found: Calls, what: str, key: int, other: str, place_id: int, title: str, extra: str, day: date | None, mark: str,
    body: str | None, moment: datetime | None,
) -> None:  # fmt: skip
    if what == "seat" and day is not None:
        _add(found.seats, EndingSeat(key, other, place_id, title, extra, day, mark, body or "", moment))
    elif what == "mandate":
        _add(found.mandates, Call(key, title, other, extra, day))
    else:
        _add(found.invitations, Call(key, title, other, extra, day))


def _add(rows: list, row: Any) -> None:
    if len(rows) < MOST:
        rows.append(row)


def _mandates(person: Any, today: date) -> QuerySet:
    """Given ones the person represents the city with, from two months back (GBG-O5)."""
    rows = VotingMandate.objects.visible_to(person).carried_by(person)
    rows = rows.filter(state=MandateState.GIVEN, starts_on__gte=today - STILL_SHOWN)
    named = {"other": "membership__organisation__name", "title": "meeting", "extra": "place", "day": "starts_on"}
    return _columns(rows, "mandate", **named)


def _invitations(person: Any) -> QuerySet:
    """Open ones the person's units answer (STR-13)."""
    rows = Invitation.objects.visible_to(person).filter(state=InvitationState.OPEN)
    rows = rows.filter(unit_id__in=person.powers.own_units)
    return _columns(rows, "invitation", other="inviter", title="title", extra="place", day="answer_by")


def _seats(person: Any, today: date) -> QuerySet:
    """Those that end within a year (NKP-17)."""
    rows = ending(person, today=today, until=today + SOON)
    return _columns(
        rows, "seat", other="membership__organisation__name", title="organ", extra="held_by_office", day="ends_on",
        place_id="membership__organisation_id", mark="state", body="body_name", moment="meeting_at",
    )  # fmt: skip


def _columns(rows: QuerySet, what: str, **named: str) -> QuerySet:
    nothing: dict[str, Any] = {
        "place_id": Value(0, IntegerField()),
        "mark": Value("", CharField()),
        "body": Value("", CharField()),
        "moment": Cast(Value(None), DateTimeField()),
    }
    values = nothing | {name: F(path) for name, path in named.items()}
    asked = {f"c_{name}": value for name, value in values.items()}
    rows = rows.order_by().annotate(c_what=Value(what, CharField()), c_key=F("pk"), **asked)
    return rows.values_list(*(f"c_{name}" for name in COLUMNS))
