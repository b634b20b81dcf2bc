"""What is told of an engagement: planned, done, published (GBG-C13)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import events
from core.rules import Conflict
from engagements import conditions, permissions
from engagements.actions.registration import lock
from engagements.enums import Happening
from engagements.models import Communication, Engagement
from governance.models import Person, Unit

FIELDS = {"title", "text", "channel", "audience", "link"}


@transaction.atomic
def save_communication(
    *,
    engagement: Engagement,
    unit: Unit,
    by: Person,
    communication: Communication | None = None,
    version: int | None = None,
    planned_on: date | None = None,
    done_on: date | None = None,
    example: bool = False,
    **said: Any,
) -> Communication:
    """Plan something to be told, or write down that it was. A published one is changed by who may publish."""
    unknown = sorted(said.keys() - FIELDS)
    if unknown:
        raise TypeError(f"not a field of a communication: {', '.join(unknown)}")
    engagement = lock(engagement)
    permissions.may_plan_communication.require(by, engagement)
    row = _locked(communication) if communication else Communication(engagement=engagement, created_by=by)
    if row.published:
        permissions.may_publish_communication.require(by, engagement)
    if version is not None and row.pk and row.version != version:
        raise Conflict(_("Någon annan sparade insatsen medan du skrev. Öppna sidan igen och se vad som ändrats."))
    conditions.ready_to_save_communication.require(said["title"], planned_on, done_on)
    row.unit, row.planned_on, row.done_on, row.example = unit, planned_on, done_on, row.example or example
    for name, value in said.items():
        setattr(row, name, value)
    if row.published:
        conditions.ready_to_publish_communication.require(row)
    _save(row, by)
    events.record(Happening.COMMUNICATION_SAVED, row, by=by, detail={"communication": row.pk})
    return row


@transaction.atomic
def publish_communication(*, communication: Communication, by: Person) -> Communication:
    """Show it on the engagement's public page and in the feeds. Twice is the same as once."""
    lock(communication.engagement)
    row = _locked(communication)
    permissions.may_publish_communication.require(by, row.engagement)
    conditions.ready_to_publish_communication.require(row)
    if not row.published:
        row.published, row.published_at, row.published_by = True, timezone.now(), by
        _save(row, by)
        events.record(Happening.COMMUNICATION_PUBLISHED, row, by=by, detail={"communication": row.pk})
    return row


@transaction.atomic
def unpublish_communication(*, communication: Communication, by: Person) -> Communication:
    row = _locked(communication)
    permissions.may_publish_communication.require(by, row.engagement)
    if row.published:
        row.published, row.published_at, row.published_by = False, None, None
        _save(row, by)
        events.record(Happening.COMMUNICATION_UNPUBLISHED, row, by=by, detail={"communication": row.pk})
    return row


def _locked(communication: Communication) -> Communication:
    rows = Communication.objects.select_for_update(of=("self",), no_key=True).select_related("engagement")
    return rows.get(pk=communication.pk)


def _save(row: Communication, by: Person) -> None:
    if row.pk:
        row.version += 1
    row._history_user = by
    row.save()
