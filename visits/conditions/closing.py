"""What must be in order before a visit is closed (GBG-V7)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.rules import Finding, condition
from governance import rulebook
from visits.enums.feedback import FeedbackFrom
from visits.models import Visit

CHECKLIST_DONE = "visit.checklist-done"
ENDS_WITH_FEEDBACK = "visit.ends-with-feedback"


@condition
def checklist_done(visit: Visit, policy: Any) -> list[Finding]:
    """Every obligatory line of the visit's checklist is ticked. One query."""
    left = list(visit.checklist.filter(obligatory=True, ticked_at=None).values_list("text", flat=True))
    if not left:
        return []
    message = ngettext(
        "En rad i checklistan måste göras först: %(lines)s",
        "%(number)s rader i checklistan måste göras först: %(lines)s",
        len(left),
    )
    values = {"number": len(left), "lines": "; ".join(left)}
    return rulebook.judge(policy, CHECKLIST_DONE, message % values, unit=visit.engagement.responsible_unit)


@condition
def host_has_answered(visit: Visit, policy: Any) -> list[Finding]:
    """The host has said how it went. One query."""
    if visit.feedback.filter(source=FeedbackFrom.HOST).exists():
        return []
    message = _("Värden har inte lämnat sin återkoppling om besöket.")
    return rulebook.judge(policy, ENDS_WITH_FEEDBACK, message, unit=visit.engagement.responsible_unit)


@condition
def ready_to_close(visit: Visit, policy: Any) -> list[Finding]:
    return checklist_done(visit, policy) + host_has_answered(visit, policy)
