"""What the clock forgets: unconfirmed requests, senders, and the protected facts of visits that are over."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from core import events
from core.models import Notice
from visits.actions.compartments import erase_compartment
from visits.actions.requests import lock_request
from visits.enums import RequestHappening, RequestState, VisitState
from visits.models import Compartment, VisitRequest
from visits.notices import KEY

HOURS_TO_CONFIRM = 48
DAYS_OF_SENDER = 2 * 365
DAYS_OF_PROTECTED = 30
OVER = (VisitState.CARRIED_OUT, VisitState.CLOSED, VisitState.CANCELLED, VisitState.DECLINED)

log = logging.getLogger(__name__)


def forget(*, today: datetime.date | None = None) -> int:
    """Everything that is due, each row a transaction of its own. Returns how many rows this call forgot."""
    day = today or timezone.localdate()
    done = drop_unconfirmed()
    answered = VisitRequest.objects.filter(
        state=RequestState.ANSWERED, forgotten_on=None, answered_at__date__lte=day - _days(DAYS_OF_SENDER)
    )
    for asked in answered.order_by("pk"):
        done += _logged(_forget_sender, asked)
    ended = Q(visit__engagement__ends_on__lte=day - _days(DAYS_OF_PROTECTED))
    ended |= Q(visit__engagement__ends_on=None, visit__engagement__starts_on__lte=day - _days(DAYS_OF_PROTECTED))
    for compartment in Compartment.objects.filter(ended, erased_on=None, visit__state__in=OVER).order_by("pk"):
        done += _logged(lambda row: erase_compartment(compartment=row), compartment)
    return done


@transaction.atomic
def drop_unconfirmed() -> int:
    """Whole requests that nobody stood for within two days, and the mail that was sent about them."""
    before = timezone.now() - datetime.timedelta(hours=HOURS_TO_CONFIRM)
    rows = list(VisitRequest.objects.filter(state=RequestState.UNCONFIRMED, sent_at__lt=before).order_by("pk"))
    for asked in rows:
        _drop_mail(asked)
        pk = asked.pk
        asked.delete()
        VisitRequest.history.filter(id=pk).delete()
    if rows:
        events.record(RequestHappening.SENDERS_FORGOTTEN, "visits:unconfirmed", by=None, detail={"number": len(rows)})
    return len(rows)


@transaction.atomic
def _forget_sender(asked: VisitRequest) -> None:
    """Name, address and own words go; what was asked and why it was answered so stays (the assessment is ours)."""
    asked = lock_request(asked)
    asked.sender_name = asked.sender_email = asked.text = asked.answer = ""
    asked.forgotten_on = timezone.localdate()
    asked.save()
    _drop_mail(asked)
    events.record(RequestHappening.SENDERS_FORGOTTEN, asked, by=None)


def _drop_mail(asked: VisitRequest) -> None:
    Notice.objects.filter(recipient_id=0, key__startswith=KEY % asked.pk).delete()


def _logged(action: Callable[[Any], object], row: Any) -> int:
    """One that fails is logged and tried again at the next look; the others are not held up."""
    try:
        action(row)
    except Exception:
        log.exception("%s %s could not be forgotten", type(row).__name__, row.pk)
        return 0
    return 1


def _days(number: int) -> datetime.timedelta:
    return datetime.timedelta(days=number)
