"""The year's plan of monitoring: begun, filled, and what became of what was expected (GBG-M6)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from core import events
from governance.models import Person, Theme, Unit
from monitoring import conditions, permissions
from monitoring.enums import Happening, PlanItemState
from monitoring.models import Consultation, FieldWatch, MonitoringPlan, PlanItem
from monitoring.states import PLAN_ITEM

OWN = ("title", "channel", "quarter", "expected_on", "unit", "source_url")


@transaction.atomic
def begin_plan(
    *, year: int, by: Person | None, introduction: str = "", copy_from: MonitoringPlan | None = None, **fields: Any
) -> MonitoringPlan:
    """Begin the plan of a year. Copied from another, it takes over every item that did not drop out, as expected
    anew in the same quarter; the day is not known yet."""
    permissions.may_plan.require(by)
    conditions.ready_to_begin.require(year)
    plan = MonitoringPlan.objects.create(year=year, introduction=introduction.strip(), begun_by=by, **fields)
    copied = 0
    if copy_from is not None:
        kept = copy_from.items.exclude(state=PlanItemState.DROPPED).prefetch_related("themes")
        for item in kept:
            made = PlanItem.objects.create(
                plan=plan, title=item.title, channel=item.channel, quarter=item.quarter, unit_id=item.unit_id
            )
            made.themes.set(item.themes.all())
            copied += 1
    events.record(Happening.PLAN_BEGUN, plan, by=by, detail={"year": year, "copied": copied})
    return plan


@transaction.atomic
def change_plan(*, plan: MonitoringPlan, introduction: str, by: Person) -> MonitoringPlan:
    plan = MonitoringPlan.objects.select_for_update(of=("self",), no_key=True).get(pk=plan.pk)
    permissions.may_plan.require(by)
    if plan.introduction != introduction.strip():
        plan.introduction = introduction.strip()
        plan.save(update_fields=["introduction"])
        events.record(Happening.PLAN_CHANGED, plan, by=by, detail={"year": plan.year})
    return plan


@transaction.atomic
def add_item(
    *, plan: MonitoringPlan, title: str, by: Person | None, themes: Iterable[Theme] = (), **fields: Any
) -> PlanItem:
    """Expect something. A day that is known decides the quarter."""
    permissions.may_plan.require(by)
    item = PlanItem.objects.create(plan=plan, title=title.strip()[:250], **_with_quarter(fields))
    item.themes.set(themes)
    events.record(Happening.ITEM_ADDED, item, by=by, detail={"item": item.pk, "title": item.title})
    return item


@transaction.atomic
def change_item(*, item: PlanItem, by: Person, themes: Iterable[Theme] = (), **fields: Any) -> PlanItem:
    item = _locked(item)
    permissions.may_plan.require(by)
    fields = _with_quarter(fields)
    changed = sorted(name for name in OWN if name in fields and getattr(item, name) != fields[name])
    for name in changed:
        setattr(item, name, fields[name])
    if changed:
        item.save(update_fields=changed)
    if {each.pk for each in themes} != set(item.themes.values_list("pk", flat=True)):
        item.themes.set(themes)
        changed.append("themes")
    if changed:
        events.record(Happening.ITEM_CHANGED, item, by=by, detail={"item": item.pk, "fields": changed})
    return item


@transaction.atomic
def arrive(*, item: PlanItem, consultation: Consultation, by: Person) -> PlanItem:
    """What was expected has come: it is this consultation."""
    item = _locked(item)
    permissions.may_plan.require(by)
    if consultation.dossier is not None:
        permissions.may_use_dossier.require(by, consultation.dossier)
    conditions.ready_to_link.require(item, consultation)
    item.consultation = consultation
    item.save(update_fields=["consultation"])
    PLAN_ITEM.advance(item, "arrive")
    detail = {"item": item.pk, "consultation": consultation.pk}
    events.record(Happening.ITEM_ARRIVED, item, by=by, detail=detail)
    return item


@transaction.atomic
def drop_item(*, item: PlanItem, reason: str, by: Person) -> PlanItem:
    """It will not come this year, and why."""
    item = _locked(item)
    permissions.may_plan.require(by)
    conditions.ready_to_leave_out.require(reason)
    item.reason = reason.strip()
    item.save(update_fields=["reason"])
    PLAN_ITEM.advance(item, "drop")
    events.record(Happening.ITEM_DROPPED, item, by=by, detail={"item": item.pk, "reason": item.reason})
    return item


@transaction.atomic
def choose_fields(*, unit: Unit, themes: Iterable[Theme], by: Person | None, example: bool = False) -> list[FieldWatch]:
    """Say which fields a unit watches for the city (GBG-M4, STR-10). The list replaces the one before."""
    unit = Unit.objects.select_for_update(of=("self",), no_key=True).get(pk=unit.pk)
    if by is not None:
        permissions.may_choose_fields.require(by, unit)
    wanted = {theme.pk: theme for theme in themes}
    FieldWatch.objects.filter(unit=unit).exclude(theme_id__in=wanted).delete()
    said = {"example": example}
    watches = [FieldWatch.objects.get_or_create(unit=unit, theme=each, defaults=said)[0] for each in wanted.values()]
    events.record(Happening.FIELDS_CHOSEN, unit, by=by, detail={"fields": sorted(t.key for t in wanted.values())})
    return watches


def _with_quarter(fields: dict[str, Any]) -> dict[str, Any]:
    day = fields.get("expected_on")
    return fields | {"quarter": (day.month + 2) // 3} if day else fields


def _locked(item: PlanItem) -> PlanItem:
    return PlanItem.objects.select_for_update(of=("self",), no_key=True).select_related("plan").get(pk=item.pk)
