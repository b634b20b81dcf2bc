"""What memberships cost a year, in their currency and in kronor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from core.words import matching
from memberships.models import MembershipFee
from memberships.selectors.lists import Cell, Listing, Row, kronor, listing, spaced


@dataclass(frozen=True, slots=True)
class YearOfFees:
    year: int
    number: int
    kronor: int


def fee_page(person: Any, asked: dict[str, str], *, year: int, number: int) -> Listing:
    """The fees of a year, dearest first, with their sum: three queries."""
    rows = MembershipFee.objects.visible_to(person).filter(year=year)
    rows = matching(rows, asked.get("q", ""), "membership__engagement__search_text")
    total = rows.order_by().aggregate(total=Sum("kronor"))["total"] or 0
    rows = rows.select_related("membership__organisation", "membership__engagement__responsible_unit")
    return listing(rows.order_by("-kronor", "pk"), number, _row, kronor(total))


def years_of_fees(person: Any) -> list[YearOfFees]:
    """The sum of each year, newest first: one query."""
    rows = MembershipFee.objects.visible_to(person).order_by().values("year")
    counted = rows.annotate(number=Count("pk"), total=Sum("kronor")).order_by("-year")
    return [YearOfFees(row["year"], row["number"], row["total"]) for row in counted]


def fees_in_kronor(engagements: Sequence[int], starts_on: date, ends_on: date) -> dict[int, int]:
    """The fees noted for the years of the period, per engagement, in whole kronor: one query."""
    rows = MembershipFee.objects.filter(
        membership_id__in=engagements, year__gte=starts_on.year, year__lte=ends_on.year
    ).order_by()
    return dict(rows.values_list("membership_id").annotate(total=Sum("kronor")))


def latest_fees(engagements: Sequence[int], year: int) -> dict[int, int]:
    """The latest fee noted for that year or an earlier one, per engagement, in whole kronor: one query."""
    rows = MembershipFee.objects.filter(membership_id__in=engagements, year__lte=year).order_by("year")
    return dict(rows.values_list("membership_id", "kronor"))


def amount(value: Decimal, currency: str) -> str:
    text = spaced(value.quantize(Decimal(1)) if value == value.to_integral_value() else value).replace(".", ",")
    return f"{text}\N{NO-BREAK SPACE}{'kr' if currency == 'SEK' else currency}"


def _row(row: MembershipFee) -> Row:
    rate = "" if row.currency == "SEK" else f"{row.rate.normalize():f}".replace(".", ",")
    return Row(
        title=row.membership.organisation.name,
        url=row.membership.get_absolute_url(),
        cells=[
            Cell(row.membership.engagement.responsible_unit.name),
            Cell(amount(row.amount, row.currency), number=True),
            Cell(rate, number=True),
            Cell(kronor(row.kronor), number=True),
            Cell(row.note or (_("Exempel") if row.example else "")),
        ],
    )
