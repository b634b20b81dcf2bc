"""What came of an activity, some time after it (NKP-12)."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from core import events
from engagements import conditions, permissions
from engagements.actions.drafts import lock
from engagements.enums import CameOf, Happening
from engagements.models import Activity, ActivityFollowUp
from governance.models import Person


@transaction.atomic
def follow_up(
    *, activity: Activity, came_of: str, changed: str, by: Person, next_on: date | None = None
) -> ActivityFollowUp:
    """Write what came of it. What was planned may be followed up again until it is in use or dropped; each answer is
    kept in the history."""
    activity = lock(activity)
    permissions.may_follow_up.require(by, activity)
    came_of = CameOf(came_of)
    conditions.ready_to_follow_up.require(activity, came_of, changed, next_on)
    row = ActivityFollowUp.objects.filter(activity=activity).first() or ActivityFollowUp(activity=activity, version=0)
    row.came_of, row.changed, row.on = came_of, changed.strip(), timezone.localdate()
    row.next_on, row.recorded_by = next_on, by
    row.version += 1
    row._history_user = by
    row.save()
    detail = {"came_of": came_of.value, "activity": activity.pk}
    events.record(Happening.ACTIVITY_FOLLOWED_UP, activity, by=by, detail=detail)
    return row
