"""Study visits the city makes: registered, changed, reported as an activity, and what was taken into use (SMF-07)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import events
from core.rules import Conflict
from core.states import already_changed
from engagements import actions as engagements
from engagements import search_index
from engagements.differences import conflict
from engagements.enums import ActivityKind, AreaKey, Mode, Status
from engagements.permissions import may_change_engagement, may_register_engagement
from governance.models import Unit
from visits.conditions.outgoing import ready_to_report, ready_to_travel
from visits.enums.outgoing import OutgoingHappening, TravelMode
from visits.models import Delegate, OutgoingVisit

FIELDS = (
    "city", "country", "organisation", "purpose", "travel_mode", "why_not_remote", "cost_planned", "cost_spent",
    "lessons",
)  # fmt: skip
DELEGATE = ("level", "office", "body", "unit", "number")


@transaction.atomic
def register_outgoing(
    *,
    title: str,
    responsible_unit: Unit,
    by: Any,
    delegation: Sequence[dict[str, Any]] = (),
    spine: dict[str, Any] | None = None,
    **fields: Any,
) -> OutgoingVisit:
    """Register a study visit before it is made. What a department registers reaches the coordinating unit's inbox."""
    may_register_engagement.require(by, responsible_unit)
    given = {"status": Status.ACTIVE, "countries": [fields["country"]]} | dict(spine or {})
    row = OutgoingVisit(**{name: fields[name] for name in FIELDS if name in fields})
    ready_to_travel.require(row, given.get("starts_on"), delegation)
    engagement = engagements.register(
        area=AreaKey.VISITS, title=title, responsible_unit=responsible_unit, by=by, **given
    )
    row.engagement = engagement
    row._history_user = by  # type: ignore[attr-defined]
    row.save()
    _set_delegation(row, delegation)
    search_index.refresh(engagement)
    detail = {"city": row.city, "country": row.country_id}
    events.record(OutgoingHappening.OUTGOING_REGISTERED, engagement, by=by, detail=detail)
    return row


@transaction.atomic
def change_outgoing(
    *,
    outgoing: OutgoingVisit,
    version: int,
    by: Any,
    delegation: Sequence[dict[str, Any]] | None = None,
    **fields: Any,
) -> OutgoingVisit:
    """Change the visit's own fields and delegation. Raises Conflict when somebody saved since `version` was read."""
    row = _lock(outgoing)
    may_change_engagement.require(by, row.engagement)
    if row.version != version:
        raise conflict(row, _("Någon annan sparade studieresan medan du skrev."), fields)
    changed = sorted(name for name in FIELDS if name in fields and getattr(row, name) != fields[name])
    for name in changed:
        setattr(row, name, fields[name])
    kept = [{name: getattr(each, name) for name in DELEGATE} for each in row.delegation.all()]
    wanted = kept if delegation is None else [{name: each.get(name) for name in DELEGATE} for each in delegation]
    ready_to_travel.require(row, row.engagement.starts_on, wanted)
    if wanted != kept:
        changed.append("delegation")
        _set_delegation(row, wanted)
    if not changed:
        return row
    row.version += 1
    row._history_user = by  # type: ignore[attr-defined]
    row.save()
    search_index.refresh(row.engagement)
    events.record(OutgoingHappening.OUTGOING_CHANGED, row.engagement, by=by, detail={"fields": changed})
    return row


@transaction.atomic
def report_outgoing(
    *, outgoing: OutgoingVisit, lessons: str, by: Any, cost_spent: int | None = None, motive: str = ""
) -> OutgoingVisit:
    """Say what was learnt and what it cost; the report is sent in as an activity of the responsible unit, once."""
    row = _lock(outgoing)
    may_change_engagement.require(by, row.engagement)
    if row.report_id:
        raise Conflict(already_changed(row))
    ready_to_report.require(row, lessons)
    activity = engagements.save_draft(
        by=by, engagement=row.engagement, unit=row.engagement.responsible_unit, motive=motive,
        attendances=_attendances(row), **_told(row, lessons, cost_spent),
    )  # fmt: skip
    activity = engagements.submit(activity=activity, by=by)
    row.lessons, row.cost_spent, row.report = lessons, cost_spent, activity
    row.version += 1
    row._history_user = by  # type: ignore[attr-defined]
    row.save()
    events.record(OutgoingHappening.OUTGOING_REPORTED, row.engagement, by=by, detail={"activity": activity.pk})
    return row


@transaction.atomic
def take_into_use(*, outgoing: OutgoingVisit, text: str, by: Any) -> OutgoingVisit:
    """Note afterwards what of it the city does now."""
    row = _lock(outgoing)
    may_change_engagement.require(by, row.engagement)
    if row.taken_into_use == text:
        return row
    row.taken_into_use = text
    row.version += 1
    row._history_user = by  # type: ignore[attr-defined]
    row.save()
    events.record(OutgoingHappening.TAKEN_INTO_USE, row.engagement, by=by)
    return row


def _told(row: OutgoingVisit, lessons: str, cost: int | None) -> dict[str, Any]:
    spine = row.engagement
    return {
        "title": spine.title,
        "kind": ActivityKind.STUDY_VISIT,
        "starts_on": spine.starts_on,
        "ends_on": spine.ends_on,
        "place": ", ".join(part for part in (row.organisation, row.city) if part)[:160],
        "country": row.country,
        "mode": Mode.REMOTE if row.travel_mode == TravelMode.REMOTE else Mode.TRAVEL,
        "why_not_remote": row.why_not_remote,
        "cost": cost,
        "result": lessons,
        "lesson": lessons,
        "example": spine.example,
    }


def _attendances(row: OutgoingVisit) -> list[dict[str, Any]]:
    return [
        {"who": each.office, "level": each.level, "body": each.body, "count": each.number}
        for each in row.delegation.select_related("body")
    ]


def _set_delegation(row: OutgoingVisit, delegation: Sequence[dict[str, Any]]) -> None:
    row.delegation.all().delete()
    Delegate.objects.bulk_create(
        Delegate(outgoing=row, **{name: each[name] for name in DELEGATE if name in each}) for each in delegation
    )


def _lock(outgoing: OutgoingVisit) -> OutgoingVisit:
    rows = OutgoingVisit.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("engagement__responsible_unit", "country").get(pk=outgoing.pk)
