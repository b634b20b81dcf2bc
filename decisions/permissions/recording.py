"""Who may record a meeting and its items."""

from __future__ import annotations

from core.rules import Finding, permission
from decisions.models import AgendaItem, Meeting
from governance.models import Person


@permission
def may_record(by: Person, meeting: Meeting) -> Finding | None:
    """The body's secretary or registrar, today: opens, calls the roll, closes."""
    raise NotImplementedError


@permission
def may_record_item(by: Person, item: AgendaItem) -> Finding | None:
    """Who may record the meeting, but has not written the item's case (KL 6:28-30)."""
    raise NotImplementedError


@permission
def may_announce_conflict(by: Person, item: AgendaItem, person: Person) -> Finding | None:
    """The person concerned (KL 6:30), or who records the meeting."""
    raise NotImplementedError


@permission
def may_close(by: Person, meeting: Meeting) -> Finding | None:
    """Who may record the meeting and has not written the case of any item that is still to become binding."""
    raise NotImplementedError
