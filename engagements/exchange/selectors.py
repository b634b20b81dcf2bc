"""Page-sized reads of imports, with a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.enums import JobState
from core.models import Job
from engagements.enums import AreaKey
from engagements.exchange.enums import ImportState, Outcome
from engagements.exchange.registry import all_registers
from engagements.models import Engagement
from engagements.models.exchange import Import, ImportRow

PAGE = 50
STATE_COLORS = {
    ImportState.READING: "info",
    ImportState.READY: "warning",
    ImportState.UNREADABLE: "danger",
    ImportState.RUNNING: "info",
    ImportState.DONE: "success",
    ImportState.REFUSED: "danger",
    ImportState.DISCARDED: "neutral",
}
OUTCOME_COLORS = {Outcome.NEW: "success", Outcome.CHANGED: "warning", Outcome.SAME: "neutral", Outcome.WRONG: "danger"}
BUSY = {ImportState.READING, ImportState.RUNNING}


@dataclass(frozen=True, slots=True)
class Page:
    rows: list[Any]
    number: int
    has_next: bool

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def previous_page_number(self) -> int:
        return self.number - 1

    @property
    def next_page_number(self) -> int:
        return self.number + 1


@dataclass(frozen=True, slots=True)
class ImportLine:
    area: str
    name: str
    by: str
    at: datetime
    state: str
    color: str
    told: str
    url: str


@dataclass(frozen=True, slots=True)
class Progress:
    """What components/_job_progress.html shows."""

    pk: int
    label: str
    state: str
    progress: int
    url: str
    error: str


@dataclass(frozen=True, slots=True)
class RowShown:
    number: int
    title: str
    url: str
    outcome: str
    label: str
    color: str
    lines: list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Choice:
    key: str
    label: str
    list_url: str
    import_url: str
    template_url: str


def visible_import(person: Any, pk: int) -> Import | None:
    return Import.objects.visible_to(person).select_related("document", "by").filter(pk=pk).first()


def imports(person: Any, number: int) -> Page:
    """A page of imports, newest first; one query."""
    start = (number - 1) * PAGE
    read = Import.objects.visible_to(person).order_by("-created_at", "-pk").values_list(
        "pk", "area", "document__name", "by__name", "created_at", "state", "new", "changed", "wrong"
    )[start : start + PAGE + 1]  # fmt: skip
    found = [
        ImportLine(
            area=str(AreaKey(area).label),
            name=name,
            by=by,
            at=at,
            state=label_of(state, wrong)[0],
            color=label_of(state, wrong)[1],
            told=_told(state, new, changed, wrong),
            url=reverse("engagements:import_detail", args=[pk]),
        )
        for pk, area, name, by, at, state, new, changed, wrong in read
    ]
    return Page(found[:PAGE], number, len(found) > PAGE)


def label_of(state: str, wrong: int) -> tuple[str, str]:
    """What is said of an import, and its colour: one that is read through is ready only without a wrong row."""
    if state == ImportState.READY and wrong:
        return _("Rader är fel"), "danger"
    return str(ImportState(state).label), STATE_COLORS[ImportState(state)]


def _told(state: str, new: int, changed: int, wrong: int) -> str:
    if state not in {ImportState.DONE, ImportState.READY}:
        return ""
    words = {"new": new, "changed": changed, "wrong": wrong}
    if wrong:
        return _("%(new)s nya, %(changed)s ändras, %(wrong)s fel") % words
    return _("%(new)s nya, %(changed)s ändras") % words


def preview(person: Any, upload: Import, outcome: str, number: int) -> Page:
    """A page of the file's rows; two queries. What concerns something confidential only for who may read it today."""
    rows = ImportRow.objects.visible_to(person).filter(upload=upload)
    if outcome in Outcome.values:
        rows = rows.filter(outcome=outcome)
    start = (number - 1) * PAGE
    found = list(rows.order_by("number")[start : start + PAGE + 1])
    there = set(
        Engagement.objects.visible_to(person)
        .filter(pk__in=[row.engagement_id for row in found if row.engagement_id])
        .values_list("pk", flat=True)
    )
    return Page([_shown(row, there) for row in found[:PAGE]], number, len(found) > PAGE)


def _shown(row: ImportRow, there: set[int]) -> RowShown:
    known = row.engagement_id in there
    return RowShown(
        number=row.number,
        title=row.title,
        url=reverse("engagements:engagement_detail", args=[row.engagement_id]) if known else "",
        outcome=row.outcome,
        label=str(Outcome(row.outcome).label),
        color=OUTCOME_COLORS[Outcome(row.outcome)],
        lines=row.lines,
    )


def progress_of(upload: Import) -> Progress | None:
    """The work that goes on, or that has failed; None when there is nothing to wait for."""
    if upload.state not in BUSY:
        return None
    job = Job.objects.filter(pk=upload.job_id or 0).first()
    if job is None:
        return None
    error = _("Något gick fel. Granska filen igen.") if job.state == JobState.FAILED else ""
    label = _("Filen läses in") if upload.state == ImportState.RUNNING else _("Filen granskas mot registret")
    # The work is done before the row says so only within one transaction: what a page sees has both.
    state = JobState.RUNNING if job.state == JobState.DONE else job.state
    return Progress(job.pk, label, state, job.progress, upload.get_absolute_url(), error)


def choices() -> list[Choice]:
    """The registers a file can be read into."""
    found = [each for each in all_registers() if each.create is not None]
    return [
        Choice(
            each.area,
            str(each.title),
            reverse(each.list_url),
            reverse("engagements:import_start", args=[each.area]),
            reverse("engagements:export_template", args=[each.area]),
        )
        for each in sorted(found, key=lambda each: AreaKey.values.index(each.area))
    ]
