"""The clock's reminders of referrals: three days before the last day and the day after it, once each (SMF-10)."""

from __future__ import annotations

import datetime
import logging

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from core import events
from decisions.conditions.referrals import RUNNING
from decisions.enums import AnswerState, Happening, ReferralState
from decisions.locks import lock_referral
from decisions.models import Answer, Referral
from decisions.notices import referrals as notices

DAYS_BEFORE = 3

log = logging.getLogger(__name__)


def remind_due(*, today: datetime.date | None = None) -> int:
    """Remind those who have not answered. Returns how many answers this call reminded of.

    Each referral is a transaction of its own: one that fails is logged and tried again. After a time with the machine
    off one reminder is sent, the one that fits the day. A referral sent today is not reminded of today.
    """
    day = today or timezone.localdate()
    waiting = set(_due(day).values_list("referral_id", flat=True))
    done = 0
    for pk in sorted(waiting):
        try:
            done += _remind(pk, day)
        except Exception:
            log.exception("referral %s could not be reminded of", pk)
    return done


@transaction.atomic
def _remind(pk: int, day: datetime.date) -> int:
    referral = lock_referral(Referral(pk=pk))
    answers = list(_due(day).filter(referral=referral).select_related("body", "unit").order_by("pk"))
    for answer in answers:
        answer.referral = referral
        answer.reminded_on = day
        answer.save(update_fields=["reminded_on"])
    soon = [answer for answer in answers if answer.due_on >= day]
    late = [answer for answer in answers if answer.due_on < day]
    notices.reminded(referral, soon, late=False)
    notices.reminded(referral, late, late=True)
    if answers:
        detail = {"referral": pk, "by": ", ".join(str(answer) for answer in answers)}
        events.record(Happening.REFERRAL_REMINDED, referral.case, by=None, detail=detail)
    return len(answers)


def _due(day: datetime.date) -> QuerySet[Answer]:
    """Waited for, and not yet reminded before the last day or after it, whichever `day` is."""
    rows = Answer.objects.filter(
        state=AnswerState.WAITING,
        referral__state=ReferralState.SENT,
        referral__case__state__in=RUNNING,
        referral__sent_at__date__lt=day,
    )
    soon = Q(due_on__gte=day, due_on__lte=day + datetime.timedelta(days=DAYS_BEFORE), reminded_on=None)
    late = Q(due_on__lt=day) & (Q(reminded_on=None) | Q(reminded_on__lte=F("due_on")))
    return rows.filter(soon | late)
