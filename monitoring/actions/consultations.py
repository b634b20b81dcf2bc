"""Consultations the city is asked to answer: registered with a deadline, answered by decision (GBG-M3)."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from core import events
from core.rules import Finding, condition
from decisions import actions as decisions
from decisions.models import Case
from governance.models import Person
from monitoring.enums import Happening
from monitoring.models import Consultation, Dossier

CONSULTATION = "monitoring.consultation"


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


@transaction.atomic
def register_consultation(*, dossier: Dossier, title: str, asked_by: str, deadline: date, by: Person) -> Consultation:
    """Register a consultation and open the case in which the answer is decided; it takes effect by the deadline."""
    ready_to_register.require(title, asked_by)
    case = decisions.open_case(
        matter=CONSULTATION,
        engagement=dossier.engagement,
        title=_("Svar på samråd: %(title)s") % {"title": title.strip()[:220]},
        by=by,
        effective_on=deadline,
    )
    consultation = Consultation.objects.create(
        dossier=dossier, title=title.strip(), asked_by=asked_by.strip(), deadline=deadline, case=case
    )
    detail = {"consultation": consultation.pk, "case": case.pk, "deadline": deadline.isoformat()}
    events.record(Happening.CONSULTATION_REGISTERED, consultation, by=by, detail=detail)
    return consultation


@transaction.atomic
def answer_consultation(*, consultation: Consultation, on: date) -> Consultation:
    """What the decision brings about: the consultation is answered."""
    rows = Consultation.objects.select_for_update(of=("self",), no_key=True)
    consultation = rows.get(pk=consultation.pk)
    consultation.answered_on = on
    consultation.save(update_fields=["answered_on"])
    events.record(Happening.CONSULTATION_ANSWERED, consultation, by=None, detail={"on": on.isoformat()})
    return consultation
