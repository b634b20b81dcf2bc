"""One paper or one evaluation, as its page needs it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from core.enums import JobState
from core.models import Job
from engagements.enums import AreaKey
from engagements.models import Engagement
from governance.models import Person
from memberships.models import Membership
from reviews.actions import pdfs
from reviews.actions.recommendations import matter_for
from reviews.enums import ReportSectionKind as Kind
from reviews.models import Evaluation, EvaluationSection, PositionPaper, Recommendation
from reviews.texts import hash_of

PAPER_PARTS = ("engagement__responsible_unit", "case", "builds_on", "pdf", "created_by")


def paper(person: Person, pk: int) -> PositionPaper:
    """The paper with what belongs to it, or 404 for one that is hidden as for one that does not exist."""
    rows = PositionPaper.objects.visible_to(person).select_related(*PAPER_PARTS).prefetch_related("sections")
    return get_object_or_404(rows, pk=pk)


def evaluation(person: Person, pk: int) -> Evaluation:
    rows = Evaluation.objects.visible_to(person).select_related("case", "pdf", "created_by", "policy")
    return get_object_or_404(rows, pk=pk)


def evaluation_to_write(person: Person, pk: int) -> Evaluation:
    """The evaluation with its sections and recommendations, as they were when the page was asked for."""
    sections = Prefetch("sections", EvaluationSection.objects.select_related("engagement", "aim"))
    rows = Evaluation.objects.visible_to(person).select_related("case")
    return get_object_or_404(rows.prefetch_related(sections, "recommendations"), pk=pk)


@dataclass(frozen=True, slots=True)
class Progress:
    """What components/_job_progress.html shows."""

    pk: int
    label: str
    state: str
    progress: int
    url: str
    result_url: str
    result_label: str
    error: str
    asked_by: int | None


@dataclass(frozen=True, slots=True)
class Pdf:
    """`url` when there is a file; `current` says that it shows the text as it reads now."""

    url: str
    current: bool
    frozen: bool
    size: int
    sha256: str
    job: Progress | None

    @property
    def sha256_parts(self) -> list[str]:
        """In pieces, so that a narrow column can break it."""
        return [self.sha256[start : start + 8] for start in range(0, len(self.sha256), 8)]


def pdf_of(obj: PositionPaper | Evaluation) -> Pdf:
    """At most one query beside the sections: the job that makes the PDF."""
    kind = pdfs.kind_of(obj)
    url = reverse(f"reviews:{kind}_pdf", args=[obj.pk]) if obj.pdf else ""
    frozen = bool(obj.pdf and obj.pdf.frozen_at)
    current = frozen or (bool(obj.pdf) and obj.pdf_of == hash_of(obj))
    job = None if current else pdfs.job_of(obj)
    return Pdf(
        url=url,
        current=current,
        frozen=frozen,
        size=obj.pdf.size if obj.pdf else 0,
        sha256=obj.pdf.sha256 if obj.pdf else "",
        job=progress_of(job, obj) if job else None,
    )


def progress_of(job: Job, obj: PositionPaper | Evaluation) -> Progress:
    kind = pdfs.kind_of(obj)
    failed = _("Något gick fel när PDF:en framställdes. Försök igen.") if job.state == JobState.FAILED else ""
    return Progress(
        pk=job.pk,
        label=_("PDF framställs") if job.state in {JobState.WAITING, JobState.RUNNING} else _("PDF"),
        state=job.state,
        progress=job.progress,
        url=reverse(f"reviews:{kind}_progress", args=[obj.pk]),
        result_url=reverse(f"reviews:{kind}_pdf", args=[obj.pk]),
        result_label=_("Öppna PDF:en"),
        error=failed,
        asked_by=job.requested_by_id,
    )


@dataclass(frozen=True, slots=True)
class Part:
    """One editing page of an evaluation."""

    key: str
    title: str
    url: str
    written: int
    total: int
    sections: Sequence[EvaluationSection]

    @property
    def is_written(self) -> bool:
        return self.written == self.total


def parts_of(evaluation: Evaluation) -> list[Part]:
    """The editing pages in the order of the report; the assessment has one for each engagement.

    No query for an evaluation from `evaluation_to_write`.
    """
    groups: dict[str, list[EvaluationSection]] = {}
    for section in evaluation.sections.all():
        key = f"{section.kind}-{section.engagement_id}" if section.kind == Kind.ASSESSMENT else section.kind
        groups.setdefault(key, []).append(section)
    return [_part(evaluation, key, sections) for key, sections in groups.items()]


def _part(evaluation: Evaluation, key: str, sections: list[EvaluationSection]) -> Part:
    first = sections[0]
    title = str(first.get_kind_display())
    if first.kind == Kind.ASSESSMENT and first.engagement:
        title = f"{title}: {first.engagement.title}"
    return Part(
        key=key,
        title=title,
        url=reverse("reviews:evaluation_edit_part", args=[evaluation.pk, key]),
        written=sum(_is_written(section) for section in sections),
        total=len(sections),
        sections=sections,
    )


def _is_written(section: EvaluationSection) -> bool:
    if section.kind == Kind.ASSESSMENT:
        return bool(section.score and section.result_score)
    return bool(section.text.strip())


def needing_decision(recommendations: Sequence[Recommendation]) -> set[int]:
    """Ids of the recommendations that a decision of their own carries out; one query."""
    rows = Membership.objects.filter(pk__in=[each.engagement_id for each in recommendations])
    memberships = {row.pk: row for row in rows}
    return {each.pk for each in recommendations if matter_for(each, memberships.get(each.engagement_id))}


def recommendation_choices(evaluation: Evaluation) -> list[tuple[str, str]]:
    rows = evaluation.subjects.select_related("engagement")
    return [(str(row.engagement_id), row.engagement.title) for row in rows]


def chosen_from(choosable: QuerySet[Engagement], asked: Mapping[str, str]) -> dict[str, list[int]]:
    """What the form begins with: the engagement one came from, or every one of a whole area (GBG-P5)."""
    if asked.get("engagemang", "").isdigit():
        return {"engagements": [int(asked["engagemang"])]}
    if asked.get("omrade") in AreaKey.values:
        return {"engagements": list(choosable.filter(area=asked["omrade"]).values_list("pk", flat=True))}
    return {}


def choosable_engagements(person: Person) -> Any:
    """Open engagements the person may see and that are, or have been, under way."""
    rows = (
        Engagement.objects.visible_to(person)
        .filter(confidentiality="open")
        .exclude(status__in=["proposed", "declined"])
    )
    return rows.order_by("title", "pk")
