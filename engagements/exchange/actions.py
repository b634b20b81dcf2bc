"""A file from its arrival until it is read in: each step one action, the slow work between them in the background."""

from __future__ import annotations

import secrets
from collections.abc import Callable
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
from engagements.exchange.carrying_out import RowRefused, carry_out_all
from engagements.exchange.comparing import Row, digest_of
from engagements.exchange.enums import Happening, ImportState, Outcome
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
def complete_import(
    *, upload: Import, by: Person, compared: Callable[[], tuple[Register, list[Row], Lookup]]
) -> Import:
    """Carry out every row, or none, in this transaction. One that is done already is left as it is.

    `compared` compares the file with the register as it is once the import is locked; when that leads to something
    else than the preview showed, nothing is carried out. A row that is refused undoes those before it, and the import
    tells which.
    """
    upload = lock(upload)
    if upload.state != ImportState.RUNNING:
        return upload
    register, rows, lookup = compared()
    if digest_of(rows) != upload.digest:
        problem = _("Registret har ändrats sedan filen granskades. Granska filen igen och se vad som skiljer.")
        return refuse_import(upload=upload, problem=problem, by=by)
    try:
        with transaction.atomic():
            done = carry_out_all(register, rows, by, lookup)
    except RowRefused as refusal:
        words = {"number": refusal.row.number, "title": refusal.row.title, "why": str(refusal)}
        problem = _("Rad %(number)s, %(title)s: %(why)s Inget lästes in.") % words
        return refuse_import(upload=upload, problem=problem, by=by)
    _complete(upload, done, by)
    return upload


def _complete(upload: Import, done: dict[int, Engagement], by: Person) -> None:
    IMPORT.advance(upload, "complete")
    upload.done_at = timezone.now()
    upload.save()
    made = list(upload.rows.filter(outcome=Outcome.NEW))
    for row in made:
        row.engagement = done[row.number]
    ImportRow.objects.bulk_update(made, ["engagement"], batch_size=200)
    events.record(Happening.IMPORT_DONE, upload, by=by, detail={"new": upload.new, "changed": upload.changed})
    transaction.on_commit(forget_counts)
    _tell(upload, by, gettext_lazy("Filen är inläst."))


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
