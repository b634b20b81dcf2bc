"""What a body's outcome brings about. Both doors come here: the meeting that is closed, and the decision recorded
directly because the body met outside Utblick."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core import events
from core.rules import Conflict
from decisions import matters, routing, texts
from decisions.actions.agenda import carry_over
from decisions.actions.effects import carry_out, waits_for_another
from decisions.enums import CaseState, EffectState, Happening, MeetingState, Outcome, StepState
from decisions.locks import lock_meeting
from decisions.models import Case, CaseStep, Decision, Effect, Meeting, Proposal
from decisions.notices import cases as notices
from decisions.prints import basis as basis_print
from decisions.states import CASE, STEP
from governance.models import Body, Person

HAPPENINGS = {
    Outcome.APPROVED: Happening.CASE_DECIDED,
    Outcome.REJECTED: Happening.CASE_DECIDED,
    Outcome.NOTED: Happening.CASE_DECIDED,
    Outcome.RETURNED: Happening.CASE_RETURNED,
    Outcome.MINORITY_RETURNED: Happening.CASE_RETURNED,
    Outcome.TABLED: Happening.CASE_TABLED,
}


def settle(
    step: CaseStep, *, outcome: str, by: Person, next_meeting: Meeting | None = None, **facts: Any
) -> tuple[Decision, Proposal | None]:
    """Store what the body decided with the five facts of FL 31, carry it out, and queue the notices.

    The step must be locked and active. An approval passes the case on, or decides it when no body is left: the matter's
    `on_decided` runs and its effect is due on the case's own date or the day of the decision; what is due already is
    carried out here, unless an earlier effect of the same engagement still waits for the clock. What a body that only
    proposes decides is its proposal too, for and against alike: a later body decides. What is tabled stays with the
    step and comes up at `next_meeting` (KL 5:51).
    """
    decision = _store(step, outcome=outcome, **facts)
    proposal = _follow(step, decision, by, next_meeting)
    detail = {"step": step.order, "body": str(step.body), "outcome": outcome, "paragraph": decision.paragraph}
    detail |= {"decided_on": decision.decided_on.isoformat(), "text_hash": decision.text_hash}
    happening = Happening.CASE_PROPOSED if proposal else HAPPENINGS[Outcome(outcome)]
    events.record(happening, step.case, by=by, detail=detail)
    if proposal is not None:
        notices.proposed(step.case, step, proposal)
    else:
        notices.decided(step.case, decision)
    return decision, proposal


def pass_on(step: CaseStep, text: str, by: Person) -> Proposal:
    """Store what the step proposes, and pass the case on to the next step (KL 5:26-28)."""
    case = step.case
    try:
        with transaction.atomic():
            proposal = Proposal.objects.create(step=step, round=case.round, text=text, made_by=by)
    except IntegrityError as error:
        raise Conflict(already_recorded(step)) from error
    routing.finish(step, by)
    _hand_over(step)
    CASE.advance(case, "propose")
    return proposal


def take_up_unprepared(step: CaseStep, by: Person) -> None:
    """Bring an urgent case before the council although it has not been prepared: the steps that remain before it fall
    away (KL 5:33). A text that was still being written is bound as it stands."""
    case = step.case
    if case.state == CaseState.PREPARING:
        texts.bind(case)
        case.version += 1
        case.save(update_fields=[*texts.BOUND, "version"])
        CASE.advance(case, "put_forward")
    for earlier in case.steps.filter(order__lt=step.order):
        if earlier.state == StepState.RETURNED:
            STEP.advance(earlier, "reset")
        if STEP.allows(earlier, "cancel"):
            STEP.advance(earlier, "cancel")
    if step.state != StepState.ACTIVE:
        routing.activate(step)


def lock_next_meeting(body: Body | None, after: datetime.datetime) -> Meeting | None:
    """The body's next meeting that is planned, locked: what is tabled comes up there. Locked before any case."""
    planned = Meeting.objects.filter(
        body=body, starts_at__gt=after, state__in=[MeetingState.PLANNED, MeetingState.CALLED]
    )
    found = planned.order_by("starts_at", "pk").first()
    return lock_meeting(found) if found else None


def already_recorded(step: CaseStep) -> str:
    latest = step.decisions.order_by("-pk").select_related("recorded_by").first()
    if latest is None:
        return _("Någon annan hann före: ärendet har redan gått vidare. Ladda om sidan och se vad som hänt.")
    return _(
        "Någon annan hann före: %(outcome)s registrerades som § %(paragraph)s av %(who)s. Ditt beslut sparades inte."
    ) % {
        "outcome": latest.get_outcome_display().lower(),
        "paragraph": latest.paragraph,
        "who": latest.recorded_by,
    }


def still_open(step: CaseStep) -> None:
    """Raise Conflict when the case is over or it is no longer the turn of this step."""
    closed = step.case.state in {CaseState.DECIDED, CaseState.REJECTED, CaseState.WITHDRAWN}
    if closed or step.state != StepState.ACTIVE:
        raise Conflict(already_recorded(step))


def _follow(step: CaseStep, decision: Decision, by: Person, next_meeting: Meeting | None) -> Proposal | None:
    """Move the step and the case as the outcome says, and let the matter know."""
    case = step.case
    if decision.outcome == Outcome.TABLED:
        CASE.advance(case, "table")
        if next_meeting is not None:
            words = {"day": date_format(decision.decided_on, "j F Y"), "paragraph": decision.paragraph}
            carry_over(meeting=next_meeting, step=step, note=_("Bordlagt %(day)s, § %(paragraph)s") % words, by=by)
    elif decision.outcome in {Outcome.RETURNED, Outcome.MINORITY_RETURNED}:
        _return(step)
    elif step.role not in routing.BINDING:
        return pass_on(step, decision.text, by)
    elif decision.outcome == Outcome.REJECTED:
        routing.finish(step, by)
        _close(case, "reject")
        matters.matter_of(case).on_rejected(case, decision)
    elif routing.is_last_binding(step):
        routing.finish(step, by)
        _decide_finally(step, decision)
    else:
        routing.finish(step, by)
        _hand_over(step)
        CASE.advance(case, "pass_on")
    return None


def _decide_finally(step: CaseStep, decision: Decision) -> None:
    case = step.case
    case.closed_at = timezone.now()
    case.save(update_fields=["closed_at"])
    CASE.advance(case, "decide")
    _hand_over(step)
    basis_print.keep(case)
    matters.matter_of(case).on_decided(case, decision)
    due_on = case.effective_on or decision.decided_on
    effect = Effect.objects.create(case=case, decision=decision, due_on=due_on, state=EffectState.WAITING)
    if effect.due_on <= timezone.localdate() and not waits_for_another(effect):
        carry_out(effect)


def _return(step: CaseStep) -> None:
    """Back to preparation: a new round, all steps before are open again, and so is the text."""
    case = step.case
    STEP.advance(step, "return")
    for earlier in case.steps.filter(order__lt=step.order, state=StepState.DONE):
        STEP.advance(earlier, "reset")
    case.round += 1
    case.version += 1
    texts.unbind(case)
    case.save(update_fields=["round", "version", *texts.BOUND])
    CASE.advance(case, "return")
    first = case.steps.order_by("order").first()
    if first is not None and first.pk != step.pk:
        routing.activate(first)


def _close(case: Case, verb: str) -> None:
    for left in case.steps.filter(state__in=[StepState.WAITING, StepState.ACTIVE]):
        STEP.advance(left, "cancel")
    case.closed_at = timezone.now()
    case.save(update_fields=["closed_at"])
    CASE.advance(case, verb)
    basis_print.keep(case)


def _hand_over(step: CaseStep) -> None:
    following = routing.next_after(step)
    if following is not None:
        routing.activate(following)


def _store(step: CaseStep, **facts: Any) -> Decision:
    assert step.body is not None, "only a body's secretary gets this far"
    round_ = step.case.round
    sitting = 1 + step.decisions.filter(round=round_).count()
    try:
        with transaction.atomic():
            return Decision.objects.create(
                **{"sitting": sitting} | facts,
                step=step,
                case=step.case,
                round=round_,
                body=step.body,
                text_hash=step.case.text_hash,
            )
    except IntegrityError as error:
        raise Conflict(already_recorded(step)) from error
