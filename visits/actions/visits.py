"""A visit registered, changed, and on its way from planned to closed."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from core import events
from engagements import actions as engagements
from engagements import permissions as spine_permissions
from engagements import search_index
from engagements.enums import AreaKey, Status
from engagements.states import ENGAGEMENT
from governance.models import Person, Unit
from governance.selectors import policy_in_force
from visits import conditions, permissions
from visits.actions.checklist import copy_checklist
from visits.conditions.closing import ready_to_close
from visits.enums import Happening
from visits.fees import fee_of
from visits.models import Visit
from visits.states import VISIT

OWN = ("kind", "visitor", "city", "country", "main_host", "visitors_count", "purpose", "fee_programme")
WITH_VISIT = ("engagement__responsible_unit", "main_host", "country", "fee_programme__unit")


@transaction.atomic
def register_visit(
    *, title: str, responsible_unit: Unit, by: Person | None, spine: dict[str, Any] | None = None, **fields: Any
) -> Visit:
    """Register a visit, to be confirmed. One that is confidential is seen by who registers it, and whoever is handed
    it."""
    spine_permissions.may_register_engagement.require(by, responsible_unit)
    given = {"status": Status.PROPOSED} | dict(spine or {})
    engagement = engagements.register(
        area=AreaKey.VISITS, title=title, responsible_unit=responsible_unit, by=by, **given
    )
    visit = Visit.objects.create(engagement=engagement, **fields)
    search_index.refresh(engagement)
    events.record(Happening.VISIT_REGISTERED, engagement, by=by, detail={"kind": visit.kind})
    return visit


@transaction.atomic
def change_visit(*, visit: Visit, by: Person, **fields: Any) -> Visit:
    """Change the area's own fields; nothing is written when nothing differs."""
    visit = lock_visit(visit)
    permissions.may_change_visit.require(by, visit)
    changed = sorted(name for name in OWN if name in fields and getattr(visit, name) != fields[name])
    if not changed:
        return visit
    for name in changed:
        setattr(visit, name, fields[name])
    visit._history_user = by
    visit.save()
    search_index.refresh(visit.engagement)
    events.record(Happening.VISIT_CHANGED, visit.engagement, by=by, detail={"fields": changed})
    return visit


@transaction.atomic
def confirm_visit(*, visit: Visit, by: Person | None, motive: str = "") -> Visit:
    """The visit will be: the fee is settled with its reason and stored (GBG-V6), the engagement becomes active.

    Refused for a department when the kind asks for the coordinating unit or a decision (GBG-V3), and for several units
    without one agreed main host (GBG-V4). A warning passes with the motive, which is stored. `by` None is a decision.
    """
    visit = lock_visit(visit)
    if by is not None:
        permissions.may_change_visit.require(by, visit)
    passed = conditions.ready_to_confirm.require(visit, policy_in_force(), by, motive=motive)
    fee = fee_of(visit)
    visit.fee_outcome, visit.fee_amount, visit.fee_reason = fee.outcome, fee.amount, fee.reason[:300]
    visit.confirmed_on, visit.confirmed_by = timezone.localdate(), by
    visit.motive = motive.strip() if passed else ""
    _move(visit, "confirm", by)
    copy_checklist(visit=visit, by=by)
    detail = {"kind": visit.kind, "fee": fee.outcome, "amount": fee.amount, "warnings": [each.code for each in passed]}
    events.record(Happening.VISIT_CONFIRMED, visit.engagement, by=by, detail=detail)
    return visit


@transaction.atomic
def decline_visit(*, visit: Visit, reason: str, by: Person | None) -> Visit:
    """A planned visit that the city does not receive. `by` None is a body's decision."""
    visit = _lock_to_end(visit, reason, by)
    _move(visit, "decline", by)
    events.record(Happening.VISIT_DECLINED, visit.engagement, by=by)
    return visit


@transaction.atomic
def cancel_visit(*, visit: Visit, reason: str, by: Person) -> Visit:
    """A planned or confirmed visit that will not take place."""
    visit = _lock_to_end(visit, reason, by)
    _move(visit, "cancel", by)
    events.record(Happening.VISIT_CANCELLED, visit.engagement, by=by)
    return visit


@transaction.atomic
def carry_out_visit(*, visit: Visit, by: Person) -> Visit:
    """The guests have been here. Refused before the first day."""
    visit = lock_visit(visit)
    permissions.may_change_visit.require(by, visit)
    conditions.ready_to_carry_out.require(visit)
    _move(visit, "carry_out", by)
    events.record(Happening.VISIT_CARRIED_OUT, visit.engagement, by=by)
    return visit


@transaction.atomic
def close_visit(*, visit: Visit, by: Person, motive: str = "") -> Visit:
    """Everything about the visit is done, its checklist and the host's feedback included (GBG-V7); the engagement ends.

    A warning passes with the motive, which is stored.
    """
    visit = lock_visit(visit)
    permissions.may_change_visit.require(by, visit)
    passed = ready_to_close.require(visit, policy_in_force(), motive=motive)
    if passed:
        visit.motive = "\n".join(filter(None, [visit.motive, motive.strip()]))
    _move(visit, "close", by)
    detail = {"warnings": [each.code for each in passed]}
    events.record(Happening.VISIT_CLOSED, visit.engagement, by=by, detail=detail)
    return visit


def lock_visit(visit: Visit) -> Visit:
    """The row as it stands now, held until the transaction ends, with its units and country."""
    rows = Visit.objects.select_for_update(of=("self",), no_key=True).select_related(*WITH_VISIT)
    return rows.get(pk=visit.pk)


def _lock_to_end(visit: Visit, reason: str, by: Person | None) -> Visit:
    visit = lock_visit(visit)
    if by is not None:
        permissions.may_change_visit.require(by, visit)
    conditions.has_a_reason.require(reason)
    visit.ended_because = reason.strip()
    return visit


STATUS_VERB = {"confirm": "begin", "decline": "decline", "cancel": "end", "close": "end"}


def _move(visit: Visit, verb: str, by: Person | None) -> None:
    """Advance the state first, so that of two at once only one writes the rest; the engagement's status follows.

    A visit that ended keeps its own last day. One whose engagement is there already, as in a register, is left.
    """
    if by is not None:
        visit._history_user = by
    VISIT.advance(visit, verb)
    visit.save()
    engagement = visit.engagement
    status_verb = STATUS_VERB.get(verb, "")
    if not status_verb or not ENGAGEMENT.allows(engagement, status_verb):
        return
    who = by if by and spine_permissions.may_change_status.allows(by, engagement) else None
    day = engagement.ends_on or engagement.starts_on or timezone.localdate()
    getattr(engagements, status_verb)(engagement=engagement, by=who, on=day)
