"""Everything about one organisation on its page, with a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, Value

from memberships import conditions
from memberships.enums import SeatState
from memberships.models import (
    Declaration,
    DemandPursuit,
    Forum,
    ForumParticipation,
    Grade,
    IndirectRepresentation,
    Membership,
    MembershipFee,
    MembershipReview,
    Organisation,
    Population,
    Seat,
    VotingMandate,
)
from memberships.selectors import demands, invitations, mandates, reviews


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
    fees: list[MembershipFee]
    review: MembershipReview | None
    mandates: list[VotingMandate]
    pursuits: list[DemandPursuit]
    counted: bool | None


@dataclass(frozen=True, slots=True)
class Described:
    """A line of text with what is said of it: a grade and its conditions, or whom one is represented through."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """`population` is the latest known of the city, where a grade asks for one; `declined` counts invitations."""

    grades: list[Described]
    parts: list[MembershipPart]
    population: Population | None
    declined: list[invitations.Declined]


def organisation_page(organisation: Organisation, person: Any, *, today: date) -> OrganisationPage:
    """The grades, and every membership the person may see with its parts: thirteen queries at most."""
    related = _related(organisation, person)
    own = [row for row in related if row.organisation_id == organisation.pk]
    ids = [row.pk for row in own]
    seats = _by(Seat.objects.filter(membership_id__in=ids).select_related("holder"), "membership_id")
    rows = ForumParticipation.objects.filter(membership_id__in=ids).select_related("unit")
    participations = _by(rows.order_by("unit__name", "starts_on"), "membership_id")
    forums = list(Forum.objects.filter(organisation=organisation))
    grades, indirect = _described(organisation, ids)
    declarations = _by(Declaration.objects.filter(membership_id__in=ids).select_related("case"), "membership_id")
    fees = _by(MembershipFee.objects.filter(membership_id__in=ids).order_by("-year"), "membership_id")
    tried, carried = reviews.reviews_of(ids), mandates.mandates_of(ids, person)
    pursued = demands.demands_of(ids, person)
    population = _population(own)
    parts = [
        MembershipPart(
            membership=row,
            seats=sorted(seats.get(row.pk, []), key=_newest_first),
            forums=_forum_rows(forums, participations.get(row.pk, []), today),
            indirect=indirect.get(row.pk, []),
            through=next((other for other in related if other.pk == row.through_id), None),
            holds=[other for other in related if other.through_id == row.pk],
            declarations=declarations.get(row.pk, []),
            fees=fees.get(row.pk, []),
            review=tried.get(row.pk),
            mandates=carried.get(row.pk, []),
            pursuits=pursued.get(row.pk, []),
            counted=conditions.meets(row.grade, population) if row.grade else None,
        )
        for row in own
    ]
    return OrganisationPage(grades, parts, population, invitations.of_organisation(organisation.pk, person))


def _related(organisation: Organisation, person: Any) -> list[Membership]:
    """Its own memberships, those held through them and those they are held through."""
    near = Q(organisation=organisation) | Q(through__organisation=organisation) | Q(holds__organisation=organisation)
    return list(
        Membership.objects.visible_to(person)
        .filter(near)
        .select_related("engagement__responsible_unit", "grade", "organisation")
        .order_by("organisation__name", "kind", "engagement__responsible_unit__name", "pk")
        .distinct()
    )


def _population(own: list[Membership]) -> Population | None:
    """The latest, asked for only where a grade has a least population."""
    if not any(row.grade and row.grade.least_population for row in own):
        return None
    return Population.objects.first()


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
