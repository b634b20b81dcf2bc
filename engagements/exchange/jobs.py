"""The slow part of an import, done by a worker: reading and comparing, and carrying out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from core import jobs
from core.models import Job
from documents import store
from engagements.exchange import actions, registry
from engagements.exchange.carrying_out import try_out
from engagements.exchange.comparing import Row, compare
from engagements.exchange.lookup import Lookup
from engagements.exchange.reading import Table, Unreadable, read
from engagements.exchange.registry import Register
from engagements.models.exchange import Import
from governance.models import Person


@jobs.handler(actions.READ)
def read_file(job: Job, progress: jobs.Progress) -> jobs.Store:
    """Read the file, compare it with the register and try every row out; the preview is stored with the job."""
    upload, register, person = _asked(job)
    with override(person.language):
        progress(5)
        try:
            table = _table(upload, register)
        except Unreadable as reason:
            problem = str(reason)
            return lambda: _stored(actions.keep_unreadable(upload=upload, problem=problem, by=person))
        progress(15)
        lookup = Lookup()
        rows = compare(register, table, person, lookup, _between(progress, 15, 40))
        try_out(register, rows, person, lookup, _between(progress, 40, 95))
    return lambda: _preview(upload, rows, table.ignored, person)


@jobs.handler(actions.RUN)
def run_import(job: Job, progress: jobs.Progress) -> jobs.Store:
    """Compare again, and carry out all of it in one transaction, if it leads to what was shown.

    Here and not in the transaction that ends the job, which would hold the job's row and its heartbeat for as long. The
    import's own state says that it is done: a worker that takes over finds that, and does nothing.
    """
    upload, register, person = _asked(job)
    progress(5)
    with override(person.language):
        table = _table(upload, register)
        progress(20)

        def compared() -> tuple[Register, list[Row], Lookup]:
            lookup = Lookup()
            return register, compare(register, table, person, lookup), lookup

        upload = actions.complete_import(upload=upload, by=person, compared=compared)
        result = _stored(upload)
    return lambda: result


def _asked(job: Job) -> tuple[Import, Register, Person]:
    upload = Import.objects.select_related("document", "by").get(pk=job.arguments["import"])
    register = registry.find(upload.area)
    if register is None or not upload.by.is_active:
        raise jobs.HasFailed(_("Den som lämnade filen kan inte logga in längre."))
    return upload, register, upload.by


def _table(upload: Import, register: Register) -> Table:
    return read(store.read(upload.document.sha256), upload.document.name, register)


def _between(progress: jobs.Progress, first: int, last: int) -> Callable[[int], None]:
    return lambda percent: progress(first + (last - first) * percent // 100)


def _preview(upload: Import, rows: list[Row], ignored: list[str], person: Person) -> dict[str, Any]:
    with override(person.language):
        return _stored(actions.keep_preview(upload=upload, rows=rows, ignored=ignored, by=person))


def _stored(upload: Import) -> dict[str, Any]:
    return {"url": upload.get_absolute_url(), "label": str(_("Visa resultatet"))}
