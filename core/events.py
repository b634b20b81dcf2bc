"""Recording what happened. One action, one event."""

from __future__ import annotations

import json
from datetime import UTC
from typing import Any

from django.db import models
from django.utils import timezone

from core import chain
from core.models import Event
from core.request_context import current_request_id

_labels: dict[str, Any] = {}


class CoreHappening(models.TextChoices):
    DENIED = "core.denied", "Nekad"


def declare(happenings: type[models.TextChoices]) -> None:
    """Make an app's happenings known, so that a history can be read in words."""
    _labels.update(dict(happenings.choices))


def label(happening: str) -> str:
    return str(_labels.get(happening, happening))


def subject_key(obj: models.Model | str) -> str:
    if isinstance(obj, str):
        return obj
    return f"{obj._meta.label_lower}:{obj.pk}"


def record(happening: str, subject: models.Model | str, *, by: Any, detail: dict[str, Any] | None = None) -> Event:
    """Append one event about `subject`, in the transaction that is under way.

    `by` is the person who acts, or None for the clock. `detail` must be JSON of plain values and hold no secret text.
    A subject may name its `event_thread`, under which a page can show everything that happened to it and its parts.
    """
    event = Event(
        at=timezone.now().astimezone(UTC),
        happening=str(happening),
        subject=subject_key(subject),
        thread=getattr(subject, "event_thread", "") or subject_key(subject),
        actor_id=getattr(by, "pk", None),
        actor_name=str(by) if by is not None else "",
        capacity=getattr(by, "capacity", "") if by is not None else "",
    )
    payload = chain.columns(event) | {"request": current_request_id(), "detail": detail or {}}
    event.payload = json.dumps(payload, ensure_ascii=False, sort_keys=True, default=str)
    event.save(force_insert=True)
    return event


def about(thread: models.Model | str) -> models.QuerySet[Event]:
    """What happened in one thread, newest first."""
    key = thread if isinstance(thread, str) else subject_key(thread)
    return Event.objects.filter(thread=key).order_by("-id")
