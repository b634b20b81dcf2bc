"""Whether a study visit may be registered, and reported."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from core.rules import Finding, condition
from visits.enums.outgoing import TravelMode
from visits.models import OutgoingVisit


@condition
def ready_to_travel(
    row: OutgoingVisit, starts_on: datetime.date | None, delegation: Sequence[dict[str, Any]]
) -> list[Finding]:
    """Purpose, first day and delegation; a journey says why it is not made remotely."""
    found = []
    if not row.purpose.strip():
        found.append(Finding("visit.outgoing-purpose", _("Skriv vad resan ska ge."), "SMF-07"))
    if starts_on is None:
        found.append(Finding("visit.outgoing-when", _("Ange när resan börjar.")))
    if not delegation:
        found.append(Finding("visit.outgoing-who", _("Ange vilka som reser, efter funktion."), "SMF-07"))
    if row.travel_mode != TravelMode.REMOTE and not row.why_not_remote.strip():
        message = _("Skriv varför besöket inte görs på distans. Video- eller webbmöte ska alltid övervägas.")
        found.append(Finding("visit.outgoing-why-not-remote", message, "GBG-C7"))
    return found


@condition
def ready_to_report(row: OutgoingVisit, lessons: str) -> list[Finding]:
    """When the journey has begun, with what was learnt (SMF-07)."""
    found = []
    starts = row.engagement.starts_on
    if starts is None or starts > timezone.localdate():
        found.append(Finding("visit.outgoing-not-begun", _("Resan har inte börjat ännu.")))
    if not lessons.strip():
        found.append(Finding("visit.outgoing-lessons", _("Skriv vad ni lärde er."), "SMF-07"))
    return found
