"""What came of a visit: companies met, promises made, kept or dropped, and reminded of by the clock (NKP-08)."""

from __future__ import annotations

import datetime
import logging
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from core import events
from engagements.enums import Status
from governance.models import Unit
from visits import promise_notices as notices
from visits.conditions.outcomes import ready_to_promise, ready_to_settle
from visits.enums.outcomes import OutcomeHappening, PromiseState
from visits.locks import lock_part, lock_visit
from visits.models import CompanyMet, Promise, Visit
from visits.permissions.outcomes import may_settle_promise
from visits.permissions.programme import may_plan_visit
from visits.promise_states import PROMISE

DAYS_BEFORE = 3
COMPANY_FIELDS = ("name", "contact_role", "what", "met_on")
PROMISE_FIELDS = ("text", "to_whom", "unit", "due_on")

log = logging.getLogger(__name__)


@transaction.atomic
def record_company(*, visit: Visit, by: Any, company: CompanyMet | None = None, **fields: Any) -> CompanyMet:
    """Note a company the visitors met; with `company` change what was noted of it."""
    visit = lock_visit(visit.pk)
    may_plan_visit.require(by, visit)
    row = visit.companies.get(pk=company.pk) if company is not None else CompanyMet(visit=visit)
    changed = sorted(name for name in COMPANY_FIELDS if name in fields and getattr(row, name) != fields[name])
    if not changed:
        return row
    for name in changed:
        setattr(row, name, fields[name])
    row._history_user = by  # type: ignore[attr-defined]
    row.save()
    detail = {"company": row.pk, "changed": changed}
    events.record(OutcomeHappening.COMPANY_RECORDED, visit.engagement, by=by, detail=detail)
    return row


@transaction.atomic
def remove_company(*, company: CompanyMet, by: Any) -> None:
    """Take away what was noted by mistake; its history stays."""
    company = lock_part(company)
    may_plan_visit.require(by, company.visit)
    pk, engagement = company.pk, company.visit.engagement
    company._history_user = by  # type: ignore[attr-defined]
    company.delete()
    events.record(OutcomeHappening.COMPANY_REMOVED, engagement, by=by, detail={"company": pk})


@transaction.atomic
def make_promise(*, visit: Visit, text: str, unit: Unit, due_on: datetime.date, by: Any, to_whom: str = "") -> Promise:
    """Note what was promised, who answers for it and the last day. The unit's people are told.

    Refused when nobody of the unit has been handed a confidential visit.
    """
    visit = lock_visit(visit.pk)
    may_plan_visit.require(by, visit)
    ready_to_promise.require(visit, text, unit)
    promise = Promise(visit=visit, text=text.strip(), unit=unit, due_on=due_on, to_whom=to_whom)
    promise._history_user = by  # type: ignore[attr-defined]
    promise.save()
    events.record(OutcomeHappening.PROMISE_MADE, visit.engagement, by=by, detail=_told(promise))
    notices.promised(promise)
    return promise


@transaction.atomic
def change_promise(*, promise: Promise, by: Any, **fields: Any) -> Promise:
    """Change what is not settled yet; a new last day is reminded of anew."""
    promise = lock_part(promise)
    may_plan_visit.require(by, promise.visit)
    ready_to_settle.require(promise)
    changed = sorted(name for name in PROMISE_FIELDS if name in fields and getattr(promise, name) != fields[name])
    if not changed:
        return promise
    for name in changed:
        setattr(promise, name, fields[name])
    ready_to_promise.require(promise.visit, promise.text, promise.unit)
    if "due_on" in changed:
        promise.reminded_on = None
    promise._history_user = by  # type: ignore[attr-defined]
    promise.save()
    detail = _told(promise) | {"changed": changed}
    events.record(OutcomeHappening.PROMISE_CHANGED, promise.visit.engagement, by=by, detail=detail)
    return promise


def keep_promise(*, promise: Promise, on: datetime.date, by: Any, note: str = "") -> Promise:
    """Kept on a day, by the unit that answers for it or who plans the visit."""
    return _settle(promise, "keep", OutcomeHappening.PROMISE_KEPT, by, note, on)


def drop_promise(*, promise: Promise, note: str, by: Any) -> Promise:
    """Not to be kept; the note says why, and is asked for."""
    return _settle(promise, "drop", OutcomeHappening.PROMISE_DROPPED, by, note, None)


@transaction.atomic
def _settle(promise: Promise, verb: str, happening: str, by: Any, note: str, on: datetime.date | None) -> Promise:
    promise = lock_part(promise)
    may_settle_promise.require(by, promise)
    ready_to_settle.require(promise, verb=verb, note=note, on=on)
    promise.kept_on, promise.note, promise.settled_by = on, note.strip(), by
    promise._history_user = by  # type: ignore[attr-defined]
    promise.save(update_fields=["kept_on", "note", "settled_by"])
    PROMISE.advance(promise, verb)
    events.record(happening, promise.visit.engagement, by=by, detail=_told(promise))
    return promise


def remind_of_promises(*, today: datetime.date | None = None) -> int:
    """Remind of promises three days before their last day and the day after it, once each. Returns how many.

    Each is a transaction of its own: one that fails is logged and tried again. After a time with the machine off one
    reminder is sent, the one that fits the day; what was promised today is not reminded of today.
    """
    day = today or timezone.localdate()
    done = 0
    for pk in list(_due(day).values_list("pk", flat=True)):
        try:
            done += _remind(pk, day)
        except Exception:
            log.exception("promise %s could not be reminded of", pk)
    return done


@transaction.atomic
def _remind(pk: int, day: datetime.date) -> int:
    promise = lock_part(Promise(pk=pk))
    if not _due(day).filter(pk=pk).exists():
        return 0
    promise.reminded_on = day
    promise.save(update_fields=["reminded_on"])
    notices.reminded(promise, late=promise.due_on < day)
    events.record(OutcomeHappening.PROMISE_REMINDED, promise.visit.engagement, by=None, detail=_told(promise))
    return 1


def _due(day: datetime.date) -> QuerySet[Promise]:
    start = timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
    rows = Promise.objects.filter(state=PromiseState.OPEN, created_at__lt=start)
    rows = rows.exclude(visit__engagement__status=Status.DECLINED)
    soon = Q(due_on__gte=day, due_on__lte=day + datetime.timedelta(days=DAYS_BEFORE), reminded_on=None)
    late = Q(due_on__lt=day) & (Q(reminded_on=None) | Q(reminded_on__lte=F("due_on")))
    return rows.filter(soon | late).order_by("due_on", "pk")


def _told(promise: Promise) -> dict[str, Any]:
    return {"promise": promise.pk, "unit": str(promise.unit), "due_on": promise.due_on.isoformat()}
