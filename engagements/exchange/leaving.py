"""Writing down that a register left as a file, and which confidential rows went with it."""

from __future__ import annotations

from django.db import transaction

from core import events
from core.enums import Confidentiality
from engagements.actions import note_reading
from engagements.exchange.columns import spine_of
from engagements.exchange.enums import Happening
from engagements.exchange.registry import Register
from engagements.models import Engagement
from governance.models import Person


@transaction.atomic
def note_export(*, register: Register, asked: dict[str, str], form: str, by: Person) -> None:
    """Who fetched which register, and a reading of each confidential row in it. Two queries and an event; one more
    event for each confidential row."""
    events.record(Happening.REGISTER_EXPORTED, f"engagements.register:{register.area}", by=by, detail={"form": form})
    rows = register.rows(by, asked)
    prefix = "" if rows.model is Engagement else "engagement__"
    secret = rows.filter(**{f"{prefix}confidentiality": Confidentiality.CONFIDENTIAL}).prefetch_related(None)
    for row in secret.order_by():
        note_reading(engagement=spine_of(row), by=by)
