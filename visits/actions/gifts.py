"""Gifts and representation at a visit: noted, changed, taken away."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import events
from core.rules import Conflict, Finding, Refused
from core.states import already_changed
from visits.enums.gifts import GiftHappening
from visits.locks import lock_part, lock_visit
from visits.models import Gift, Visit
from visits.permissions.programme import may_plan_visit

FIELDS = ("kind", "what", "value", "from_office", "to_office", "on", "note")


@transaction.atomic
def record_gift(*, visit: Visit, by: Any, **fields: Any) -> Gift:
    visit = lock_visit(visit.pk)
    may_plan_visit.require(by, visit)
    gift = Gift(visit=visit, **{name: fields[name] for name in FIELDS if name in fields})
    _ready(gift)
    gift._history_user = by  # type: ignore[attr-defined]
    gift.save()
    detail = {"gift": gift.pk, "kind": gift.kind, "value": gift.value}
    events.record(GiftHappening.GIFT_RECORDED, visit.engagement, by=by, detail=detail)
    return gift


@transaction.atomic
def change_gift(*, gift: Gift, by: Any, **fields: Any) -> Gift:
    gift = lock_part(gift)
    may_plan_visit.require(by, gift.visit)
    if gift.removed_at:
        raise Conflict(already_changed(gift))
    changed = sorted(name for name in FIELDS if name in fields and getattr(gift, name) != fields[name])
    if not changed:
        return gift
    for name in changed:
        setattr(gift, name, fields[name])
    _ready(gift)
    gift._history_user = by  # type: ignore[attr-defined]
    gift.save()
    detail = {"gift": gift.pk, "changed": changed}
    events.record(GiftHappening.GIFT_CHANGED, gift.visit.engagement, by=by, detail=detail)
    return gift


@transaction.atomic
def remove_gift(*, gift: Gift, by: Any) -> Gift:
    """Take a gift off the list; the row and its history stay."""
    gift = lock_part(gift)
    may_plan_visit.require(by, gift.visit)
    if gift.removed_at:
        raise Conflict(already_changed(gift))
    gift.removed_at = timezone.now()
    gift._history_user = by  # type: ignore[attr-defined]
    gift.save(update_fields=["removed_at"])
    events.record(GiftHappening.GIFT_REMOVED, gift.visit.engagement, by=by, detail={"gift": gift.pk})
    return gift


def _ready(gift: Gift) -> None:
    if not (gift.what.strip() and gift.from_office.strip() and gift.to_office.strip()):
        raise Refused([Finding("visit.gift-told", _("Skriv vad det var, från vilken funktion och till vilken."))])
