"""The clock's reminders of consultations: a week before the last day and the day after it, once each (GBG-M3)."""

from __future__ import annotations

import datetime
import logging

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from core import events
from monitoring import notices
from monitoring.deadlines import last_day
from monitoring.enums import Happening
from monitoring.models import Consultation

DAYS_BEFORE = 7

log = logging.getLogger(__name__)


def remind_of_consultations(*, today: datetime.date | None = None) -> int:
    """Remind of what nobody has answered. Returns how many consultations this call reminded of.

    Each is a transaction of its own: one that fails is logged and tried again. After a time with the machine off one
    reminder is sent, the one that fits the day.
    """
    day = today or timezone.localdate()
    done = 0
    for pk in list(_due(day).values_list("pk", flat=True)):
        try:
            done += _remind(pk, day)
        except Exception:
            log.exception("consultation %s could not be reminded of", pk)
    return done


@transaction.atomic
def _remind(pk: int, day: datetime.date) -> int:
    rows = Consultation.objects.select_for_update(of=("self",), no_key=True)
    consultation = rows.filter(pk__in=_due(day).filter(pk=pk).values("pk")).first()
    if consultation is None:
        return 0
    consultation.reminded_on = day
    consultation.save(update_fields=["reminded_on"])
    late = last_day(consultation.deadline) < day
    notices.consultation_due(consultation, late=late)
    detail = {"consultation": pk, "late": late}
    events.record(Happening.CONSULTATION_REMINDED, consultation, by=None, detail=detail)
    return 1


def _due(day: datetime.date) -> QuerySet[Consultation]:
    """Open, and not yet reminded of before the last day or after it, whichever `day` is. Reported today is not."""
    start = timezone.make_aware(datetime.datetime.combine(day, datetime.time()))
    soon_until = start + datetime.timedelta(days=DAYS_BEFORE + 1)
    soon = Q(deadline__gte=start, deadline__lt=soon_until, reminded_on=None)
    late = Q(deadline__lt=start) & (Q(reminded_on=None) | Q(reminded_on__lte=F("deadline__date")))
    rows = Consultation.objects.filter(closed=False).filter(Q(reported_at=None) | Q(reported_at__lt=start))
    return rows.filter(soon | late).order_by("deadline", "pk")
