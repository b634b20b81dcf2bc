"""A unit's own draft of an activity: saved, thrown away, taken back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from core import events
from core.rules import Conflict
from core.states import already_changed
from documents import actions as documents
from engagements import conditions, permissions
from engagements.differences import conflict
from engagements.enums import ActivityState, Happening
from engagements.models import Activity, Attachment, Attendance, Engagement
from engagements.states import ACTIVITY
from governance.models import Person, Unit

FIELDS = {
    "title", "kind", "forum", "starts_on", "ends_on", "place", "country", "mode", "why_not_remote", "cost",
    "distance_km", "result", "lesson", "motive", "example",
}  # fmt: skip
EDITABLE = {ActivityState.DRAFT, ActivityState.RETURNED}


@transaction.atomic
def save_draft(
    *,
    by: Person,
    engagement: Engagement,
    unit: Unit,
    activity: Activity | None = None,
    version: int | None = None,
    draft_key: UUID | None = None,
    attendances: Sequence[dict[str, Any]] | None = None,
    aims: Sequence[Any] | None = None,
    **fields: Any,
) -> Activity:
    """Save what is written so far; nothing needs to be complete but which engagement and a title.

    The same `draft_key` again is the same draft, so that a page which saves itself and a double click make one row.
    Raises Conflict when somebody else in the unit saved since `version`; one's own earlier save is no conflict.
    """
    _only_known(fields)
    permissions.may_report.require(by, unit, engagement)
    activity = _draft(activity, draft_key, by)
    if activity.pk:
        permissions.may_edit_activity.require(by, activity)
        _no_conflict(activity, version, by, fields)
        activity.version += 1
    activity.engagement, activity.unit = engagement, unit
    for name, value in fields.items():
        setattr(activity, name, value)
    conditions.ready_to_save.require(activity)
    activity._history_user = by
    activity.save()
    if attendances is not None:
        activity.attendances.all().delete()
        Attendance.objects.bulk_create(Attendance(activity=activity, **row) for row in attendances)
    if aims is not None:
        activity.aims.set(aims)
    events.record(Happening.ACTIVITY_SAVED, activity, by=by)
    return activity


def _only_known(fields: dict[str, Any]) -> None:
    unknown = sorted(fields.keys() - FIELDS)
    if unknown:
        raise TypeError(f"not a field of an activity: {', '.join(unknown)}")


def _draft(activity: Activity | None, draft_key: UUID | None, by: Person) -> Activity:
    """The locked row of the draft, or a new one. What has been sent in is no draft any more."""
    rows = Activity.objects.select_for_update(of=("self",), no_key=True)
    found = None
    if activity is not None:
        found = rows.get(pk=activity.pk)
    elif draft_key is not None:
        found = rows.filter(draft_key=draft_key, reported_by=by).first()
    if found is None:
        return Activity(reported_by=by, draft_key=draft_key, state=ActivityState.DRAFT)
    if found.state not in EDITABLE:
        raise Conflict(already_changed(found))
    return found


def _no_conflict(activity: Activity, version: int | None, by: Person, fields: dict[str, Any]) -> None:
    if version is None or activity.version == version:
        return
    last = activity.history.values_list("history_user_id", flat=True).first()
    if last != by.pk:
        raise conflict(activity, _("En kollega sparade aktiviteten medan du skrev."), fields)


def lock(activity: Activity) -> Activity:
    return (
        Activity.objects.select_for_update(of=("self",), no_key=True)
        .select_related("engagement", "unit")
        .get(pk=activity.pk)
    )


@transaction.atomic
def discard(*, activity: Activity, by: Person) -> Activity:
    """Throw a draft away; `restore` takes it back."""
    activity = lock(activity)
    permissions.may_edit_activity.require(by, activity)
    activity._history_user = by
    ACTIVITY.advance(activity, "discard")
    events.record(Happening.ACTIVITY_DISCARDED, activity, by=by)
    return activity


@transaction.atomic
def restore(*, activity: Activity, by: Person) -> Activity:
    activity = lock(activity)
    permissions.may_edit_activity.require(by, activity)
    activity._history_user = by
    ACTIVITY.advance(activity, "restore")
    events.record(Happening.ACTIVITY_RESTORED, activity, by=by)
    return activity


@transaction.atomic
def add_attachment(*, activity: Activity, file: Any, by: Person) -> Attachment:
    """Attach a file to a report that is not accepted yet. What the documents app refuses is raised on."""
    activity = lock(activity)
    permissions.may_edit_activity.require(by, activity)
    if activity.state not in EDITABLE:
        raise Conflict(already_changed(activity))
    secrecy = {}
    if activity.engagement.is_confidential:
        secrecy = {
            "confidentiality": activity.engagement.confidentiality,
            "confidentiality_ground": activity.engagement.confidentiality_ground,
        }
    document = documents.store_upload(file=file, by=by, **secrecy)
    attachment = Attachment.objects.create(activity=activity, document=document)
    events.record(Happening.ATTACHMENT_ADDED, activity, by=by, detail={"document": document.pk})
    return attachment
