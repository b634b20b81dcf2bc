"""Whether a decision may give a task now, and whether a report says anything."""

from __future__ import annotations

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from core.rules import Finding, condition
from decisions import routing
from decisions.enums import Outcome
from decisions.models import Decision


@condition
def ready_to_give(decision: Decision, text: str, due_on: datetime.date) -> list[Finding]:
    """From an approval that decided the case; a day that is still to come."""
    findings = []
    if not is_final(decision):
        message = _("Uppdrag ges när ärendet är slutligt avgjort med bifall.")
        findings.append(Finding("task.not-final", message))
    if not text.strip():
        findings.append(Finding("task.text-missing", _("Skriv vad enheten ska göra.")))
    if due_on < timezone.localdate():
        findings.append(Finding("task.day-passed", _("Dagen då uppdraget ska vara klart har redan varit.")))
    return findings


@condition
def ready_to_report(report: str) -> list[Finding]:
    if report.strip():
        return []
    return [Finding("task.report-missing", _("Skriv vad som har gjorts."))]


@condition
def ready_to_hand_back(reason: str) -> list[Finding]:
    if reason.strip():
        return []
    return [Finding("task.reason-missing", _("Skriv vad som återstår."))]


def is_final(decision: Decision) -> bool:
    """The approval that decided the case: nobody after it had to approve."""
    if decision.outcome != Outcome.APPROVED or decision.step.role not in routing.BINDING:
        return False
    return routing.is_last_binding(decision.step)
