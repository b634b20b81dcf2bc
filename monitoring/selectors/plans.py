"""The plans of the years, what is imported to them, and who watches what."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from core.models import Job
from core.words import matching
from engagements.querysets import open_or_granted
from governance.enums import Function
from governance.models import Appointment, Theme, Unit
from monitoring.actions.imports import FETCH
from monitoring.enums import BatchState, Mark, PlanItemState
from monitoring.feeds import rows as reading
from monitoring.models import Consultation, FeedSource, FieldWatch, ImportBatch, MonitoringPlan, PlanItem
from monitoring.models.plan import QUARTERS
from monitoring.selectors.paging import Page, page_of

STATE_COLORS = {
    PlanItemState.EXPECTED: "info",
    PlanItemState.ARRIVED: "success",
    PlanItemState.DROPPED: "neutral",
}
BATCH_COLORS = {BatchState.PREVIEW: "warning", BatchState.IMPORTED: "success", BatchState.DISCARDED: "neutral"}


@dataclass(frozen=True, slots=True)
class ItemRow:
    """`consultation_url` is empty where the reader may not see the consultation; `due` when its quarter is over or
    on and nothing has come."""

    pk: int
    title: str
    channel: str
    expected_on: Any
    unit: str
    themes: str
    state: str
    color: str
    expected: bool
    due: bool
    reason: str
    source_url: str
    consultation: str
    consultation_url: str


@dataclass(frozen=True, slots=True)
class Quarter:
    number: int
    name: str
    rows: list[ItemRow]


@dataclass(frozen=True, slots=True)
class Watcher:
    unit: str
    unit_id: int
    people: list[str]


@dataclass(slots=True)
class Watched:
    theme: str
    watchers: list[Watcher] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Preview:
    rows: list[reading.Row]
    new: int
    same: int
    wrong: int


def plans() -> list[MonitoringPlan]:
    """Every year with how many items, and how many of them still to come; one query."""
    left = Count("items", filter=Q(items__state=PlanItemState.EXPECTED))
    return list(MonitoringPlan.objects.annotate(with_items=Count("items"), with_expected=left).order_by("-year"))


def plan(pk: int) -> MonitoringPlan | None:
    return MonitoringPlan.objects.filter(pk=pk).first()


def plan_choices() -> QuerySet[MonitoringPlan]:
    return MonitoringPlan.objects.order_by("-year")


def item_for(pk: int) -> PlanItem | None:
    return PlanItem.objects.select_related("plan", "unit").prefetch_related("themes").filter(pk=pk).first()


def quarters(of: MonitoringPlan, person: Any) -> list[Quarter]:
    """The plan's items by quarter; three queries. `person` None is the print, which names no confidential dossier."""
    rows = of.items.select_related("unit", "consultation").prefetch_related("themes")
    items = list(rows.order_by("quarter", "expected_on", "pk"))
    linked = Consultation.objects.filter(pk__in=[item.consultation_id for item in items if item.consultation_id])
    allowed = Q(dossier__engagement__confidentiality="open") if person is None else _seen(person)
    seen = set(linked.filter(Q(dossier=None) | allowed).values_list("pk", flat=True))
    return [
        Quarter(number, str(name), [_item(item, of.year, seen) for item in items if item.quarter == number])
        for number, name in QUARTERS
    ]


def feeds(words: str = "") -> list[FeedSource]:
    """The feeds, each with its last job in `.job`; two queries."""
    found = matching(FeedSource.objects.select_related("unit"), words, "name", "url")
    rows = list(found.order_by("name", "pk"))
    jobs: dict[int, Job] = {}
    for job in Job.objects.filter(kind=FETCH).order_by("-pk")[:500]:
        jobs.setdefault(job.arguments.get("feed", 0), job)
    for row in rows:
        row.job = jobs.get(row.pk)  # type: ignore[attr-defined]
    return rows


def feed(pk: int) -> FeedSource | None:
    return FeedSource.objects.prefetch_related("themes").filter(pk=pk).first()


def batches(number: int, words: str = "") -> Page[ImportBatch]:
    """What waits to be looked through first, then what is done; two queries."""
    rows = matching(ImportBatch.objects.select_related("source", "plan"), words, "name")
    page = page_of(rows.order_by("-read_at", "-pk"), number)
    for row in page.rows:
        row.color = BATCH_COLORS[BatchState(row.state)]
        row.number = len(row.rows)
    return page


def batch(pk: int) -> ImportBatch | None:
    return ImportBatch.objects.select_related("source", "plan", "read_by", "settled_by").filter(pk=pk).first()


def preview(of: ImportBatch) -> Preview:
    rows = reading.marked(of.rows, of.target)
    names = dict(Theme.objects.values_list("pk", "name"))
    for row in rows:
        row.theme_names = [names[pk] for pk in row.themes if pk in names]
    count = {mark: sum(1 for row in rows if row.mark == mark) for mark in Mark}
    return Preview(rows, count[Mark.NEW], count[Mark.SAME], count[Mark.WRONG])


def watched() -> list[Watched]:
    """Every field with the units that watch it and their contact persons; three queries. Unwatched ones last."""
    contacts = Appointment.objects.today().filter(function=Function.CONTACT_PERSON, person__is_active=True)
    people: dict[int, list[str]] = {}
    for unit_id, name in contacts.order_by("person__name").values_list("unit_id", "person__name"):
        people.setdefault(unit_id, []).append(name)
    found = {theme.pk: Watched(theme.name) for theme in Theme.objects.order_by("name")}
    for row in FieldWatch.objects.select_related("unit", "theme").order_by("theme__name", "unit__name"):
        found[row.theme_id].watchers.append(Watcher(row.unit.name, row.unit_id, people.get(row.unit_id, [])))
    return sorted(found.values(), key=lambda each: (not each.watchers, each.theme))


def units_to_choose(person: Any) -> list[tuple[int, str]]:
    """The units whose fields this person may say."""
    rows = Unit.objects.order_by("name")
    if not person.powers.coordinates:
        rows = rows.filter(pk__in=person.powers.own_units)
    return list(rows.values_list("pk", "name"))


def unit(pk: int) -> Unit | None:
    return Unit.objects.filter(pk=pk).first()


def fields_of(of: Unit) -> list[int]:
    return list(FieldWatch.objects.filter(unit=of).values_list("theme_id", flat=True))


def _seen(person: Any) -> Q:
    return open_or_granted(person, "dossier__engagement__")


def _item(item: PlanItem, year: int, seen: set[int]) -> ItemRow:
    today = timezone.localdate()
    open_now = item.state == PlanItemState.EXPECTED
    shown = item.consultation if item.consultation_id in seen else None
    return ItemRow(
        pk=item.pk,
        title=item.title,
        channel=item.get_channel_display(),
        expected_on=item.expected_on,
        unit=item.unit.name if item.unit else "",
        themes=", ".join(theme.name for theme in item.themes.all()),
        state=item.get_state_display(),
        color=STATE_COLORS[PlanItemState(item.state)],
        expected=open_now,
        due=open_now and (year, item.quarter) < (today.year, (today.month + 2) // 3),
        reason=item.reason,
        source_url=item.source_url,
        consultation=shown.title if shown else "",
        consultation_url=shown.get_absolute_url() if shown else "",
    )
