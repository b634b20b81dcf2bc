"""Whether a link for feedback may be opened, and answered by."""

from __future__ import annotations

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from core.rules import Finding, condition
from visits.models import FeedbackLink, Visit

LONGEST = datetime.timedelta(days=180)
MOST_ANSWERS = 500


@condition
def ready_to_open_link(visit: Visit, expires_on: datetime.date) -> list[Finding]:
    found = []
    if visit.engagement.is_confidential:
        message = _("Ett besök som omfattas av sekretess får ingen länk som kan öppnas utan inloggning.")
        found.append(Finding("visit.feedback-secret", message))
    today = timezone.localdate()
    if not today <= expires_on <= today + LONGEST:
        message = _("Sista dagen ska ligga mellan i dag och ett halvår framåt.")
        found.append(Finding("visit.feedback-last-day", message))
    return found


@condition
def ready_to_answer(link: FeedbackLink) -> list[Finding]:
    """Open today, of a visit that is open to all, and not answered so often that it cannot be by the visitors."""
    if not link.is_open(timezone.localdate()) or link.visit.engagement.is_confidential:
        return [Finding("visit.feedback-closed", _("Länken är stängd."))]
    if link.answers.count() >= MOST_ANSWERS:
        return [Finding("visit.feedback-full", _("Länken har tagit emot så många svar som den kan."))]
    return []
