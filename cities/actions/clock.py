"""What the calendar does with agreements: begins, prolongs and ends them on their day, and warns in time.

Each agreement is a transaction of its own: one that fails is logged and tried again. Everything is told by the dates of
the row, so it happens once, also after years with the machine off.
"""

from __future__ import annotations

import logging
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cities import notices
from cities.actions.agreements import first_day
from cities.actions.standing import activate, lock, mark, run_out, settle
from cities.enums import AgreementState, AgreementVerb, Happening, Party
from cities.models import Agreement
from cities.states import RUNNING
from cities.terms import ONE_DAY, end_after, prolongations_by
from core import events

log = logging.getLogger(__name__)
SOURCE_LANGUAGE = "sv"
WARN_BEFORE = (timedelta(days=60), timedelta(days=240))


def keep_agreements(*, today: date | None = None) -> int:
    """Everything that is due on the day. Returns how many agreements this call changed or warned of."""
    day = today or timezone.localdate()
    done = 0
    for pk in _due(day):
        try:
            with translation.override(SOURCE_LANGUAGE):
                done += _keep(pk, day)
        except Exception:
            log.exception("agreement %s could not be kept", pk)
    return done


def _due(day: date) -> list[int]:
    signed = Q(state=AgreementState.SIGNED, starts_on__lte=day)
    over = Q(state__in=[*RUNNING, AgreementState.TERMINATED], runs_to__lt=day)
    passed = Q(state__in=RUNNING, decide_by__lt=day)
    soon = Q(state__in=RUNNING, decide_by__gte=day, decide_by__lte=day + max(WARN_BEFORE))
    return list(Agreement.objects.filter(signed | over | passed | soon).order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _keep(pk: int, day: date) -> int:
    agreement = lock(Agreement(pk=pk))
    changed = _begin(agreement, day) or _prolong(agreement, day) or _end(agreement, day)
    if agreement.state in RUNNING:
        if changed or (agreement.decide_by is not None and agreement.decide_by < day):
            settle(agreement, day)
        changed = _warn(agreement, day) or changed
    return int(changed)


def _begin(agreement: Agreement, day: date) -> bool:
    if agreement.state != AgreementState.SIGNED or first_day(agreement) > day:
        return False
    activate(agreement, on=first_day(agreement), by=None)
    return True


def _prolong(agreement: Agreement, day: date) -> bool:
    """One line for each period that began, dated its first day."""
    ran_to = agreement.runs_to
    if agreement.state not in RUNNING or not agreement.prolongs_months or ran_to is None or ran_to >= day:
        return False
    terms = agreement.terms_of(Party.CITY)
    first, last = prolongations_by(terms, ran_to), prolongations_by(terms, day)
    for times in range(first + 1, last + 1):
        until = end_after(terms, times)
        reason = _("Ingen sade upp avtalet i tid. Det gäller nu till %(day)s.") % {"day": until.isoformat()}
        mark(agreement, AgreementVerb.PROLONG, on=end_after(terms, times - 1) + ONE_DAY, by=None, reason=reason)
    settle(agreement, day)
    detail = {"times": last - first, "runs_to": str(agreement.runs_to)}
    events.record(Happening.AGREEMENT_PROLONGED, agreement, by=None, detail=detail)
    notices.prolonged(agreement)
    return True


def _end(agreement: Agreement, day: date) -> bool:
    ending, ran_to = agreement.state in RUNNING | {AgreementState.TERMINATED}, agreement.runs_to
    if not ending or ran_to is None or ran_to >= day:
        return False
    run_out(agreement, on=ran_to + ONE_DAY, reason=_("Avtalstiden har gått ut."))
    notices.ended(agreement)
    return True


def _warn(agreement: Agreement, day: date) -> bool:
    """Once eight months and once two months before the last day; after a time off, only the one that fits."""
    last_day = agreement.decide_by
    if last_day is None or last_day < day:
        return False
    reached = [last_day - before for before in WARN_BEFORE if last_day - before <= day]
    if not reached or (agreement.warned_on is not None and agreement.warned_on >= max(reached)):
        return False
    agreement.warned_on = day
    agreement.save(update_fields=["warned_on"])
    notices.decide_in_time(agreement)
    events.record(Happening.AGREEMENT_WARNED, agreement, by=None, detail={"last_day": last_day.isoformat()})
    return True
