"""The programme of a visit: items added, changed, moved, taken out and put back; and its heading (GBG-V8)."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import events
from core.rules import Conflict, Finding, Refused
from core.states import already_changed
from engagements.differences import conflict
from visits.conditions.programme import ready_to_move, ready_to_place
from visits.enums.programme import ProgrammeHappening
from visits.locks import lock_part, lock_visit
from visits.models import ProgrammeHeading, ProgrammeItem, Visit
from visits.permissions.programme import may_plan_visit

FIELDS = (
    "day", "starts_at", "ends_at", "title_sv", "title_en", "text_sv", "text_en", "place", "host_unit", "host_office",
    "speaker", "audience",
)  # fmt: skip
HEADING_FIELDS = ("title_sv", "title_en", "welcome_sv", "welcome_en", "contact")


@transaction.atomic
def add_items(*, visit: Visit, items: Sequence[dict[str, Any]], by: Any) -> list[ProgrammeItem]:
    """Add items to the programme, all or none. Refused for any that lies outside the visit's days."""
    visit = lock_visit(visit.pk)
    may_plan_visit.require(by, visit)
    if not items:
        raise Refused([Finding("visit.no-items", _("Fyll i minst en punkt."))])
    rows = [ProgrammeItem(visit=visit, **{name: row[name] for name in FIELDS if name in row}) for row in items]
    _all_ready(visit, rows)
    for row in rows:
        row._history_user = by  # type: ignore[attr-defined]
        row.save()
    detail = {"items": [row.pk for row in rows]}
    events.record(ProgrammeHappening.ITEMS_ADDED, visit.engagement, by=by, detail=detail)
    return rows


@transaction.atomic
def change_item(*, item: ProgrammeItem, version: int, by: Any, **fields: Any) -> ProgrammeItem:
    """Change an item. Raises Conflict with both texts when somebody saved since `version` was read."""
    item = lock_part(item)
    may_plan_visit.require(by, item.visit)
    changed = sorted(name for name in FIELDS if name in fields and getattr(item, name) != fields[name])
    if not changed:
        return item
    if item.version != version:
        message = _("Någon annan sparade punkten medan du skrev.")
        raise conflict(item, message, fields)
    if item.removed_at:
        raise Conflict(already_changed(item))
    for name in changed:
        setattr(item, name, fields[name])
    ready_to_place.require(item.visit, item)
    _save(item, by)
    detail = {"item": item.pk, "changed": changed}
    events.record(ProgrammeHappening.ITEM_CHANGED, item.visit.engagement, by=by, detail=detail)
    return item


@transaction.atomic
def move_items(
    *, visit: Visit, items: Sequence[int], by: Any, minutes: int = 0, day: datetime.date | None = None
) -> list[ProgrammeItem]:
    """Move items so many minutes, or to another day of the visit, all or none. Ids of others' items are left out."""
    visit = lock_visit(visit.pk)
    may_plan_visit.require(by, visit)
    rows = list(ProgrammeItem.objects.select_for_update(no_key=True).filter(visit=visit, pk__in=items, removed_at=None))
    if not rows or (minutes == 0 and day is None):
        raise Refused([Finding("visit.nothing-to-move", _("Välj minst en punkt, och hur den ska flyttas."))])
    ready_to_move.require([(row, minutes) for row in rows])
    for row in rows:
        row.starts_at, row.ends_at = _later(row.starts_at, minutes), _later(row.ends_at, minutes)
        row.day = day or row.day
    _all_ready(visit, rows)
    for row in rows:
        _save(row, by)
    detail = {"items": sorted(row.pk for row in rows), "minutes": minutes, "day": day.isoformat() if day else ""}
    events.record(ProgrammeHappening.ITEMS_MOVED, visit.engagement, by=by, detail=detail)
    return rows


@transaction.atomic
def remove_item(*, item: ProgrammeItem, by: Any) -> ProgrammeItem:
    """Take an item out; `restore_item` puts it back."""
    item = lock_part(item)
    may_plan_visit.require(by, item.visit)
    if item.removed_at:
        raise Conflict(already_changed(item))
    item.removed_at = timezone.now()
    _save(item, by)
    events.record(ProgrammeHappening.ITEM_REMOVED, item.visit.engagement, by=by, detail={"item": item.pk})
    return item


@transaction.atomic
def restore_item(*, item: ProgrammeItem, by: Any) -> ProgrammeItem:
    item = lock_part(item)
    may_plan_visit.require(by, item.visit)
    if item.removed_at is None:
        raise Conflict(already_changed(item))
    ready_to_place.require(item.visit, item)
    item.removed_at = None
    _save(item, by)
    events.record(ProgrammeHappening.ITEM_RESTORED, item.visit.engagement, by=by, detail={"item": item.pk})
    return item


@transaction.atomic
def describe_programme(*, visit: Visit, version: int, by: Any, **fields: Any) -> ProgrammeHeading:
    """Say what stands before the first item. `version` 0 is a programme nobody has described."""
    visit = lock_visit(visit.pk)
    may_plan_visit.require(by, visit)
    heading = ProgrammeHeading.objects.filter(visit=visit).first() or ProgrammeHeading(visit=visit, version=0)
    changed = sorted(name for name in HEADING_FIELDS if name in fields and getattr(heading, name) != fields[name])
    if not changed:
        return heading
    if heading.version != version:
        message = _("Någon annan sparade inledningen medan du skrev.")
        raise conflict(heading, message, fields)
    for name in changed:
        setattr(heading, name, fields[name])
    _save(heading, by)
    events.record(ProgrammeHappening.HEADING_CHANGED, visit.engagement, by=by, detail={"changed": changed})
    return heading


def _all_ready(visit: Visit, rows: Sequence[ProgrammeItem]) -> None:
    found = [finding for row in rows for finding in ready_to_place(visit, row)]
    if found:
        raise Refused(list({finding.message: finding for finding in found}.values()))


def _later(at: datetime.time, minutes: int) -> datetime.time:
    return (datetime.datetime.combine(datetime.date(2000, 1, 1), at) + datetime.timedelta(minutes=minutes)).time()


def _save(row: Any, by: Any) -> None:
    row.version += 1
    row._history_user = by
    row.save()
