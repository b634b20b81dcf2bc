"""Whether it may happen now: consultations, signals, positions, contacts, plans."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from core.rules import Finding, condition
from decisions.models import Case
from governance import rulebook
from governance.models import Unit
from monitoring.enums import ConsultationState, PositionState
from monitoring.models import EuOffice, MonitoringPlan, PlanItem, Position, Signal

OFFICE_CONSULTED = "contact.brussels-office-consulted"
ENDS = (PositionState.ACHIEVED, PositionState.GIVEN_UP)


@condition
def ready_to_register(title: str, asked_by: str) -> list[Finding]:
    if title.strip() and asked_by.strip():
        return []
    return [Finding("consultation.incomplete", _("Skriv vad samrådet gäller och vem som frågar."))]


@condition
def ready_to_answer(case: Case) -> list[Finding]:
    """There is a consultation, and an answer to decide about."""
    if not hasattr(case, "consultation"):
        message = _("Öppna ärendet från bevakningens sida, där samrådet registreras med sin tidsfrist.")
        return [Finding("consultation.missing", message, clause="GBG-M3")]
    if not case.assessment.strip():
        return [Finding("consultation.no-answer", _("Skriv stadens svar under förvaltningens bedömning."))]
    return []


@condition
def ready_to_decline(reason: str) -> list[Finding]:
    if reason.strip():
        return []
    return [Finding("consultation.no-reason", _("Skriv varför staden avstår från att svara."), clause="GBG-M3")]


@condition
def ready_to_report(what: str) -> list[Finding]:
    if what.strip():
        return []
    return [Finding("signal.empty", _("Skriv vad du har sett."))]


@condition
def ready_to_assess(impact: str, direction: str, aim: Any) -> list[Finding]:
    """Impact and direction are both said; one that supports or threatens says which aim (GBG-M1)."""
    findings = []
    if not impact or not direction:
        message = _("Välj hur stor påverkan är och åt vilket håll.")
        findings.append(Finding("signal.not-assessed", message, clause="GBG-M1"))
    if direction in {"supports", "threatens"} and aim is None:
        message = _("Välj vilken inriktning signalen stödjer eller hotar.")
        findings.append(Finding("signal.aim-missing", message, clause="GBG-M1"))
    return findings


@condition
def ready_to_follow(signal: Signal) -> list[Finding]:
    if signal.impact and signal.direction:
        return []
    message = _("Bedöm signalen först: hur stor påverkan är och åt vilket håll.")
    return [Finding("signal.not-assessed", message, clause="GBG-M1")]


@condition
def ready_to_drop(reason: str) -> list[Finding]:
    if reason.strip():
        return []
    return [Finding("signal.no-reason", _("Skriv varför signalen avskrivs."))]


@condition
def ready_for_stage(on: date, source_name: str) -> list[Finding]:
    """A stage has come, on a day that has been, and the source says so (GBG-M2)."""
    findings = []
    if on > timezone.localdate():
        findings.append(Finding("stage.not-yet", _("Skriv den dag då skedet nåddes. Den kan inte ligga framåt.")))
    if not source_name.strip():
        findings.append(Finding("stage.no-source", _("Ange källan till att skedet är nått."), clause="GBG-M2"))
    return findings


@condition
def ready_to_write(title: str, text: str, target: str) -> list[Finding]:
    if title.strip() and text.strip() and target.strip():
        return []
    message = _("Skriv vad ståndpunkten gäller, vad staden vill och vem den riktas till.")
    return [Finding("position.incomplete", message, clause="GBG-M1")]


@condition
def ready_to_change(position: Position) -> list[Finding]:
    """A text that has gone to decision is not changed under those who decide."""
    if position.state == PositionState.DRAFT and position.case_id is None:
        return []
    message = _("Ståndpunkten är lämnad till beslut. Texten ändras inte efter det.")
    return [Finding("position.submitted", message)]


@condition
def ready_to_adopt(case: Case) -> list[Finding]:
    if hasattr(case, "position"):
        return []
    message = _("Öppna ärendet från ståndpunktens sida, där det står vad staden vill.")
    return [Finding("position.missing", message, clause="GBG-M1")]


@condition
def ready_to_progress(to: str, outcome: str) -> list[Finding]:
    """What ends says what it led to."""
    if to not in ENDS or outcome.strip():
        return []
    return [Finding("position.no-outcome", _("Skriv vad arbetet ledde till, eller varför det lades ned."))]


@condition
def office_consulted(unit: Unit, consulted: bool, policy: Any) -> list[Finding]:
    """Contacts with the EU are made by the Brussels office or in consultation with it (GBG-M5)."""
    office = EuOffice.objects.first()
    if consulted or (office is not None and office.unit_id == unit.pk):
        return []
    name = office.name if office else _("kontoret i Bryssel")
    message = _("Kontakten togs utan samråd med %(office)s.") % {"office": name}
    return rulebook.judge(policy, OFFICE_CONSULTED, message, unit=unit)


@condition
def ready_to_log(on: date, consulted: bool, consultation_note: str) -> list[Finding]:
    findings = []
    if on > timezone.localdate():
        findings.append(Finding("contact.not-yet", _("Notera kontakten när den har ägt rum.")))
    if consulted and not consultation_note.strip():
        message = _("Skriv hur samrådet med kontoret i Bryssel gick till.")
        findings.append(Finding("contact.consultation-unsaid", message, clause="GBG-M5"))
    return findings


@condition
def ready_to_begin(year: int) -> list[Finding]:
    if not MonitoringPlan.objects.filter(year=year).exists():
        return []
    return [Finding("plan.already", _("Det finns redan en årsplan för %(year)s.") % {"year": year})]


@condition
def ready_to_link(item: PlanItem, consultation: Any) -> list[Finding]:
    """A consultation is what one expectation came to, and no other."""
    if consultation.state == ConsultationState.DECLINED:
        return [Finding("plan.declined", _("Staden avstod från samrådet."))]
    taken = PlanItem.objects.filter(consultation=consultation).exclude(pk=item.pk)
    if taken.exists():
        return [Finding("plan.linked", _("Samrådet hör redan till en annan punkt i årsplanen."))]
    return []


@condition
def ready_to_leave_out(reason: str) -> list[Finding]:
    return [] if reason.strip() else [Finding("plan.no-reason", _("Skriv varför punkten utgår."))]
