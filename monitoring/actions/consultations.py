"""Consultations the city is asked to answer: reported, taken up in a case or declined, answered (GBG-M3, M4, M6)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core import events
from decisions import actions as decisions
from decisions.models import Case
from engagements.actions import inbox
from engagements.enums import InboxKind
from engagements.models import InboxItem
from governance.models import Person, Unit
from monitoring import conditions, notices, permissions
from monitoring.actions.dossiers import register_dossier
from monitoring.deadlines import last_day
from monitoring.enums import Channel, ConsultationState, DossierKind, Happening
from monitoring.models import Consultation, Dossier
from monitoring.states import CONSULTATION as STATES

CONSULTATION = "monitoring.consultation"


@transaction.atomic
def register_consultation(
    *,
    dossier: Dossier,
    title: str,
    asked_by: str,
    deadline: datetime,
    by: Person,
    channel: str = Channel.EU,
    source_url: str = "",
) -> Consultation:
    """Register a consultation and open the case in which the answer is decided; it takes effect by the deadline."""
    conditions.ready_to_register.require(title, asked_by)
    case = _open(dossier, title, deadline, by)
    consultation = Consultation.objects.create(
        dossier=dossier,
        title=title.strip(),
        channel=channel,
        asked_by=asked_by.strip(),
        source_url=source_url,
        deadline=deadline,
        unit=case.unit,
        state=ConsultationState.TAKEN_UP,
        reported_by=by,
        case=case,
    )
    detail = {"consultation": consultation.pk, "case": case.pk, "deadline": deadline.isoformat()}
    events.record(Happening.CONSULTATION_REGISTERED, consultation, by=by, detail=detail)
    return consultation


@transaction.atomic
def report_consultation(
    *,
    title: str,
    asked_by: str,
    deadline: datetime,
    unit: Unit,
    by: Person,
    channel: str = Channel.EU,
    source_url: str = "",
) -> Consultation:
    """Tell the coordinating unit of a consultation; it lies in the inbox at once, with no case opened yet (GBG-M4)."""
    permissions.may_report.require(by, unit)
    conditions.ready_to_register.require(title, asked_by)
    consultation = Consultation.objects.create(
        title=title.strip(),
        channel=channel,
        asked_by=asked_by.strip(),
        source_url=source_url,
        deadline=deadline,
        unit=unit,
        reported_by=by,
    )
    inbox.put(
        kind=InboxKind.CONSULTATION,
        unit=unit,
        subject=_("Samråd: %(title)s") % {"title": consultation.title},
        url=consultation.get_absolute_url(),
    )
    detail = {"unit": unit.pk, "deadline": deadline.isoformat()}
    events.record(Happening.CONSULTATION_REPORTED, consultation, by=by, detail=detail)
    return consultation


@transaction.atomic
def take_up(
    *, consultation: Consultation, by: Person, dossier: Dossier | None = None, unit: Unit | None = None
) -> Consultation:
    """Open the case of a reported consultation on a dossier, or on a new one of its own that `unit` answers for.

    The item leaves the inbox and who reported it is told.
    """
    consultation = _locked(consultation)
    permissions.may_triage.require(by)
    if dossier is None:
        dossier = register_dossier(
            title=consultation.title,
            responsible_unit=unit or consultation.unit or Unit.objects.get(coordinating=True),
            by=by,
            kind=DossierKind.ADVOCACY if consultation.channel == Channel.OWN else DossierKind.MONITORING,
            target=consultation.asked_by,
        )
    else:
        permissions.may_use_dossier.require(by, dossier)
    case = _open(dossier, consultation.title, consultation.deadline, by)
    consultation.dossier, consultation.case, consultation.unit = dossier, case, case.unit
    consultation.save(update_fields=["dossier", "case", "unit"])
    STATES.advance(consultation, "take_up")
    out_of_inbox(consultation.get_absolute_url(), by)
    notices.consultation_taken_up(consultation, by)
    detail = {"consultation": consultation.pk, "case": case.pk}
    events.record(Happening.CONSULTATION_TAKEN_UP, consultation, by=by, detail=detail)
    return consultation


@transaction.atomic
def decline(*, consultation: Consultation, reason: str, by: Person) -> Consultation:
    """Let a reported consultation be, with the reason, which who reported it is told."""
    consultation = _locked(consultation)
    permissions.may_triage.require(by)
    conditions.ready_to_decline.require(reason)
    consultation.reason, consultation.closed = reason.strip(), True
    consultation.save(update_fields=["reason", "closed"])
    STATES.advance(consultation, "decline")
    out_of_inbox(consultation.get_absolute_url(), by)
    notices.consultation_declined(consultation, by)
    events.record(Happening.CONSULTATION_DECLINED, consultation, by=by, detail={"reason": consultation.reason})
    return consultation


@transaction.atomic
def answer_consultation(*, consultation: Consultation, on: date) -> Consultation:
    """What the decision brings about: the consultation is answered."""
    consultation = _locked(consultation)
    consultation.answered_on, consultation.closed = on, True
    consultation.save(update_fields=["answered_on", "closed"])
    STATES.advance(consultation, "answer")
    events.record(Happening.CONSULTATION_ANSWERED, consultation, by=None, detail={"on": on.isoformat()})
    return consultation


@transaction.atomic
def leave_unanswered(*, consultation: Consultation) -> Consultation:
    """The case was withdrawn or refused: nothing is answered, and nothing is late any longer."""
    consultation = _locked(consultation)
    consultation.closed = True
    consultation.save(update_fields=["closed"])
    STATES.advance(consultation, "leave")
    events.record(Happening.CONSULTATION_LEFT, consultation, by=None, detail={"consultation": consultation.pk})
    return consultation


def out_of_inbox(url: str, by: Person) -> None:
    """What the coordinating unit has dealt with on its page waits no longer in the inbox."""
    for item in InboxItem.objects.visible_to(by).waiting().filter(url=url):
        inbox.take_care(item=item, by=by)


def _open(dossier: Dossier, title: str, deadline: datetime, by: Person) -> Case:
    return decisions.open_case(
        matter=CONSULTATION,
        engagement=dossier.engagement,
        title=_("Svar på samråd: %(title)s") % {"title": title.strip()[:220]},
        by=by,
        effective_on=last_day(deadline),
    )


def _locked(consultation: Consultation) -> Consultation:
    rows = Consultation.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("unit", "reported_by").get(pk=consultation.pk)
