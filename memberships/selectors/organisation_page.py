"""Everything about one organisation on its page, with a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, Subquery

from memberships import conditions
from memberships.enums import SeatState
from memberships.models import Membership, MembershipFee, Organisation, Population, Seat
from memberships.selectors import invitations
from memberships.selectors.forums import ForumRow, forums_of
from memberships.selectors.lines import Line, Lines


@dataclass(slots=True)
class MembershipPart:
    """A membership as its organisation's page shows it."""

    membership: Membership
    seats: list[Seat]
    forums: list[ForumRow]
    indirect: list[Line]
    through: Membership | None
    holds: list[Membership]
    declarations: list[Line]
    fees: list[MembershipFee]
    review: Line | None
    mandates: list[Line]
    pursuits: list[Line]
    counted: bool | None


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """`population` is the latest known of the city, where a grade asks for one; `declined` counts invitations."""

    grades: list[Line]
    parts: list[MembershipPart]
    population: Population | None
    declined: list[invitations.Declined]


def organisation_page(organisation: Organisation, person: Any, *, today: date) -> OrganisationPage:
    """The grades, and every membership the person may see with its parts: six queries."""
    related = _related(organisation, person)
    own = [row for row in related if row.organisation_id == organisation.pk]
    ids = [row.pk for row in own]
    seats = _by(Seat.objects.filter(membership_id__in=ids).select_related("holder"), "membership_id")
    fees = _by(MembershipFee.objects.filter(membership_id__in=ids).order_by("-year"), "membership_id")
    forums = forums_of(organisation.pk, ids, today=today)
    lines = Lines(organisation.pk, ids, person, today=today)
    population = _population(own)
    parts = [
        MembershipPart(
            membership=row,
            seats=sorted(seats.get(row.pk, []), key=_newest_first),
            forums=forums[row.pk],
            indirect=lines.by_title("indirect", row.pk),
            through=next((other for other in related if other.pk == row.through_id), None),
            holds=[other for other in related if other.through_id == row.pk],
            declarations=lines.newest_first("declaration", row.pk),
            fees=fees.get(row.pk, []),
            review=next(iter(lines.latest_first("review", row.pk)), None),
            mandates=lines.latest_first("mandate", row.pk),
            pursuits=lines.by_title("pursuit", row.pk),
            counted=conditions.meets(row.grade, population) if row.grade else None,
        )
        for row in own
    ]
    declined = invitations.of_organisation(organisation.pk, person)
    return OrganisationPage(lines.by_title("grade"), parts, population, declined)


def _related(organisation: Organisation, person: Any) -> list[Any]:
    """Its own memberships, those held through them and those they are held through, each with the latest population."""
    near = Q(organisation=organisation) | Q(through__organisation=organisation) | Q(holds__organisation=organisation)
    latest = Population.objects.order_by("-year")
    found = list(
        Membership.objects.visible_to(person)
        .filter(near)
        .annotate(
            population_year=Subquery(latest.values("year")[:1]),
            inhabitants=Subquery(latest.values("inhabitants")[:1]),
        )
        .select_related("engagement__responsible_unit", "grade", "organisation")
        .order_by("organisation__name", "kind", "engagement__responsible_unit__name", "pk")
        .distinct()
    )
    for row in found:
        row.engagement.seen_by_id = person.pk
    return found


def _population(own: Sequence[Any]) -> Population | None:
    """The latest, where a grade has a least population."""
    for row in own:
        if row.grade and row.grade.least_population and row.population_year:
            return Population(year=row.population_year, inhabitants=row.inhabitants)
    return None


def _by(rows: QuerySet, key: str) -> dict[int, list]:
    found: dict[int, list] = {}
    for row in rows:
        found.setdefault(getattr(row, key), []).append(row)
    return found


def _newest_first(seat: Seat) -> tuple:
    order = [SeatState.CANDIDATE, SeatState.HELD, SeatState.NOT_STANDING, SeatState.ENDED]
    return (order.index(SeatState(seat.state)), -(seat.starts_on or date.min).toordinal(), seat.organ)
