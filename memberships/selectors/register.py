"""Page-sized reads of memberships with a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q
from django.db.models.query import QuerySet
from django.utils.translation import gettext as _

from core.words import matching
from engagements.enums import Status
from memberships.enums import MembershipKind
from memberships.models import Forum, ForumParticipation, Membership, Organisation, Seat
from memberships.querysets import in_force

PAGE = 50
CAP = 1000
SOON = timedelta(days=365)
STATUS_COLOURS = {
    Status.PROPOSED: "info",
    Status.ACTIVE: "success",
    Status.DORMANT: "warning",
    Status.ENDED: "neutral",
    Status.DECLINED: "neutral",
}


@dataclass(frozen=True, slots=True)
class MembershipRow:
    pk: int
    organisation_id: int
    name: str
    kind: str
    grade: str
    since: int | None
    unit: str
    status: str
    colour: str
    seats: int
    seat_ends_soon: bool
    participation: str
    lapsed: bool


@dataclass(frozen=True, slots=True)
class MembershipPage:
    rows: list[MembershipRow]
    number: int
    has_next: bool
    count_label: str

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def previous_page_number(self) -> int:
        return self.number - 1

    @property
    def next_page_number(self) -> int:
        return self.number + 1


def membership_page(person: Any, filters: dict[str, str], *, number: int, today: date) -> MembershipPage:
    """One page of memberships with their seats and participation in force: four queries, whatever the rows."""
    rows = filtered(Membership.objects.visible_to(person), filters, today)
    number = max(number, 1)
    first = (number - 1) * PAGE
    wanted = rows.order_by("organisation__name", "pk").values_list(
        "pk", "organisation_id", "organisation__name", "kind", "grade__name", "member_since",
        "engagement__responsible_unit__name", "engagement__status",
    )[first : first + PAGE + 1]  # fmt: skip
    found = list(wanted)
    shown = found[:PAGE]
    seats = _seats_of([row[0] for row in shown], today)
    forums = _participation_of([row[0] for row in shown], [row[1] for row in shown], today)
    kinds, statuses = dict(MembershipKind.choices), dict(Status.choices)
    return MembershipPage(
        rows=[_row(row, seats, forums, kinds, statuses) for row in shown],
        number=number,
        has_next=len(found) > PAGE,
        count_label=_count_label(rows),
    )


def filtered(rows: QuerySet[Membership], filters: dict[str, str], today: date) -> QuerySet[Membership]:
    rows = matching(rows, filters.get("q", ""), "engagement__search_text")
    if filters.get("slag"):
        rows = rows.filter(kind=filters["slag"])
    if filters.get("status"):
        rows = rows.filter(engagement__status=filters["status"])
    if filters.get("enhet", "").isdecimal():
        rows = rows.filter(engagement__responsible_unit_id=int(filters["enhet"]))
    if filters.get("visa") == "upphort":
        running = ForumParticipation.objects.running(today).values("membership_id")
        known = Q(participations__isnull=False) | Q(organisation__forums__isnull=False)
        rows = rows.filter(known).exclude(pk__in=running).distinct()
    if filters.get("visa") == "uppdrag":
        ending = Seat.objects.ending(after=today, until=today + SOON).values("membership_id")
        rows = rows.filter(pk__in=ending)
    return rows


def _seats_of(memberships: list[int], today: date) -> dict[int, tuple[int, int]]:
    """Per membership: seats in force, and how many of them end within a year."""
    soon = Count("pk", filter=Q(ends_on__gte=today, ends_on__lte=today + SOON))
    rows = Seat.objects.filter(membership_id__in=memberships).running(today).order_by()
    counted = rows.values("membership_id").annotate(number=Count("pk"), soon=soon)
    return {row["membership_id"]: (row["number"], row["soon"]) for row in counted}


def _participation_of(memberships: list[int], organisations: list[int], today: date) -> dict[str, dict[int, int]]:
    """Forums an organisation has, and per membership those somebody takes part in now or ever did."""
    running = Count("forum", filter=in_force(today), distinct=True)
    rows = ForumParticipation.objects.filter(membership_id__in=memberships).order_by()
    counted = list(rows.values("membership_id").annotate(now=running, ever=Count("forum", distinct=True)))
    forums = Forum.objects.filter(organisation_id__in=organisations).order_by()
    return {
        "now": {row["membership_id"]: row["now"] for row in counted},
        "all": dict(forums.values_list("organisation_id").annotate(number=Count("pk"))),
    }


def _row(row: tuple, seats: dict, forums: dict, kinds: dict, statuses: dict) -> MembershipRow:
    pk, organisation_id, name, kind, grade, since, unit, status = row
    held, soon = seats.get(pk, (0, 0))
    known, now = forums["all"].get(organisation_id, 0), forums["now"].get(pk, 0)
    return MembershipRow(
        pk=pk,
        organisation_id=organisation_id,
        name=name,
        kind=str(kinds[kind]),
        grade=grade or "",
        since=since,
        unit=unit,
        status=str(statuses[status]),
        colour=STATUS_COLOURS[Status(status)],
        seats=held,
        seat_ends_soon=bool(soon),
        participation=_("%(now)s av %(known)s forum") % {"now": now, "known": known} if known else "",
        lapsed=bool(known) and not now,
    )


def _count_label(rows: QuerySet[Membership]) -> str:
    number = rows.order_by().values("pk")[: CAP + 1].count()
    if number > CAP:
        return _("över 1 000 medlemskap")
    return _("1 medlemskap") if number == 1 else _("%(number)s medlemskap") % {"number": number}


def visible_organisation(person: Any, pk: int) -> Organisation | None:
    return Organisation.objects.visible_to(person).filter(pk=pk).first()


def visible_membership(person: Any, pk: int) -> Membership | None:
    rows = Membership.objects.visible_to(person).select_related(
        "engagement__responsible_unit", "organisation", "grade", "through"
    )
    membership = rows.filter(pk=pk).first()
    if membership is not None:
        membership.engagement.seen_by_id = person.pk
    return membership


def visible_seat(person: Any, pk: int) -> Seat | None:
    rows = Seat.objects.visible_to(person).select_related("membership__engagement", "membership__organisation")
    return rows.filter(pk=pk).first()


def visible_participation(person: Any, pk: int) -> ForumParticipation | None:
    rows = ForumParticipation.objects.visible_to(person)
    return (
        rows.select_related("membership__engagement", "membership__organisation", "unit", "forum").filter(pk=pk).first()
    )


def lasting_through(person: Any, besides: int | None) -> QuerySet[Membership]:
    """Memberships another may be held through."""
    rows = Membership.objects.visible_to(person).running().select_related("organisation").order_by("organisation__name")
    return rows.exclude(pk=besides) if besides else rows
