"""Whether a promise may be noted or settled now."""

from __future__ import annotations

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from core.rules import Finding, condition
from governance.models import Appointment, Unit
from visits.enums.outcomes import PromiseState
from visits.models import Promise, Visit


@condition
def ready_to_promise(visit: Visit, text: str, unit: Unit) -> list[Finding]:
    """Words, and somebody in the unit who may read of a confidential visit."""
    found = []
    if not text.strip():
        found.append(Finding("visit.promise-text", _("Skriv vad som lovades.")))
    if visit.engagement.is_confidential:
        people = Appointment.objects.today().filter(unit=unit).values("person_id")
        if not visit.engagement.grants.filter(user_id__in=people).exists():
            message = _("Ingen på enheten har åtkomst till besöket. Dela det med någon där först.")
            found.append(Finding("visit.promise-unit-sees-nothing", message))
    return found


@condition
def ready_to_settle(
    promise: Promise, *, verb: str = "", note: str = "", on: datetime.date | None = None
) -> list[Finding]:
    """Open; kept on a day that has come; dropped with a reason."""
    found = []
    if promise.state != PromiseState.OPEN:
        found.append(Finding("visit.promise-settled", _("Löftet är redan avslutat.")))
    if verb == "drop" and not note.strip():
        found.append(Finding("visit.promise-why", _("Skriv varför löftet inte ska hållas.")))
    if on is not None and on > timezone.localdate():
        found.append(Finding("visit.promise-future", _("Dagen då löftet hölls har inte varit ännu.")))
    return found
