"""A reported activity on its way: sent in, confirmed by the line, accepted or returned by the coordinating unit."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from core import events
from engagements import conditions, notices, permissions, search_index
from engagements.actions.drafts import lock
from engagements.enums import Happening, InboxKind
from engagements.models import Activity, Engagement, InboxItem
from engagements.states import ACTIVITY
from governance.enums import Function
from governance.models import Person
from governance.selectors import policy_in_force


@transaction.atomic
def submit(*, activity: Activity, by: Person) -> Activity:
    """Send the report in. It reaches the coordinating unit's inbox in the same transaction (GBG-05).

    Where the policy says so it goes to the unit's director first and counts when confirmed (SMF-05); a director's own
    report is confirmed with that. A warning passes with the motive stored on the activity.
    """
    activity = lock(activity)
    permissions.may_edit_activity.require(by, activity)
    policy = policy_in_force()
    conditions.ready_to_submit.require(activity, policy, motive=activity.motive)
    directs = by.powers.in_unit(Function.DIRECTOR, activity.unit_id)
    confirmation = bool(policy and policy.manager_confirms_activities) and not directs
    if confirmation:
        conditions.has_director.require(activity)
    activity.submitted_at, activity.return_reason = timezone.now(), ""
    activity.confirmed_by = by if directs else None
    _move(activity, "submit_for_confirmation" if confirmation else "submit", by)
    if confirmation:
        notices.awaits_confirmation(activity)
    else:
        _arrives(activity)
    events.record(Happening.ACTIVITY_SUBMITTED, activity, by=by, detail={"state": activity.state})
    return activity


@transaction.atomic
def confirm(*, activity: Activity, by: Person) -> Activity:
    """The unit's director stands for the report; from now on it counts (SMF-05)."""
    activity = lock(activity)
    permissions.may_confirm_activity.require(by, activity)
    activity.confirmed_by = by
    _move(activity, "confirm", by)
    _arrives(activity)
    notices.confirmed(activity, by)
    events.record(Happening.ACTIVITY_CONFIRMED, activity, by=by)
    return activity


@transaction.atomic
def accept(*, activity: Activity, by: Person) -> Activity:
    activity = lock(activity)
    permissions.may_handle_activity.require(by, activity)
    activity.handled_by, activity.handled_at = by, timezone.now()
    _move(activity, "accept", by)
    _handled(activity, by)
    notices.accepted(activity, by)
    events.record(Happening.ACTIVITY_ACCEPTED, activity, by=by)
    return activity


@transaction.atomic
def return_activity(*, activity: Activity, reason: str, by: Person) -> Activity:
    """Send it back to the reporter with what is missing."""
    activity = lock(activity)
    permissions.may_return_activity.require(by, activity)
    conditions.reason_given.require(reason)
    activity.handled_by, activity.handled_at, activity.return_reason = by, timezone.now(), reason.strip()
    _move(activity, "return", by)
    _handled(activity, by)
    search_index.refresh(activity.engagement)
    notices.returned(activity, by)
    events.record(Happening.ACTIVITY_RETURNED, activity, by=by)
    return activity


def _move(activity: Activity, verb: str, by: Person) -> None:
    """Advance the state first, so that of two at once only one writes the rest."""
    activity._history_user = by
    activity.version += 1
    ACTIVITY.advance(activity, verb)
    # The history row of the state already holds these; a save of their own would write a second one.
    names = ["submitted_at", "return_reason", "confirmed_by", "handled_by", "handled_at", "version"]
    values = {name: getattr(activity, name) for name in names}
    Activity._base_manager.filter(pk=activity.pk).update(changed_at=timezone.now(), **values)


def _arrives(activity: Activity) -> None:
    """In the inbox and in the search text. The coordinating unit's own activities need no telling."""
    if not activity.unit.coordinating:
        InboxItem.objects.create(
            kind=InboxKind.ACTIVITY, engagement=activity.engagement, activity=activity, unit=activity.unit
        )
    search_index.refresh(Engagement.objects.get(pk=activity.engagement_id))


def _handled(activity: Activity, by: Person) -> None:
    waiting = InboxItem.objects.filter(activity=activity, handled_at=None)
    waiting.update(handled_at=activity.handled_at, handled_by=by)
