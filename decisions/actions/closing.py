"""What was recorded becomes binding: item by item, or all when the meeting is closed."""

from __future__ import annotations

from django.db import transaction

from decisions.models import AgendaItem, Meeting
from governance.models import Person


@transaction.atomic
def bind_item(*, item: AgendaItem, by: Person) -> AgendaItem:
    """Make one item binding now, for minutes that are adjusted at once. Refused with what the item lacks."""
    raise NotImplementedError


@transaction.atomic
def close_meeting(*, meeting: Meeting, by: Person) -> Meeting:
    """Close the meeting and make all its items binding in order; the minutes are drafted.

    Refused with every finding of `conditions.recording.ready_to_close`.
    """
    raise NotImplementedError
