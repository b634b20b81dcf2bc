"""Feeds and files: asked for, read, looked through, and imported all or nothing (GBG-M6)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import events, jobs
from core.models import Job
from core.rules import Finding, Refused
from governance.models import Person, Theme
from monitoring import permissions
from monitoring.actions.plans import add_item
from monitoring.enums import BatchState, Happening, ImportTarget, Mark
from monitoring.feeds import rows as reading
from monitoring.models import FeedSource, ImportBatch, MonitoringPlan, Signal
from monitoring.states import BATCH

FETCH = "monitoring.fetch_feed"


@transaction.atomic
def save_feed(
    *, by: Person | None, feed: FeedSource | None = None, themes: Iterable[Theme] = (), **fields: Any
) -> FeedSource:
    """Add a feed, or change one."""
    permissions.may_plan.require(by)
    row = FeedSource() if feed is None else FeedSource.objects.select_for_update(no_key=True).get(pk=feed.pk)
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    row.themes.set(themes)
    events.record(Happening.FEED_CHANGED, row, by=by, detail={"feed": row.pk, "url": row.url, "active": row.active})
    return row


@transaction.atomic
def ask_for(*, feed: FeedSource, by: Person | None, today: datetime.date | None = None) -> Job:
    """Have the feed fetched by the worker. The clock asks once a day; a person as often as the last time is over."""
    permissions.may_plan.require(by)
    day = today or timezone.localdate()
    feed = FeedSource.objects.select_for_update(no_key=True).get(pk=feed.pk)
    feed.asked_on = day
    feed.save(update_fields=["asked_on"])
    begun = Job.objects.filter(kind=FETCH, key__startswith=f"{FETCH}:{feed.pk}:")
    waiting = begun.filter(state__in=["waiting", "running"]).first()
    if waiting is not None:
        return waiting
    label = _("Hämta flödet %(name)s") % {"name": feed.name}
    key = f"{FETCH}:{feed.pk}:{begun.count() + 1}"
    job = jobs.request(FETCH, key=key, arguments={"feed": feed.pk}, label=label[:250], by=by)
    events.record(Happening.FEED_ASKED, feed, by=by, detail={"feed": feed.pk, "job": job.pk})
    return job


def ask_for_all(*, today: datetime.date | None = None) -> int:
    """The clock: every feed that is kept active and was not asked for today. Returns how many this call asked for."""
    day = today or timezone.localdate()
    due = FeedSource.objects.filter(active=True, example=False).exclude(asked_on__gte=day)
    return len([ask_for(feed=feed, by=None, today=day) for feed in due])


@transaction.atomic
def keep_fetched(*, feed: FeedSource, found: list[reading.Row]) -> ImportBatch | None:
    """Lay what a feed holds that is not known before those who keep the plan; nothing when all of it is known.

    What waited from the same feed is replaced: it stands in the new one.
    """
    feed = FeedSource.objects.select_for_update(no_key=True).get(pk=feed.pk)
    marks = reading.marked([row.stored() for row in found], feed.target)
    kept = [row for row in marks if row.mark != Mark.SAME]
    feed.fetched_at = timezone.now()
    feed.found_new = sum(1 for row in kept if row.mark == Mark.NEW)
    feed.save(update_fields=["fetched_at", "found_new"])
    for older in ImportBatch.objects.filter(source=feed, state=BatchState.PREVIEW):
        BATCH.advance(older, "discard")
    if not feed.found_new:
        return None
    plan = MonitoringPlan.objects.filter(year=timezone.localdate().year).first()
    batch = ImportBatch.objects.create(
        target=feed.target,
        source=feed,
        plan=plan if feed.target == ImportTarget.PLAN else None,
        name=feed.name,
        rows=[row.stored() for row in kept],
    )
    events.record(Happening.BATCH_READ, batch, by=None, detail={"feed": feed.pk, "rows": len(kept)})
    return batch


@transaction.atomic
def read_file(*, content: bytes, name: str, target: str, by: Person, plan: MonitoringPlan | None = None) -> ImportBatch:
    """Read an uploaded file for preview. Raises NotReadable when no row of it can be read."""
    permissions.may_plan.require(by)
    if target == ImportTarget.PLAN and plan is None:
        raise Refused([Finding("import.no-plan", _("Välj vilken årsplan raderna ska läggas i."))])
    found = reading.from_csv(content, target, year=plan.year if plan else 0)
    batch = ImportBatch.objects.create(
        target=target,
        plan=plan if target == ImportTarget.PLAN else None,
        name=name[:250],
        rows=[row.stored() for row in found],
        read_by=by,
    )
    events.record(Happening.BATCH_READ, batch, by=by, detail={"file": batch.name, "rows": len(found)})
    return batch


@transaction.atomic
def import_batch(*, batch: ImportBatch, by: Person) -> ImportBatch:
    """Write every new row, or none. A file with a wrong row is refused whole; of a feed, which nobody here can mend,
    the wrong entries are left out. What became known since the preview is left as it is."""
    batch = ImportBatch.objects.select_for_update(no_key=True, of=("self",)).select_related("plan").get(pk=batch.pk)
    permissions.may_plan.require(by)
    marks = reading.marked(batch.rows, batch.target)
    _refuse_wrong(batch, marks)
    BATCH.advance(batch, "import")
    new = [row for row in marks if row.mark == Mark.NEW]
    for row in new:
        if batch.target == ImportTarget.PLAN:
            _expect(batch, row, by)
        else:
            _signal(row)
    batch.imported, batch.settled_by, batch.settled_at = len(new), by, timezone.now()
    batch.save(update_fields=["imported", "settled_by", "settled_at"])
    events.record(Happening.BATCH_IMPORTED, batch, by=by, detail={"rows": len(new), "target": batch.target})
    return batch


@transaction.atomic
def discard_batch(*, batch: ImportBatch, by: Person) -> ImportBatch:
    """Throw away what was read; nothing of it was written."""
    batch = ImportBatch.objects.select_for_update(no_key=True, of=("self",)).get(pk=batch.pk)
    permissions.may_plan.require(by)
    BATCH.advance(batch, "discard")
    batch.settled_by, batch.settled_at = by, timezone.now()
    batch.save(update_fields=["settled_by", "settled_at"])
    events.record(Happening.BATCH_DISCARDED, batch, by=by, detail={"rows": len(batch.rows)})
    return batch


def _refuse_wrong(batch: ImportBatch, marks: list[reading.Row]) -> None:
    wrong = sum(1 for row in marks if row.mark == Mark.WRONG)
    findings = []
    if wrong and batch.source_id is None:
        message = _("%(number)s rader är fel. Rätta filen och läs in den igen; inget har importerats.")
        findings.append(Finding("import.wrong", message % {"number": wrong}))
    if batch.target == ImportTarget.PLAN and batch.plan is None:
        message = _("Det finns ingen årsplan att lägga raderna i. Påbörja årets plan först.")
        findings.append(Finding("import.no-plan", message, clause="GBG-M6"))
    if findings:
        raise Refused(findings)


def _expect(batch: ImportBatch, row: reading.Row, by: Person) -> None:
    assert batch.plan is not None
    day = datetime.date.fromisoformat(row.day) if row.day else None
    quarter = row.quarter or (timezone.localdate().month + 2) // 3
    # A feed's day is the day the entry was published, not the day something is expected.
    fields: dict[str, Any] = {"quarter": quarter, "expected_on": None if batch.source_id else day}
    fields |= {"channel": row.channel, "unit_id": row.unit, "source_url": row.link, "key": row.key}
    add_item(plan=batch.plan, title=row.what, by=by, themes=Theme.objects.filter(pk__in=row.themes), **fields)


def _signal(row: reading.Row) -> None:
    """A signal nobody reported: it waits to be assessed as all others."""
    what = f"{row.what}\n\n{row.text}" if row.text else row.what
    signal = Signal.objects.create(
        what=what, source_name=row.source, source_url=row.link, unit_id=row.unit, key=row.key
    )
    signal.themes.set(row.themes)
    if row.unit:
        signal.units.set([row.unit])
    events.record(Happening.SIGNAL_REPORTED, signal, by=None, detail={"signal": signal.pk, "imported": True})
