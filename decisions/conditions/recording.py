"""Whether a meeting can be opened, recorded and closed."""

from __future__ import annotations

from core.rules import Finding, condition
from decisions.models import AgendaItem, Meeting
from decisions.selectors.recording import Recorded
from governance.models import Person


@condition
def ready_to_open(meeting: Meeting, chair: Person) -> list[Finding]:
    """Called, its day has come, the chair has a seat, the council's announced in time (KL 5:13)."""
    raise NotImplementedError


@condition
def ready_to_record(item: AgendaItem) -> list[Finding]:
    """The meeting is open and the item not yet binding nor struck."""
    raise NotImplementedError


def lacking(state: Recorded, item: AgendaItem) -> list[Finding]:
    """What one item lacks of KL 5:66-67, 4:27, 5:50 and FL 31, in the order of the form. Asks no queries."""
    raise NotImplementedError


@condition
def ready_to_close(meeting: Meeting, state: Recorded | None = None) -> list[Finding]:
    """What the meeting and each item lack; the messages name the item by number and title."""
    raise NotImplementedError
