"""What the pages of one project show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, DateField, F, IntegerField, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from core.dates import shown
from projects.enums import ReportKind, Source, Stage
from projects.models import (
    BudgetLine,
    Deliverable,
    Milestone,
    PartnershipPeriod,
    Project,
    ProjectPartner,
    ReportingDate,
)

WITH = ("engagement__responsible_unit", "financier", "call__programme", "aid", "service_export")


def visible_project(person: Any, pk: int) -> Project | None:
    project = Project.objects.visible_to(person).select_related(*WITH).filter(pk=pk).first()
    if project is not None and project.engagement.is_confidential:
        project.engagement.seen_by_id = person.pk
    return project


def visible_part(model: Any, person: Any, pk: int) -> Any:
    """A partner, report, milestone or deliverable of a project the person may see."""
    rows = model._default_manager.visible_to(person).select_related("project__engagement__responsible_unit")
    part = rows.filter(pk=pk).first()
    if part is not None and part.project.engagement.is_confidential:
        part.project.engagement.seen_by_id = person.pk
    return part


# ── budget ───────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Year:
    """Kronor of each source in one year; `year` is empty for the sum."""

    year: int | None
    own: int
    external: int
    partner: int

    @property
    def total(self) -> int:
        return self.own + self.external + self.partner


@dataclass(frozen=True, slots=True)
class Budget:
    years: list[Year]
    total: Year

    @property
    def shares(self) -> list[tuple[str, int]]:
        """Each source's part in whole per cent; none without a budget."""
        if not self.total.total:
            return []
        parts = {
            Source.EXTERNAL: self.total.external,
            Source.OWN: self.total.own,
            Source.PARTNER: self.total.partner,
        }
        return [(str(source.label), round(100 * amount / self.total.total)) for source, amount in parts.items()]


def budget_of(project: Project) -> Budget:
    """By source and year, with the sums; one query."""
    lines = BudgetLine.objects.filter(project=project).order_by().values_list("year", "source", "amount")
    return _budget(project, lines)


def _budget(project: Project, lines: Iterable[tuple[int, str, int]]) -> Budget:
    by_year: dict[int, dict[str, int]] = {}
    for year, source, amount in lines:
        by_year.setdefault(year, dict.fromkeys(Source.values, 0))[source] += amount
    years = [Year(year, *(by_year[year][source] for source in Source.values)) for year in sorted(by_year)]
    return Budget(years, Year(None, project.own_budget, project.external_budget, project.partner_budget))


# ── the panel of the engagement's page ───────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Ahead:
    """Something that is due: a report, a milestone, a deliverable."""

    what: str
    kind: str
    due_on: date
    late: bool

    @property
    def due(self) -> str:
        return shown(self.due_on)


@dataclass(frozen=True, slots=True)
class Sketch:
    budget: Budget
    ahead: list[Ahead]


def sketch_of(project: Project, today: date, *, most: int = 5) -> Sketch:
    """The budget and what is due next, in one query: budget lines and dates as rows of one union."""
    lines = BudgetLine.objects.filter(project=project).order_by()
    nothing = Cast(Value(None), DateField())
    rows = lines.annotate(what=_text("line"), due=nothing).values_list("what", "source", "year", "amount", "due")
    kinds = {
        "report": ReportingDate.objects.filter(project=project, done_on=None),
        "milestone": Milestone.objects.filter(project=project, reached_on=None),
        "deliverable": Deliverable.objects.filter(
            project=project, state__in=["planned", "ongoing"], due_on__isnull=False
        ),
    }
    zero = Cast(Value(0), IntegerField())
    parts = [
        each.order_by().annotate(what=_text(kind), one=zero, two=zero, due=F("due_on"))
        .values_list("what", "title", "one", "two", "due")
        for kind, each in kinds.items()
    ]  # fmt: skip
    found = list(rows.union(*parts, all=True))
    names = {"report": _("Rapport"), "milestone": _("Milstolpe"), "deliverable": _("Leverans")}
    ahead = [Ahead(title, names[what], due, due < today) for what, title, _one, _two, due in found if what in names]
    amounts = [(year, source, amount) for what, source, year, amount, _due in found if what == "line"]
    return Sketch(_budget(project, amounts), sorted(ahead, key=lambda each: (each.due_on, each.what))[:most])


def _text(word: str) -> Cast:
    return Cast(Value(word), CharField(max_length=20))


@dataclass(frozen=True, slots=True)
class Step:
    """As components/_steps.html reads it."""

    title: str
    state: str
    date: str = ""
    body: str = ""


def stage_steps(project: Project) -> list[Step]:
    """The way from idea to closed. A project that asked nobody for money has no application, a rejected one ends."""
    way = [Stage.IDEA, Stage.APPLICATION, Stage.GRANTED, Stage.RUNNING, Stage.FINAL_REPORT, Stage.CLOSED]
    if not project.has_external_money and project.stage not in {Stage.APPLICATION, Stage.GRANTED}:
        way = [Stage.IDEA, *way[3:]]
    if project.stage == Stage.REJECTED:
        way = [Stage.IDEA, Stage.APPLICATION, Stage.REJECTED]
    here = way.index(Stage(project.stage))
    last = here == len(way) - 1
    days = {
        Stage.APPLICATION: project.submitted_on,
        Stage.GRANTED: project.funder_decided_on,
        Stage.REJECTED: project.funder_decided_on,
        Stage.RUNNING: project.engagement.starts_on,
        Stage.CLOSED: project.engagement.ends_on,
    }
    return [
        Step(str(stage.label), _state(number, here, last), shown(days.get(stage)) if number <= here else "")
        for number, stage in enumerate(way)
    ]


def _state(number: int, here: int, last: bool) -> str:
    if number < here or (number == here and last):
        return "done"
    return "current" if number == here else "waiting"


# ── partners and dates ───────────────────────────────────────────────────────────────────────────────────────────


def partners_of(project: Project) -> list[ProjectPartner]:
    """The lead first; one query."""
    rows = list(ProjectPartner.objects.filter(project=project).select_related("country").order_by("name", "pk"))
    return sorted(rows, key=lambda row: row.role != "lead")


@dataclass(frozen=True, slots=True)
class Dates:
    reports: list[ReportingDate]
    milestones: list[Milestone]
    deliverables: list[Deliverable]
    periods: list[PartnershipPeriod]

    @property
    def surveys(self) -> list[ReportingDate]:
        return [each for each in self.reports if each.kind == ReportKind.SURVEY]


def dates_of(project: Project) -> Dates:
    """Four queries."""
    reports = ReportingDate.objects.filter(project=project).select_related("document", "done_by")
    return Dates(
        list(reports),
        list(Milestone.objects.filter(project=project)),
        list(Deliverable.objects.filter(project=project)),
        list(PartnershipPeriod.objects.filter(project=project)),
    )
