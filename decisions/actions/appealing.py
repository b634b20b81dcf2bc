"""Appeals against decisions, and how they ended (KL 13:1-8)."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import events
from core.rules import Conflict, Finding, Refused
from decisions.conditions.board import ready_to_appeal
from decisions.enums import Happening
from decisions.locks import lock_case
from decisions.models import Appeal, Decision
from decisions.permissions.minutes import may_keep_board
from governance.models import Person


@transaction.atomic
def record_appeal(
    *,
    decision: Decision,
    received_on: datetime.date,
    court: str,
    by: Person,
    court_number: str = "",
    note: str = "",
) -> Appeal:
    """Write down that the decision was appealed; until it has ended the decision has no legal force."""
    case = lock_case(decision.case)
    may_keep_board.require(by, decision.body)
    ready_to_appeal.require(decision, received_on)
    if not court.strip():
        raise Refused([Finding("appeal.court-missing", _("Ange vilken domstol det gäller."), clause="KL 13:4")])

    appeal = Appeal.objects.create(
        decision=decision,
        received_on=received_on,
        court=court.strip(),
        court_number=court_number.strip(),
        note=note.strip(),
    )
    detail = {"decision": decision.pk, "appeal": appeal.pk, "received_on": received_on.isoformat()}
    events.record(Happening.APPEAL_RECORDED, case, by=by, detail=detail)
    return appeal


@transaction.atomic
def end_appeal(*, appeal: Appeal, ended_on: datetime.date, upheld: bool, by: Person) -> Appeal:
    """Write down the day the court's ruling gained legal force, and whether the decision stands."""
    case = lock_case(appeal.decision.case)
    may_keep_board.require(by, appeal.decision.body)
    appeal = Appeal.objects.select_related("decision").get(pk=appeal.pk)
    if appeal.ended_on is not None:
        raise Conflict(_("Överklagandet är redan avgjort."))
    if ended_on < appeal.received_on or ended_on > timezone.localdate():
        message = _("Ange en dag efter att överklagandet kom in och senast i dag.")
        raise Refused([Finding("appeal.wrong-day", message)])

    appeal.ended_on, appeal.upheld = ended_on, upheld
    appeal.save(update_fields=["ended_on", "upheld"])
    detail = {"decision": appeal.decision_id, "appeal": appeal.pk, "upheld": upheld, "ended_on": ended_on.isoformat()}
    events.record(Happening.APPEAL_ENDED, case, by=by, detail=detail)
    return appeal
