"""A person's subscription to a unit's visits in a calendar: opened, and closed again."""

from __future__ import annotations

import hashlib
import secrets

from django.db import transaction
from django.utils import timezone

from core import events
from core.rules import Conflict
from core.states import already_changed
from governance.models import Person, Unit
from visits.enums.programme import ProgrammeHappening
from visits.models import VisitFeed
from visits.permissions.programme import may_revoke_feed, may_subscribe

BYTES = 32


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def open_feed(*, unit: Unit, by: Person) -> tuple[VisitFeed, str]:
    """A new subscription and its secret, which is told once and kept as a hash only."""
    may_subscribe.require(by, unit)
    token = secrets.token_urlsafe(BYTES)
    feed = VisitFeed.objects.create(unit=unit, person=by, token_hash=hash_of(token))
    events.record(ProgrammeHappening.FEED_OPENED, feed, by=by, detail={"unit": str(unit)})
    return feed, token


@transaction.atomic
def revoke_feed(*, feed: VisitFeed, by: Person) -> VisitFeed:
    """Close the address; whoever still asks for it finds nothing."""
    feed = VisitFeed.objects.select_for_update(of=("self",), no_key=True).select_related("unit").get(pk=feed.pk)
    may_revoke_feed.require(by, feed)
    if feed.revoked_at:
        raise Conflict(already_changed(feed))
    feed.revoked_at = timezone.now()
    feed.save(update_fields=["revoked_at"])
    events.record(ProgrammeHappening.FEED_REVOKED, feed, by=by, detail={"unit": str(feed.unit)})
    return feed
