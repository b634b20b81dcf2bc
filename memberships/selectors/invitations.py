"""Invitations and how many were declined, for which reason (STR-13)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext as _

from core.dates import shown
from core.words import matching
from memberships.enums import DeclineReason, InvitationState
from memberships.models import Invitation
from memberships.selectors.lists import Cell, Listing, Row, day, listing

COLORS = {InvitationState.OPEN: "info", InvitationState.ACCEPTED: "success", InvitationState.DECLINED: "neutral"}
MOST_COUNTED = 200


@dataclass(slots=True)
class Declined:
    """How many invitations an inviter's got a no to in a year, and the reasons."""

    inviter: str
    year: int
    received: int = 0
    declined: int = 0
    reasons: dict[str, int] = field(default_factory=dict)

    @property
    def why(self) -> str:
        labels = dict(DeclineReason.choices)
        said = sorted(self.reasons.items(), key=lambda pair: (-pair[1], pair[0]))
        return ", ".join(f"{str(labels[reason]).lower()} {number}" for reason, number in said)


@dataclass(frozen=True, slots=True)
class DeclinedInvitations:
    """What an evaluation reads of one engagement: how many were declined in the period, by reason key."""

    engagement_id: int
    number: int
    reasons: dict[str, int]


def invitation_page(person: Any, asked: dict[str, str], *, today: date, number: int) -> Listing:
    """Newest first: two queries."""
    rows = _asked(Invitation.objects.visible_to(person), asked).select_related("unit")
    return listing(rows.order_by("-received_on", "-pk"), number, lambda row: _row(row, today))


def counted(person: Any, asked: dict[str, str]) -> list[Declined]:
    """Per inviter and year, most declined first, as the list is filtered: one query."""
    rows = _asked(Invitation.objects.visible_to(person), asked)
    return _declined(rows)


def of_organisation(organisation: int, person: Any) -> list[Declined]:
    """Per year of one organisation, newest first: one query."""
    rows = Invitation.objects.visible_to(person).filter(organisation_id=organisation)
    return sorted(_declined(rows), key=lambda each: -each.year)


def declined_invitations(engagements: Sequence[int], starts_on: date, ends_on: date) -> list[DeclinedInvitations]:
    """Declined invitations of these engagements that came in within the period, by reason: one query."""
    rows = Invitation.objects.filter(
        engagement_id__in=engagements,
        state=InvitationState.DECLINED,
        received_on__gte=starts_on,
        received_on__lte=ends_on,
    ).order_by()
    reasons: dict[int, dict[str, int]] = {}
    for engagement_id, reason, number in rows.values_list("engagement_id", "reason").annotate(number=Count("pk")):
        reasons.setdefault(engagement_id, {})[reason] = number
    return [DeclinedInvitations(pk, sum(said.values()), said) for pk, said in sorted(reasons.items())]


def years(person: Any) -> list[int]:
    rows = Invitation.objects.visible_to(person).order_by().annotate(year=ExtractYear("received_on"))
    return sorted(rows.values_list("year", flat=True).distinct(), reverse=True)


def visible_invitation(person: Any, pk: int) -> Invitation | None:
    rows = Invitation.objects.visible_to(person).select_related("organisation", "engagement", "unit")
    return rows.filter(pk=pk).first()


def _asked(rows: QuerySet[Invitation], asked: dict[str, str]) -> QuerySet[Invitation]:
    rows = matching(rows, asked.get("q", ""), "search_text")
    if asked.get("ar", "").isdecimal():
        rows = rows.filter(received_on__year=int(asked["ar"][:4]))
    if asked.get("lage") in InvitationState.values:
        rows = rows.filter(state=asked["lage"])
    if asked.get("skal") in DeclineReason.values:
        rows = rows.filter(reason=asked["skal"])
    return rows


def _declined(rows: QuerySet[Invitation]) -> list[Declined]:
    grouped: Any = rows.order_by().annotate(year=ExtractYear("received_on"))
    grouped = grouped.values_list("inviter", "year", "state", "reason").annotate(number=Count("pk"))
    found: dict[tuple[str, int], Declined] = {}
    for inviter, year, state, reason, number in grouped:
        line = found.setdefault((inviter, year), Declined(inviter, year))
        line.received += number
        if state == InvitationState.DECLINED:
            line.declined += number
            line.reasons[reason] = line.reasons.get(reason, 0) + number
    order = sorted(found.values(), key=lambda each: (-each.declined, -each.year, each.inviter))
    return order[:MOST_COUNTED]


def _row(row: Invitation, today: date) -> Row:
    late = row.state == InvitationState.OPEN and row.answer_by is not None and row.answer_by < today
    reason = str(row.get_reason_display()) if row.reason else ""
    if row.state == InvitationState.OPEN and row.answer_by:
        reason = _("Svar senast %(day)s") % {"day": shown(row.answer_by)}
    state = Cell(str(row.get_state_display()), COLORS[InvitationState(row.state)])
    if late:
        state = Cell(_("Sen"), "warning")
    return Row(
        title=row.title,
        url=row.get_absolute_url(),
        cells=[
            Cell(row.inviter),
            Cell(str(row.get_kind_display())),
            day(row.takes_place_on),
            Cell(row.unit.name),
            state,
            Cell(reason),
        ],
        late=late,
    )
