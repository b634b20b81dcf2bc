"""Whether the agenda may be changed now."""

from __future__ import annotations

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.rules import Finding, condition
from decisions.conditions.meetings import day_in_words
from decisions.enums import CaseState, ItemState, MeetingState, StepState
from decisions.law import notice_days
from decisions.models import AgendaItem, CaseStep, Meeting
from governance.enums import BodyKind, StepRole

TAKEN_UP = (StepRole.PREPARE, StepRole.PROPOSE, StepRole.DECIDE, StepRole.CONFIRM)
GROWING = {MeetingState.PLANNED, MeetingState.CALLED, MeetingState.OPEN}
UNSETTLED = {MeetingState.PLANNED, MeetingState.CALLED}
WRITABLE = {ItemState.WAITING, ItemState.RECORDED}


@condition
def ready_to_add_case(meeting: Meeting, step: CaseStep, urgent: bool = False) -> list[Finding]:
    """The step's turn in this body, on no other agenda to come, and announced in time in the council (KL 5:13-14)."""
    findings = ready_to_add_item(meeting)
    if step.body_id != meeting.body_id or step.role not in TAKEN_UP:
        message = _("Ärendet behandlas inte av %(body)s i det här steget.") % {"body": meeting.body}
        findings.append(Finding("agenda.not-this-body", message, clause=step.clause))
    elif not _its_turn(step) and not (urgent and _may_skip_preparation(meeting, step)):
        message = _("Det är inte ärendets tur hos %(body)s nu.") % {"body": meeting.body}
        findings.append(Finding("agenda.not-its-turn", message, clause=step.clause))
    other = _elsewhere(meeting, step)
    if other is not None:
        words = {"day": date_format(other.held_on, "j F Y")}
        message = _("Ärendet står redan på dagordningen för sammanträdet %(day)s.") % words
        findings.append(Finding("agenda.already-there", message))
    return findings + announced_too_late(meeting, urgent)


@condition
def ready_to_add_item(meeting: Meeting) -> list[Finding]:
    if meeting.state in GROWING:
        return []
    return [Finding("agenda.closed", _("Sammanträdet är avslutat eller inställt. Dagordningen kan inte ändras."))]


@condition
def ready_to_change_item(item: AgendaItem) -> list[Finding]:
    if item.meeting.state in GROWING and item.state in WRITABLE:
        return []
    return [Finding("agenda.item-settled", _("Punkten är beslutad eller struken och kan inte ändras."))]


@condition
def ready_to_strike(item: AgendaItem) -> list[Finding]:
    """Not what is recorded already, and not while decisions on delegation are reported under the item."""
    findings = ready_to_add_item(item.meeting)
    if item.state in {ItemState.RECORDED, ItemState.BINDING}:
        message = _("Punkten är redan behandlad. Anteckna utfallet Utgår i stället för att stryka den.")
        findings.append(Finding("agenda.item-recorded", message))
    if item.reported_decisions.exists():
        message = _("Under punkten anmäls delegationsbeslut. Anmäl dem under en annan punkt först.")
        findings.append(Finding("agenda.item-reports", message, clause="KL 6:40"))
    return findings


@condition
def ready_to_reorder(meeting: Meeting) -> list[Finding]:
    """Before the meeting opens: after that who came and left is noted by the items' numbers."""
    if meeting.state in UNSETTLED:
        return []
    return [Finding("agenda.order-settled", _("Sammanträdet har öppnats. Punkterna behåller sin ordning."))]


def announced_too_late(meeting: Meeting, urgent: bool) -> list[Finding]:
    """After the notice the council takes up only what is announced a week before, urgent matters the weekday before
    (KL 5:13-14); later than that all who are present must agree, at the meeting itself (KL 5:52)."""
    if meeting.body.kind != BodyKind.COUNCIL or meeting.state == MeetingState.PLANNED:
        return []
    today, day = timezone.localdate(), meeting.held_on
    if meeting.state == MeetingState.OPEN:
        if urgent:
            return []
        message = _("Ärendet är inte tillkännagett. Det kan tas upp bara som brådskande, om alla närvarande är ense.")
        return [Finding("agenda.not-announced", message, clause="KL 5:52")]
    if notice_days.called_in_time(day, today) or (urgent and notice_days.urgent_in_time(day, today)):
        return []
    if notice_days.urgent_in_time(day, today):
        message = _("Tiden för att tillkännage ärendet gick ut %(last)s. Bara brådskande ärenden kan läggas till nu.")
        words = {"last": day_in_words(notice_days.call_by(day))}
        return [Finding("agenda.not-in-time", message % words, clause="KL 5:13–14")]
    message = _(
        "Brådskande ärenden skulle ha tillkännagetts senast %(last)s. Det kan tas upp bara om alla närvarande är ense: "
        "lägg till det när sammanträdet har öppnats."
    )
    words = {"last": day_in_words(notice_days.urgent_by(day))}
    return [Finding("agenda.urgent-too-late", message % words, clause="KL 5:14, 5:52")]


def _its_turn(step: CaseStep) -> bool:
    return step.state == StepState.ACTIVE and step.case.state in {CaseState.PUT_FORWARD, CaseState.TABLED}


def _may_skip_preparation(meeting: Meeting, step: CaseStep) -> bool:
    """The council may decide an urgent case that is not prepared, if all present agree on the decision (KL 5:33)."""
    running = step.case.state in {CaseState.PREPARING, CaseState.PUT_FORWARD, CaseState.TABLED}
    return meeting.body.kind == BodyKind.COUNCIL and step.role in {StepRole.DECIDE, StepRole.CONFIRM} and running


def _elsewhere(meeting: Meeting, step: CaseStep) -> Meeting | None:
    """The meeting, this one or another, on whose agenda the step still stands untreated."""
    standing = AgendaItem.objects.filter(step=step, meeting__state__in=GROWING, state__in=WRITABLE)
    item = standing.select_related("meeting").first()
    return item.meeting if item else None
