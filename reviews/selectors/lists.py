"""Lists of papers and evaluations, and what the start page and search say of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import DateField, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core import kept_sql
from core.words import matching
from engagements.enums import AreaKey
from engagements.models import Engagement
from engagements.search import Hit
from engagements.selectors.found import stand_ins
from governance.models import Person, Policy
from governance.powers import standing
from reviews.drafting.words import later
from reviews.enums import PaperState, ReportState
from reviews.models import Evaluation, EvaluationSubject, PositionPaper

USUAL_INTERVAL = 24
COLOURS = {"draft": "neutral", "in_decision": "info", "adopted": "success", "replaced": "neutral"}
STATES: dict[str, Any] = dict(PaperState.choices)
AREAS: dict[str, Any] = dict(AreaKey.choices)
REPORT_STATES: dict[str, Any] = dict(ReportState.choices)


@dataclass(frozen=True, slots=True)
class Row:
    url: str
    title: str
    note: str
    state: str
    color: str
    adopted_on: date | None
    reference_number: str
    pdf_url: str
    is_unfinished: bool = False


def areas_named(words: str) -> list[list[str]]:
    """For each word the areas whose names hold it; read in the language of the moment."""
    return [[key for key, label in AREAS.items() if word in str(label).casefold()] for word in words.casefold().split()]


def papers(
    person: Person, *, state: str = "", words: str = "", areas: Sequence[Sequence[str]] | None = None
) -> QuerySet:
    """Papers as `values_list` rows for `paper_row`; slice before reading. `areas` are those each word names."""
    rows = PositionPaper.objects.visible_to(person)
    rows = rows.filter(state=state) if state in PaperState.values else rows
    named = areas_named(words) if areas is None else areas
    for word, of_word in zip(words.casefold().split(), named, strict=True):
        rows = rows.filter(Q(engagement__search_text__contains=word) | Q(area__in=of_word))
    return rows.order_by("engagement__title", "engagement_id", "area", "-number").values_list(
        "pk", "engagement__title", "area", "number", "state", "adopted_on", "reference_number", "pdf_id"
    )


def paper_row(row: tuple[Any, ...]) -> Row:
    pk, title, area, number, state, adopted_on, reference, pdf = row
    title = str(AREAS[area]) if area else title
    note = _("Version %(number)s") % {"number": number}
    pdf_url = reverse("reviews:paper_pdf", args=[pk]) if pdf else ""
    url = reverse("reviews:paper_detail", args=[pk])
    unfinished = state in {PaperState.DRAFT, PaperState.IN_DECISION}
    return Row(url, title, note, str(STATES[state]), COLOURS[state], adopted_on, reference, pdf_url, unfinished)


def evaluations(person: Person, words: str = "") -> QuerySet:
    """Evaluations as `values_list` rows for `evaluation_row`; slice before reading."""
    rows = matching(Evaluation.objects.visible_to(person), words, "title", "reference_number")
    return rows.order_by("-created_at", "-pk").values_list(
        "pk", "title", "starts_on", "ends_on", "state", "adopted_on", "reference_number", "pdf_id"
    )


def evaluation_row(row: tuple[Any, ...]) -> Row:
    pk, title, starts_on, ends_on, state, adopted_on, reference, pdf = row
    pdf_url = reverse("reviews:evaluation_pdf", args=[pk]) if pdf else ""
    url = reverse("reviews:evaluation_detail", args=[pk])
    period = f"{starts_on.isoformat()} – {ends_on.isoformat()}"
    unfinished = state != ReportState.ADOPTED
    return Row(
        url, title, period, str(REPORT_STATES[state]), COLOURS[state], adopted_on, reference, pdf_url, unfinished
    )


# ── start page ───────────────────────────────────────────────────────────────────────────────────────────────────


def to_read(person: Person, most: int = 4) -> dict[str, list[Row]]:
    """The latest evaluations and papers that are put forward or adopted; two queries."""
    current = [PaperState.IN_DECISION, PaperState.ADOPTED]
    reports = evaluations(person).filter(state__in=current)[:most]
    read = papers(person).filter(state__in=current).order_by("-changed_at", "-pk")[:most]
    return {"evaluations": [evaluation_row(row) for row in reports], "papers": [paper_row(row) for row in read]}


@dataclass(frozen=True, slots=True)
class Due:
    url: str
    title: str
    due_on: date


def being_written(person: Person, most: int = 6) -> list[Row]:
    """Drafts of papers, the last touched first; one query."""
    drafts = papers(person, state=PaperState.DRAFT).order_by("-changed_at", "-pk")[:most]
    return [paper_row(row) for row in drafts]


def due_for_evaluation(person: Person, *, today: date | None = None, most: int = 6) -> list[Due]:
    """Engagements with an adopted paper whose last evaluation, or paper, is older than the policy's interval, and of
    which none is being written. One query; the oldest first.
    """
    today = today or timezone.localdate()
    interval = Policy.objects.filter(in_force=True).values("evaluation_interval_months")
    last = Evaluation.objects.adopted().filter(subjects__engagement=OuterRef("pk")).order_by()
    last_on = last.values("subjects__engagement").annotate(day=Max("adopted_on")).values("day")
    adopted = PositionPaper.objects.filter(engagement=OuterRef("pk"), state=PaperState.ADOPTED).order_by()
    begun = EvaluationSubject.objects.exclude(evaluation__state=ReportState.ADOPTED).values("engagement_id")
    rows = (
        Engagement.objects.visible_to(person)
        .filter(status="active")
        .annotate(paper_on=Subquery(adopted.values("adopted_on")[:1]))
        .filter(paper_on__isnull=False)
        .exclude(pk__in=begun)
        .annotate(last_on=Coalesce(Subquery(last_on, output_field=DateField()), "paper_on"))
        .annotate(interval=Subquery(interval[:1]))
    )
    oldest = rows.order_by("last_on", "pk").values_list("pk", "title", "last_on", "interval")[:most]
    due = [(pk, title, later(last_day, interval or USUAL_INTERVAL)) for pk, title, last_day, interval in oldest]
    due = [row for row in due if row[2] <= today]
    return [Due(reverse("engagements:engagement_detail", args=[pk]), title, day) for pk, title, day in due]


# ── the engagement's page and search ─────────────────────────────────────────────────────────────────────────────


def of_engagement(engagement: Engagement, person: Person) -> dict[str, list[Row]]:
    """Papers and evaluations of one engagement; two queries."""

    def own() -> QuerySet:
        return papers(person).filter(engagement_id=some).order_by("-number")

    def reports() -> QuerySet:
        return evaluations(person).filter(subjects__engagement_id=some)

    some = kept_sql.number(0)
    given, who = {some: engagement.pk}, standing(person)
    return {
        "papers": [paper_row(row) for row in kept_sql.rows(("reviews.papers_of", who), own, given)],
        "evaluations": [evaluation_row(row) for row in kept_sql.rows(("reviews.evaluations_of", who), reports, given)],
    }


def find_papers(words: str, person: Person) -> Sequence[Hit]:
    stands, given = stand_ins(words.casefold().split())
    areas = areas_named(words)
    key = ("reviews.found_papers", standing(person), tuple(map(len, stands)), str(areas))
    rows = kept_sql.rows(key, lambda: papers(person, words=" ".join(stands), areas=areas)[:20], given)
    return [Hit(f"{row.title}, {row.note.lower()}", row.url, row.state) for row in map(paper_row, rows)]


def find_evaluations(words: str, person: Person) -> Sequence[Hit]:
    """A title is compared as it is written, a search text in its own small letters."""
    stands, given = stand_ins(words.casefold().split())
    titles = {kept_sql.text(100 + place): word for place, word in enumerate(words.split())}
    given |= {kept_sql.in_like(stand): kept_sql.in_like(word) for stand, word in titles.items()}
    key = ("reviews.found_evaluations", standing(person), tuple(map(len, stands)))
    pairs = list(zip(titles, stands, strict=True))
    rows = kept_sql.rows(key, lambda: _evaluations_with(pairs, person)[:20], given)
    return [Hit(row.title, row.url, f"{row.note} · {row.state}") for row in map(evaluation_row, rows)]


def _evaluations_with(words: Sequence[tuple[str, str]], person: Person) -> QuerySet:
    rows = Evaluation.objects.visible_to(person)
    for in_title, in_text in words:
        in_subject = Q(subjects__engagement__search_text__contains=in_text)
        rows = rows.filter(Q(title__icontains=in_title) | in_subject)
    return (
        rows.distinct()
        .order_by("-created_at", "-pk")
        .values_list("pk", "title", "starts_on", "ends_on", "state", "adopted_on", "reference_number", "pdf_id")
    )
