"""Reading one's own notices."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from core import events
from core.models import Notice
from governance.happenings import Happening
from governance.models import Person


@transaction.atomic
def read_notices(*, by: Person, ids: list[int] | None = None) -> int:
    """Mark one's own unread notices as read: those named, or all. Returns how many; none is no event."""
    waiting = Notice.objects.filter(recipient_id=by.pk, read_at=None)
    if ids is not None:
        waiting = waiting.filter(pk__in=ids)
    number = waiting.update(read_at=timezone.now())
    if number:
        events.record(Happening.NOTICES_READ, by, by=by, detail={"number": number})
    return number
