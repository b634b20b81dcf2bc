"""What is to be handed in to funders, over all projects a person may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, TruncDate
from django.utils import timezone

from core.words import matching
from engagements.area_lists import Page
from projects.enums import ReportKind
from projects.models import Call, CallFollower, ReportingDate
from projects.selectors.paging import page_of

AHEAD_DAYS = 60


@dataclass(frozen=True, slots=True)
class ReportRow:
    pk: int
    project_pk: int
    project: str
    title: str
    kind: str
    unit: str
    funder: str
    due_on: date
    done_on: date | None
    late: bool
    own: bool


def report_page(person: Any, asked: dict[str, str], number: int) -> Page:
    """Waiting ones by their last day, late ones first by nature; handed in ones latest first. Two queries."""
    today = timezone.localdate()
    shown = asked.get("visa", "")
    if shown == "lamnade":
        rows = _seen(person).filter(done_on__isnull=False).order_by("-done_on", "-pk")
    else:
        rows = _seen(person).waiting().order_by("due_on", "pk")
    if shown == "sena":
        rows = rows.filter(due_on__lt=today)
    if asked.get("slag") in ReportKind.values:
        rows = rows.filter(kind=asked["slag"])
    rows = matching(rows, asked.get("q", ""), "project__engagement__search_text")
    return page_of(rows, number, lambda report: _row(report, today, person))


@dataclass(frozen=True, slots=True)
class Ahead:
    """A report to hand in, or a followed call that closes."""

    what: str
    pk: int
    title: str
    project: str
    on: date
    late: bool


def ahead_of(person: Any, *, most: int = 8) -> list[Ahead]:
    """For the start page: reports that are late or due within two months, and open calls that are followed, by day.

    Of own units; all projects for the coordinating unit. One query: the rows of a union.
    """
    today = timezone.localdate()
    reports = ReportingDate.objects.visible_to(person).waiting().filter(due_on__lte=today + timedelta(days=AHEAD_DAYS))
    if not person.powers.coordinates:
        reports = reports.filter(project__engagement__responsible_unit__in=person.powers.own_units)
    calls = Call.objects.visible_to(person).open_at(timezone.now())
    calls = calls.filter(pk__in=CallFollower.objects.filter(unit__in=person.powers.own_units).values("call_id"))
    rows = reports.order_by().annotate(what=_word("report"), on=F("due_on")).values_list(
        "what", "pk", "title", "project__engagement__title", "on"
    )  # fmt: skip
    others = calls.order_by().annotate(what=_word("call"), none=_word(""), on=TruncDate("deadline"))
    found = rows.union(others.values_list("what", "pk", "title", "none", "on"), all=True).order_by("on")[:most]
    return [Ahead(what, pk, title, project, on, on < today) for what, pk, title, project, on in found]


def _word(word: str) -> Cast:
    return Cast(Value(word), CharField(max_length=250))


def _seen(person: Any) -> Any:
    return ReportingDate.objects.visible_to(person).select_related(
        "project__engagement__responsible_unit", "project__financier"
    )


def _row(report: ReportingDate, today: date, person: Any) -> ReportRow:
    project = report.project
    unit = project.engagement.responsible_unit
    return ReportRow(
        pk=report.pk,
        project_pk=project.pk,
        project=project.engagement.title,
        title=report.title,
        kind=str(report.get_kind_display()),
        unit=unit.name,
        funder=project.funder_name,
        due_on=report.due_on,
        done_on=report.done_on,
        late=report.done_on is None and report.due_on < today,
        own=person.powers.coordinates or unit.pk in person.powers.own_units,
    )
