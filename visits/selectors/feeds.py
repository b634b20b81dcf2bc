"""A person's subscriptions, and the visits a subscription shows."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Q

from core.enums import Confidentiality
from governance.models import Unit
from visits.actions.feeds import hash_of
from visits.models import Visit, VisitFeed
from visits.permissions.programme import may_subscribe
from visits.selectors.clashes import CALLED_OFF

BACK = datetime.timedelta(days=90)
MOST = 500


def feeds_of(person: Any) -> list[VisitFeed]:
    return list(VisitFeed.objects.filter(person=person, revoked_at=None).select_related("unit"))


def feed_for(person: Any, pk: int) -> VisitFeed | None:
    return VisitFeed.objects.filter(person=person, pk=pk).select_related("unit").first()


def units_for(person: Any) -> list[Unit]:
    rows = Unit.objects.order_by("name")
    if not person.powers.coordinates:
        rows = rows.filter(pk__in=person.powers.own_units)
    return list(rows)


def feed_at(token: str) -> VisitFeed | None:
    """The subscription at a secret address: open, and its person still has something to do with the unit."""
    feed = VisitFeed.objects.filter(token_hash=hash_of(token), revoked_at=None).select_related("unit", "person").first()
    if feed is None or not feed.person.is_active or not may_subscribe.allows(feed.person, feed.unit):
        return None
    return feed


def visits_of(unit: Unit, *, today: datetime.date) -> list[Visit]:
    """The unit's visits from three months back, never a confidential one: a calendar elsewhere is no place for it."""
    mine = Q(main_host=unit) | Q(engagement__responsible_unit=unit)
    rows = Visit.objects.filter(mine, engagement__confidentiality=Confidentiality.OPEN)
    rows = rows.filter(engagement__starts_on__gte=today - BACK).exclude(state__in=CALLED_OFF)
    return list(rows.select_related("engagement").order_by("engagement__starts_on", "pk")[:MOST])
