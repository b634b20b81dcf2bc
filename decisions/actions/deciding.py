"""What bodies propose and decide."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import events
from core.rules import Conflict
from decisions import conditions, matters, notices, permissions, routing
from decisions.actions.effects import carry_out
from decisions.enums import CaseState, EffectState, Happening, Outcome, StepState
from decisions.locks import lock_step
from decisions.models import Case, CaseStep, Decision, Effect, Proposal
from decisions.states import CASE, STEP
from governance.models import Person

HAPPENINGS = {
    Outcome.APPROVED: Happening.CASE_DECIDED,
    Outcome.REJECTED: Happening.CASE_DECIDED,
    Outcome.RETURNED: Happening.CASE_RETURNED,
    Outcome.TABLED: Happening.CASE_TABLED,
}


@transaction.atomic
def propose(*, step: CaseStep, text: str, by: Person) -> Proposal:
    """Record what the body or unit of this step proposes (KL 5:26-28), and pass the case on to the next step."""
    step = lock_step(step)
    case = step.case
    permissions.may_propose.require(by, step)
    _still_open(step)
    conditions.ready_to_propose.require(step, text)

    try:
        with transaction.atomic():
            proposal = Proposal.objects.create(step=step, round=case.round, text=text.strip(), made_by=by)
    except IntegrityError as error:
        raise Conflict(_already_recorded(step)) from error
    if step.unit_id:
        case.writers.add(by)
    routing.finish(step, by)
    _hand_over(step)
    CASE.advance(case, "propose")
    events.record(Happening.CASE_PROPOSED, case, by=by, detail={"step": step.order, "by": str(step.body or step.unit)})
    notices.proposed(case, step, proposal)
    return proposal


@transaction.atomic
def decide(
    *,
    step: CaseStep,
    outcome: str,
    decided_on: datetime.date,
    paragraph: str,
    text: str,
    presenter: str,
    present_without_deciding: str,
    by: Person,
    sitting: int | None = None,
) -> Decision:
    """Record what the body decided with the five facts of FL 31, carry it out, and queue the notices.

    One transaction: there is no decided case without its decision, and no decision without what follows from it. An
    approval passes the case on, or decides it when no body is left: the matter's `on_decided` runs and its effect is
    due on the case's own date or the day of the decision; what is due already is carried out here. `sitting` is the
    body's treatment the form was made for, so that a form sent twice tables nothing twice.
    """
    step = lock_step(step)
    permissions.may_record_decision.require(by, step)
    _still_open(step)
    now_sitting = 1 + step.decisions.filter(round=step.case.round).count()
    if sitting is not None and sitting != now_sitting:
        raise Conflict(_already_recorded(step))
    facts = {"paragraph": paragraph.strip(), "text": text.strip(), "presenter": presenter.strip()}
    facts["present_without_deciding"] = present_without_deciding.strip()
    conditions.ready_to_decide.require(step, outcome, decided_on, facts)
    _not_the_same_again(step, decided_on, facts["paragraph"])

    decision = _store(step, outcome=outcome, decided_on=decided_on, sitting=now_sitting, by=by, **facts)
    _follow(step, decision, by)
    detail = {"step": step.order, "body": str(step.body), "outcome": outcome, "paragraph": decision.paragraph}
    detail |= {"decided_on": decided_on.isoformat(), "text_hash": decision.text_hash}
    events.record(HAPPENINGS[Outcome(outcome)], step.case, by=by, detail=detail)
    notices.decided(step.case, decision)
    return decision


def _follow(step: CaseStep, decision: Decision, by: Person) -> None:
    """Move the step and the case as the outcome says, and let the matter know."""
    case = step.case
    if decision.outcome == Outcome.TABLED:
        CASE.advance(case, "table")
    elif decision.outcome == Outcome.RETURNED:
        _return(step)
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


def _decide_finally(step: CaseStep, decision: Decision) -> None:
    case = step.case
    case.closed_at = timezone.now()
    case.save(update_fields=["closed_at"])
    CASE.advance(case, "decide")
    _hand_over(step)
    matters.matter_of(case).on_decided(case, decision)
    due_on = case.effective_on or decision.decided_on
    effect = Effect.objects.create(case=case, decision=decision, due_on=due_on, state=EffectState.WAITING)
    if effect.due_on <= timezone.localdate():
        carry_out(effect)


def _return(step: CaseStep) -> None:
    """Back to preparation: a new round, all steps before are open again, and so is the text."""
    case = step.case
    STEP.advance(step, "return")
    for earlier in case.steps.filter(order__lt=step.order, state=StepState.DONE):
        STEP.advance(earlier, "reset")
    case.round += 1
    case.version += 1
    case.text_hash = ""
    case.save(update_fields=["round", "version", "text_hash"])
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


def _hand_over(step: CaseStep) -> None:
    following = routing.next_after(step)
    if following is not None:
        routing.activate(following)


def _store(step: CaseStep, by: Person, **facts: Any) -> Decision:
    assert step.body is not None, "only a body's secretary gets this far"
    try:
        with transaction.atomic():
            return Decision.objects.create(
                step=step,
                case=step.case,
                round=step.case.round,
                body=step.body,
                text_hash=step.case.text_hash,
                recorded_by=by,
                **facts,
            )
    except IntegrityError as error:
        raise Conflict(_already_recorded(step)) from error


def _still_open(step: CaseStep) -> None:
    closed = step.case.state in {CaseState.DECIDED, CaseState.REJECTED, CaseState.WITHDRAWN}
    if closed or step.state != StepState.ACTIVE:
        raise Conflict(_already_recorded(step))


def _not_the_same_again(step: CaseStep, decided_on: datetime.date, paragraph: str) -> None:
    same = step.decisions.filter(round=step.case.round, decided_on=decided_on, paragraph=paragraph)
    if same.exists():
        raise Conflict(_already_recorded(step))


def _already_recorded(step: CaseStep) -> str:
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
