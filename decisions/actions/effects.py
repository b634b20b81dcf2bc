"""What a decision brings about on its date: once, in order, also after the machine has been off."""

from __future__ import annotations

import datetime
import logging

from django.db import transaction
from django.utils import timezone

from core import events
from decisions import matters, routing
from decisions.enums import EffectState, Happening
from decisions.locks import lock_case
from decisions.models import Effect

log = logging.getLogger(__name__)
IN_ORDER = ("due_on", "decision__decided_on", "decision_id")


def carry_out_due(*, today: datetime.date | None = None) -> int:
    """Carry out every effect whose date has come. Returns how many this call carried out.

    In order of date, on one day in the order they were decided: what starts comes before what changes or ends it. Each
    runs in its own transaction: one that fails is logged, stays waiting and is tried again, and stops none but later
    ones of the same engagement, which wait for it.
    """
    day = today or timezone.localdate()
    waiting = Effect.objects.filter(state=EffectState.WAITING, due_on__lte=day).order_by(*IN_ORDER)
    done, held_up = 0, set()
    for pk, engagement in list(waiting.values_list("pk", "case__engagement_id")):
        if engagement in held_up:
            continue
        try:
            done += _carry_out_one(pk)
        except Exception:
            log.exception("effect %s could not be carried out", pk)
            held_up |= {engagement} - {None}
    return done


def waits_for_another(effect: Effect) -> bool:
    """An effect of the same engagement that comes before this one has not been carried out yet."""
    same = Effect.objects.filter(state=EffectState.WAITING, due_on__lte=effect.due_on).exclude(pk=effect.pk)
    engagement = effect.case.engagement_id
    return engagement is not None and same.filter(case__engagement_id=engagement).exists()


def carry_out(effect: Effect) -> bool:
    """Carry out one effect in the transaction under way, unless somebody already has. The case must be locked."""
    now = timezone.now()
    taken = Effect.objects.filter(pk=effect.pk, state=EffectState.WAITING).update(state=EffectState.DONE, done_at=now)
    if not taken:
        return False
    case, decision = effect.case, effect.decision
    matters.matter_of(case).carry_out(case, decision)
    step = routing.active_step(case)
    if step is not None:
        routing.finish(step, None)
    detail = {"due_on": effect.due_on.isoformat(), "decision": decision.pk}
    events.record(Happening.EFFECT_CARRIED_OUT, case, by=None, detail=detail)
    return True


@transaction.atomic
def _carry_out_one(pk: int) -> bool:
    effect = Effect.objects.select_related("decision").get(pk=pk)
    effect.case = lock_case(effect.case)
    return carry_out(effect)
