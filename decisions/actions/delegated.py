"""Decisions on delegation and the chair's urgent decisions, and their report to the body (KL 6:37-40, 7:5-8)."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import events
from core.rules import Conflict
from decisions import delegating, routing
from decisions.actions import agenda, outcomes
from decisions.actions.delegation import lock_rule
from decisions.conditions import delegated as conditions
from decisions.delegating import Taken
from decisions.enums import DelegatedKind, DelegationHolder, Happening, ItemKind, ItemState, MeetingState
from decisions.locks import lock_case, lock_item, lock_meeting
from decisions.models import AgendaItem, Case, CaseStep, DelegatedDecision, DelegationRule, Meeting
from decisions.permissions.delegation import may_decide, may_decide_urgently, may_report
from governance.models import Body, Person


@transaction.atomic
def decide_on_delegation(
    *, rule: DelegationRule, taken: Taken, by: Person, case: Case | None = None
) -> DelegatedDecision:
    """The holder decides, with the five facts of FL 31 and the body's next number.

    With a case its active step is decided so, and what follows from it follows as from the body's own decision. Refused
    outside the rule's matter, amount and days, and for one who has a conflict of interest (KL 7:4, 6:28).
    """
    step = _lock_step_of(case)
    rule = lock_rule(rule)
    taken = taken.stripped()
    may_decide.require(by, rule, step.case if step else None)
    conditions.ready_to_decide_on_delegation.require(rule, step, taken, by)

    capacity = by.capacity if rule.person_id else rule.holder
    kind = DelegatedKind.DELEGATION
    delegated = _store(rule.order.body, taken, by, step, kind=kind, rule=rule, capacity=capacity)
    detail = {"number": delegated.reference_number, "rule": rule.pk, "case": case.pk if case else None}
    events.record(Happening.DELEGATED_DECIDED, delegated, by=by, detail=detail)
    return delegated


@transaction.atomic
def decide_urgently(*, body: Body, taken: Taken, by: Person, case: Case | None = None) -> DelegatedDecision:
    """The chair alone decides what cannot wait for the body (KL 6:39). It is reported at the body's next meeting."""
    step = _lock_step_of(case)
    taken = taken.stripped()
    may_decide_urgently.require(by, body, step.case if step else None)
    conditions.ready_to_decide_urgently.require(body, step, taken, by)

    capacity = f"{DelegationHolder.CHAIR.label}, {body}"
    delegated = _store(body, taken, by, step, kind=DelegatedKind.URGENT, capacity=capacity)
    detail = {"number": delegated.reference_number, "case": case.pk if case else None}
    events.record(Happening.DELEGATED_URGENT, delegated, by=by, detail=detail)
    return delegated


@transaction.atomic
def report(*, delegated: DelegatedDecision, item: AgendaItem, by: Person) -> DelegatedDecision:
    """Report one decision under this item of the body's agenda, or move it there from another not yet treated. It is
    reported when the item becomes binding."""
    item = lock_item(item)
    delegated = _lock(delegated)
    may_report.require(by, delegated.body)
    conditions.ready_to_report_under.require(delegated, item)

    _put_under(delegated, item)
    detail = {"item": item.pk, "numbers": [delegated.reference_number]}
    events.record(Happening.DELEGATED_REPORTED, item.meeting, by=by, detail=detail)
    return delegated


@transaction.atomic
def report_all(*, body: Body, by: Person) -> AgendaItem:
    """Put everything that is to be reported on the agenda of the body's next meeting, under one item (KL 6:40, 7:8).

    Pressed again, what has come since joins the same item.
    """
    may_report.require(by, body)
    meeting = next_meeting(body)
    if meeting is not None:
        meeting = lock_meeting(meeting)
    rows = list(DelegatedDecision.objects.to_report().filter(body=body).order_by("decided_on", "pk"))
    conditions.ready_to_report.require(rows, meeting)
    assert meeting is not None

    standing = meeting.items.filter(kind=ItemKind.REPORT, state=ItemState.WAITING, reported_decisions__isnull=False)
    item = standing.first()
    if item is None:
        title = _("Anmälan av delegationsbeslut")
        item = agenda.add_item(meeting=meeting, kind=ItemKind.REPORT, title=title, by=by)
    for row in rows:
        _put_under(row, item)
    detail = {"item": item.pk, "numbers": [row.reference_number for row in rows]}
    events.record(Happening.DELEGATED_REPORTED, meeting, by=by, detail=detail)
    return item


def next_meeting(body: Body) -> Meeting | None:
    """The body's next meeting that is not over."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    open_states = [MeetingState.PLANNED, MeetingState.CALLED, MeetingState.OPEN]
    rows = Meeting.objects.filter(body=body, state__in=open_states, starts_at__gte=today)
    return rows.order_by("starts_at", "pk").first()


def _lock_step_of(case: Case | None) -> CaseStep | None:
    """The active step of the case, locked. Raises Conflict when the case has been settled meanwhile."""
    if case is None:
        return None
    locked = lock_case(case)
    step = routing.active_step(locked)
    if step is None:
        raise Conflict(_("Någon annan hann före: ärendet är redan avgjort. Ditt beslut sparades inte."))
    step.case = locked
    outcomes.still_open(step)
    return step


def _lock(delegated: DelegatedDecision) -> DelegatedDecision:
    DelegatedDecision.objects.select_for_update(of=("self",), no_key=True).get(pk=delegated.pk)
    return DelegatedDecision.objects.select_related("body", "reported_at").get(pk=delegated.pk)


def _store(body: Body, taken: Taken, by: Person, step: CaseStep | None, **facts: Any) -> DelegatedDecision:
    """Number and keep it; with a step, settle the case by it."""
    _not_twice(body, taken, by)
    number, reference_number = delegating.take_number(body, taken.decided_on)
    same: dict[str, Any] = {"outcome": taken.outcome, "decided_on": taken.decided_on, "text": taken.text}
    same |= {"presenter": taken.presenter, "present_without_deciding": taken.present_without_deciding}
    delegated = DelegatedDecision(
        body=body,
        year=taken.decided_on.year,
        number=number,
        reference_number=reference_number,
        registered_at=timezone.now(),
        title=taken.title,
        decided_by=by,
        amount=taken.amount,
        why_urgent=taken.why_urgent,
        **same,
        **facts,
    )
    if step is not None:
        case = delegated.case = step.case
        for name in ("public_title", "confidentiality", "confidentiality_ground", "example"):
            setattr(delegated, name, getattr(case, name))
        numbered: dict[str, Any] = {"paragraph": reference_number, "recorded_by": by}
        delegated.decision, _proposal = outcomes.settle(step, by=by, **same, **numbered)
    delegated.save()
    return delegated


def _not_twice(body: Body, taken: Taken, by: Person) -> None:
    """The same form sent twice gives one decision."""
    Body.objects.select_for_update(of=("self",), no_key=True).get(pk=body.pk)
    same = DelegatedDecision.objects.filter(body=body, decided_by=by, decided_on=taken.decided_on)
    before = same.filter(title=taken.title, text=taken.text, amount=taken.amount).first()
    if before is not None:
        raise Conflict(_("Beslutet är redan registrerat som %(number)s.") % {"number": before.reference_number})


def _put_under(delegated: DelegatedDecision, item: AgendaItem) -> None:
    delegated.reported_at = item
    delegated.save(update_fields=["reported_at"])
