"""A file from its arrival until it is read in: each step one action, the slow work between them in the background."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import events, jobs, outbox
from core.enums import RetentionRule
from documents.actions import store_upload
from documents.uploads import UploadRefused
from engagements.actions import note_reading
from engagements.exchange import conditions, permissions
from engagements.exchange.carrying_out import (
    REFUSALS,
    RowRefused,
    carry_out,
    findings_of,
    names_in,
    naming_columns,
    settle,
)
from engagements.exchange.comparing import Row, digest_of
from engagements.exchange.enums import Happening, Outcome
from engagements.exchange.lookup import Lookup
from engagements.exchange.registry import Register
from engagements.exchange.states import IMPORT
from engagements.models import Engagement
from engagements.models.exchange import Import, ImportRow
from engagements.selectors.engagement_list import forget_counts
from governance.models import Person

READ, RUN = "engagements.import_read", "engagements.import_run"
KINDS = (".xlsx", ".csv")


@transaction.atomic
def start_import(*, register: Register, file: Any, by: Person) -> Import:
    """Take in the file and order that it is read. Raises UploadRefused when it is no spreadsheet."""
    permissions.may_import.require(by)
    if not str(file.name or "").casefold().endswith(KINDS):
        raise UploadRefused(_("Spara filen som Excel-arbetsbok (.xlsx) eller som CSV och försök igen."))
    document = store_upload(file=file, by=by, retention_rule=RetentionRule.TWO_YEARS)
    upload = Import.objects.create(area=register.area, by=by, document=document)
    _order(upload, READ, by)
    events.record(Happening.IMPORT_STARTED, upload, by=by, detail={"area": upload.area, "sha256": document.sha256})
    return upload


@transaction.atomic
def read_again(*, upload: Import, by: Person) -> Import:
    """Compare the same file with the register as it is now."""
    upload = lock(upload)
    permissions.may_handle.require(by, upload)
    conditions.ready_again.require(upload)
    IMPORT.advance(upload, "again")
    upload.round += 1
    upload.closed, upload.problem, upload.digest = True, "", ""
    upload.save()
    upload.rows.all().delete()
    _order(upload, READ, by)
    events.record(Happening.IMPORT_STARTED, upload, by=by, detail={"area": upload.area, "round": upload.round})
    return upload


@transaction.atomic
def order_import(*, upload: Import, by: Person) -> Import:
    """Order that what the preview shows is carried out. Refused while a row is wrong, or nothing is new."""
    upload = lock(upload)
    permissions.may_handle.require(by, upload)
    IMPORT.advance(upload, "run")
    conditions.ready_to_run.require(upload)
    _order(upload, RUN, by)
    events.record(Happening.IMPORT_ORDERED, upload, by=by, detail={"digest": upload.digest})
    return upload


@transaction.atomic
def discard_import(*, upload: Import, by: Person) -> Import:
    """Leave the file unread: what the comparison copied goes, the file and the line in the list stay."""
    upload = lock(upload)
    permissions.may_handle.require(by, upload)
    conditions.ready_again.require(upload)
    IMPORT.advance(upload, "discard")
    upload.rows.all().delete()
    events.record(Happening.IMPORT_DISCARDED, upload, by=by)
    return upload


@transaction.atomic
def keep_preview(*, upload: Import, rows: list[Row], ignored: list[str], by: Person) -> Import:
    """Keep what the comparison found, for the page that shows it. Reading what is confidential is noted."""
    upload = lock(upload)
    IMPORT.advance(upload, "read")
    counts = {outcome: sum(row.outcome == outcome for row in rows) for outcome in Outcome.values}
    upload.new, upload.changed = counts[Outcome.NEW], counts[Outcome.CHANGED]
    upload.same, upload.wrong = counts[Outcome.SAME], counts[Outcome.WRONG]
    upload.closed = any(row.confidential for row in rows)
    upload.digest = digest_of(rows)
    words = {"names": ", ".join(ignored)[:1000]}
    upload.notes = _("Kolumner som inte känns igen lästes inte: %(names)s.") % words if ignored else ""
    upload.save()
    upload.rows.all().delete()
    ImportRow.objects.bulk_create([_row_of(upload, row) for row in rows], batch_size=500)
    for row in rows:
        if row.confidential and row.existing is not None:
            note_reading(engagement=_engagement_of(row.existing), by=by)
    events.record(Happening.IMPORT_READ, upload, by=by, detail=counts)
    _tell(upload, by, gettext_lazy("Filen är granskad. Se vad den ändrar innan du läser in den."))
    return upload


@transaction.atomic
def keep_unreadable(*, upload: Import, problem: str, by: Person) -> Import:
    upload = lock(upload)
    IMPORT.advance(upload, "fail")
    upload.problem = problem
    upload.save()
    events.record(Happening.IMPORT_REFUSED, upload, by=by, detail={"at": "reading"})
    _tell(upload, by, gettext_lazy("Filen kunde inte läsas."))
    return upload


@transaction.atomic
def complete_import(*, upload: Import, register: Register, rows: list[Row], lookup: Lookup, by: Person) -> Import:
    """Carry out every row, or none: a row that is refused undoes those before it, and the import tells which."""
    upload = lock(upload)
    try:
        with transaction.atomic():
            done = _carry_out_all(register, rows, by, lookup)
    except RowRefused as refusal:
        words = {"number": refusal.row.number, "title": refusal.row.title, "why": str(refusal)}
        return refuse_import(
            upload=upload, problem=_("Rad %(number)s, %(title)s: %(why)s Inget lästes in.") % words, by=by
        )
    IMPORT.advance(upload, "complete")
    upload.done_at = timezone.now()
    upload.save()
    for number, engagement in done.items():
        ImportRow.objects.filter(upload=upload, number=number).update(engagement=engagement)
    events.record(Happening.IMPORT_DONE, upload, by=by, detail={"new": upload.new, "changed": upload.changed})
    transaction.on_commit(forget_counts)
    _tell(upload, by, gettext_lazy("Filen är inläst."))
    return upload


@transaction.atomic
def refuse_import(*, upload: Import, problem: str, by: Person) -> Import:
    """Nothing was read in, and why. The file can be compared again."""
    upload = lock(upload)
    IMPORT.advance(upload, "refuse")
    upload.problem = problem
    upload.save()
    events.record(Happening.IMPORT_REFUSED, upload, by=by, detail={"at": "carrying out"})
    _tell(upload, by, gettext_lazy("Inget lästes in. Se varför."))
    return upload


def lock(upload: Import) -> Import:
    """The row as it stands now, held until the transaction ends."""
    return Import.objects.select_for_update(of=("self",), no_key=True).select_related("document").get(pk=upload.pk)


def _carry_out_all(register: Register, rows: list[Row], by: Person, lookup: Lookup) -> dict[int, Engagement]:
    """New rows first, then those that change, then what new rows say of other rows. Returns them by row number."""
    done: dict[int, Engagement] = {}
    naming = naming_columns(register)
    for outcome in (Outcome.NEW, Outcome.CHANGED):
        left_out = naming if outcome == Outcome.NEW else frozenset()
        for row in rows:
            if row.outcome == outcome:
                with _telling_which(row):
                    done[row.number] = carry_out(register, row, by, lookup, left_out=left_out)
    for row in rows:
        if row.outcome == Outcome.NEW and any(names_in(row.values.get(key)) for key in naming):
            with _telling_which(row):
                settle(register, row, done[row.number], by, lookup)
    return done


@contextmanager
def _telling_which(row: Row) -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except REFUSALS as refusal:
        raise RowRefused(row, findings_of(refusal)) from refusal


def _order(upload: Import, kind: str, by: Person) -> None:
    """Each comparison and each carrying out is work of its own, so that it can be ordered again."""
    label = gettext_lazy("Filen granskas mot registret") if kind == READ else gettext_lazy("Filen läses in")
    key = f"{kind}:{upload.pk}:{upload.round}:{secrets.token_hex(4)}"
    job = jobs.request(kind, key=key, arguments={"import": upload.pk}, label=str(label), by=by)
    upload.job_id = job.pk
    upload.save()


def _row_of(upload: Import, row: Row) -> ImportRow:
    return ImportRow(
        upload=upload,
        number=row.number,
        outcome=row.outcome,
        title=row.title,
        engagement_id=row.pk if row.existing is not None else None,
        lines=[line.as_json() for line in row.lines],
    )


def _engagement_of(existing: Any) -> Engagement:
    return existing if isinstance(existing, Engagement) else existing.engagement


def _tell(upload: Import, by: Person, subject: Any) -> None:
    key = f"import:{upload.pk}:{upload.round}:{upload.state}"
    outbox.queue(to=by, key=key, kind="engagements.import", subject=subject, url=upload.get_absolute_url())
