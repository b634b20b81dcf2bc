"""Page-sized reads of memberships with a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, Value
from django.db.models.query import QuerySet
from django.utils.translation import gettext as _

from engagements.enums import Status
from memberships.enums import MembershipKind, SeatState
from memberships.models import (
    Declaration,
    Forum,
    ForumParticipation,
    Grade,
    IndirectRepresentation,
    Membership,
    Organisation,
    Seat,
)
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


@dataclass(frozen=True, slots=True)
class EndingSeat:
    pk: int
    organisation: str
    organisation_id: int
    organ: str
    held_by: str
    ends_on: date
    standing_down: bool


def membership_page(person: Any, filters: dict[str, str], *, number: int, today: date) -> MembershipPage:
    """One page of memberships with their seats and participation in force: four queries, whatever the rows."""
    rows = _filtered(Membership.objects.visible_to(person), filters, today)
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


def seats_ending(person: Any, *, today: date, until: date) -> list[EndingSeat]:
    """Seats held that end within the span, soonest first, one query (NKP-17)."""
    rows = Seat.objects.visible_to(person).ending(after=today, until=until).order_by("ends_on", "organ")
    wanted = rows.values_list(
        "pk",
        "membership__organisation__name",
        "membership__organisation_id",
        "organ",
        "held_by_office",
        "ends_on",
        "state",
    )
    return [
        EndingSeat(pk, organisation, organisation_id, organ, office, ends_on, state == SeatState.NOT_STANDING)
        for pk, organisation, organisation_id, organ, office, ends_on, state in wanted[:PAGE]
    ]


def _filtered(rows: QuerySet[Membership], filters: dict[str, str], today: date) -> QuerySet[Membership]:
    if filters.get("q"):
        for word in filters["q"].casefold().split():
            rows = rows.filter(engagement__search_text__contains=word)
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


@dataclass(slots=True)
class ForumRow:
    name: str
    kind: str
    participations: list[ForumParticipation] = field(default_factory=list)
    lapsed: bool = True


@dataclass(slots=True)
class MembershipPart:
    """A membership as its organisation's page shows it."""

    membership: Membership
    seats: list[Seat]
    forums: list[ForumRow]
    indirect: list[Described]
    through: Membership | None
    holds: list[Membership]
    declarations: list[Declaration]


@dataclass(frozen=True, slots=True)
class Described:
    """A line of text with what is said of it: a grade and its conditions, or whom one is represented through."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    grades: list[Described]
    parts: list[MembershipPart]


def organisation_page(organisation: Organisation, person: Any, *, today: date) -> OrganisationPage:
    """The grades, and every membership the person may see with its parts: six queries."""
    near = Q(organisation=organisation) | Q(through__organisation=organisation) | Q(holds__organisation=organisation)
    related = list(
        Membership.objects.visible_to(person)
        .filter(near)
        .select_related("engagement__responsible_unit", "grade", "organisation")
        .order_by("organisation__name", "kind", "engagement__responsible_unit__name", "pk")
        .distinct()
    )
    own = [row for row in related if row.organisation_id == organisation.pk]
    ids = [row.pk for row in own]
    seats = _by(Seat.objects.filter(membership_id__in=ids).select_related("holder"), "membership_id")
    rows = ForumParticipation.objects.filter(membership_id__in=ids).select_related("unit")
    participations = _by(rows.order_by("unit__name", "starts_on"), "membership_id")
    forums = list(Forum.objects.filter(organisation=organisation))
    grades, indirect = _described(organisation, ids)
    declarations = _by(Declaration.objects.filter(membership_id__in=ids).select_related("case"), "membership_id")
    parts = [
        MembershipPart(
            membership=row,
            seats=sorted(seats.get(row.pk, []), key=_newest_first),
            forums=_forum_rows(forums, participations.get(row.pk, []), today),
            indirect=indirect.get(row.pk, []),
            through=next((other for other in related if other.pk == row.through_id), None),
            holds=[other for other in related if other.through_id == row.pk],
            declarations=declarations.get(row.pk, []),
        )
        for row in own
    ]
    return OrganisationPage(grades, parts)


def _described(
    organisation: Organisation, memberships: list[int]
) -> tuple[list[Described], dict[int, list[Described]]]:
    """The organisation's grades, and per membership whom the city is represented through, in one query."""
    grades = Grade.objects.filter(organisation=organisation).annotate(of=Value(0)).order_by()
    through = IndirectRepresentation.objects.filter(membership_id__in=memberships).order_by()
    rows = grades.values_list("of", "name", "condition").union(
        through.values_list("membership_id", "through", "note"), all=True
    )
    found: dict[int, list[Described]] = {}
    for of, name, text in sorted(rows):
        found.setdefault(of, []).append(Described(name, text))
    return found.pop(0, []), found


def visible_organisation(person: Any, pk: int) -> Organisation | None:
    return Organisation.objects.visible_to(person).filter(pk=pk).first()


def visible_membership(person: Any, pk: int) -> Membership | None:
    rows = Membership.objects.visible_to(person).select_related(
        "engagement__responsible_unit", "organisation", "grade", "through"
    )
    return rows.filter(pk=pk).first()


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


def _by(rows: QuerySet, key: str) -> dict[int, list]:
    found: dict[int, list] = {}
    for row in rows:
        found.setdefault(getattr(row, key), []).append(row)
    return found


def _newest_first(seat: Seat) -> tuple:
    order = [SeatState.CANDIDATE, SeatState.HELD, SeatState.NOT_STANDING, SeatState.ENDED]
    return (order.index(SeatState(seat.state)), -(seat.starts_on or date.min).toordinal(), seat.organ)


def _forum_rows(forums: list[Forum], rows: list[ForumParticipation], today: date) -> list[ForumRow]:
    """Each forum with who takes part; lapsed where nobody does any longer (STR-02)."""
    found = {forum.pk: ForumRow(forum.name, forum.get_kind_display()) for forum in forums}
    for row in rows:
        forum = found[row.forum_id]
        forum.participations.append(row)
        if (row.starts_on is None or row.starts_on <= today) and (row.ends_on is None or row.ends_on >= today):
            forum.lapsed = False
    return list(found.values())
