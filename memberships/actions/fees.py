"""The fee of a year in its currency and in kronor, and how many live in the city."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from django.db import transaction

from core import events
from governance.models import Person
from memberships import conditions, permissions
from memberships.actions.memberships import lock
from memberships.enums import Happening
from memberships.models import Membership, MembershipFee, Population

HOME_CURRENCY = "SEK"


@transaction.atomic
def record_fee(
    *,
    membership: Membership,
    year: int,
    amount: Decimal,
    by: Person | None,
    currency: str = HOME_CURRENCY,
    rate: Decimal | None = None,
    note: str = "",
    example: bool = False,
) -> MembershipFee:
    """Write the membership's one fee of the year; the same year again mends it. In kronor the rate is always one.

    The latest year's fee is also what the membership says it costs a year, unless it is an example.
    """
    membership = lock(membership)
    permissions.may_change_membership.require(by, membership)
    conditions.fee_in_order.require(amount, currency, rate)
    rate = Decimal(1) if currency == HOME_CURRENCY or rate is None else rate
    fee = membership.fees.filter(year=year).first() or MembershipFee(membership=membership, year=year, example=example)
    fee.amount, fee.currency, fee.rate, fee.note = amount, currency, rate, note.strip()
    fee.kronor = int((amount * rate).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    fee.save()
    if not (example or membership.fees.filter(year__gt=year).exists()):
        membership.fee = int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))
        membership.fee_currency = currency
        membership.save()
    detail = {"year": year, "amount": str(amount), "currency": currency, "kronor": fee.kronor}
    events.record(Happening.FEE_RECORDED, membership, by=by, detail=detail)
    return fee


@transaction.atomic
def record_population(*, year: int, inhabitants: int, source: str, by: Person | None) -> Population:
    """Note how many lived in the municipality at the end of a year; the same year again mends it (STR-01)."""
    permissions.may_record_population.require(by)
    row = Population.objects.filter(year=year).first() or Population(year=year)
    row.inhabitants, row.source = inhabitants, source.strip()
    row.save()
    detail = {"year": year, "inhabitants": inhabitants}
    events.record(Happening.POPULATION_RECORDED, row, by=by, detail=detail)
    return row
