"""Confidential engagements: handing out access, taking it back, and writing down who read."""

from __future__ import annotations

from django.db import transaction

from core import events
from engagements import conditions, permissions
from engagements.actions.registration import lock
from engagements.enums import Happening
from engagements.models import Engagement, EngagementGrant
from governance.models import Person

READ = "read_confidential"


@transaction.atomic
def share(*, engagement: Engagement, person: Person, by: Person) -> EngagementGrant:
    """Hand the access to one more person. Twice is the same as once, and recorded once."""
    engagement = lock(engagement)
    permissions.may_share.require(by, engagement)
    conditions.ready_to_share.require(engagement, person)
    had = permissions.holds_grant(person, engagement)
    grant = EngagementGrant.objects.assign_perm(READ, person, engagement)
    if not had:
        events.record(Happening.ENGAGEMENT_SHARED, engagement, by=by, detail={"person": person.pk})
    return grant


@transaction.atomic
def revoke(*, engagement: Engagement, person: Person, by: Person) -> None:
    """Take the access back. Refused for the last one who has it."""
    engagement = lock(engagement)
    permissions.may_share.require(by, engagement)
    conditions.ready_to_revoke.require(engagement, person)
    gone, _kinds = engagement.grants.filter(user=person).delete()
    if gone:
        events.record(Happening.ENGAGEMENT_REVOKED, engagement, by=by, detail={"person": person.pk})


@transaction.atomic
def note_reading(*, engagement: Engagement, by: Person) -> None:
    """Somebody opened a confidential engagement. Reading what is open leaves no trace."""
    if engagement.is_confidential:
        events.record(Happening.ENGAGEMENT_READ, engagement, by=by)
