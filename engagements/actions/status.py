"""How an engagement begins, rests and ends: by a decision, by the clock on its effective day, or by hand."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from core import events
from core.rules import Refused, blocking
from engagements import areas, permissions
from engagements.actions.registration import lock
from engagements.enums import Happening
from engagements.models import Engagement
from engagements.states import ENGAGEMENT
from governance.models import Person


def begin(*, engagement: Engagement, by: Person | None, on: date | None = None) -> Engagement:
    """Proposed or dormant becomes active. A first start is dated `on`, or today."""
    return _move(engagement, "begin", by, on)


def rest(*, engagement: Engagement, by: Person | None, on: date | None = None) -> Engagement:
    """Active becomes dormant."""
    return _move(engagement, "rest", by, on)


def end(*, engagement: Engagement, by: Person | None, on: date | None = None) -> Engagement:
    """Ended, with `on` (or today) as its last day."""
    return _move(engagement, "end", by, on)


def decline(*, engagement: Engagement, by: Person | None, on: date | None = None) -> Engagement:
    """A proposal that was turned down."""
    return _move(engagement, "decline", by, on)


@transaction.atomic
def _move(engagement: Engagement, verb: str, by: Person | None, on: date | None) -> Engagement:
    """Advance the status and date it; Conflict when the status no longer allows it, Refused where the area says no."""
    engagement = lock(engagement)
    permissions.may_change_status.require(by, engagement)
    before, day = engagement.status, on or timezone.localdate()
    area = areas.find(engagement)
    stopped = blocking(area.ready_to_begin(engagement, day)) if verb == "begin" and area is not None else []
    if stopped:
        raise Refused(stopped)
    if by is not None:
        engagement._history_user = by
    if verb == "begin" and engagement.starts_on is None:
        engagement.starts_on = day
    if verb == "end":
        engagement.ends_on = day
    engagement.version += 1
    ENGAGEMENT.advance(engagement, verb)
    # The history row of the status already holds these; a save of their own would write a second one.
    type(engagement)._base_manager.filter(pk=engagement.pk).update(
        starts_on=engagement.starts_on, ends_on=engagement.ends_on, version=engagement.version
    )
    detail = {"verb": verb, "from": before, "to": engagement.status, "on": day.isoformat()}
    events.record(Happening.STATUS_CHANGED, engagement, by=by, detail=detail)
    return engagement
