"""What bodies propose and decide at meetings that are not kept here."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone

from core import events
from core.rules import Conflict
from decisions import conditions, permissions
from decisions.actions import outcomes
from decisions.enums import Happening, Outcome
from decisions.locks import lock_step
from decisions.models import CaseStep, Decision, Meeting, Proposal
from decisions.notices import cases as notices
from governance.models import Person


@transaction.atomic
def propose(*, step: CaseStep, text: str, by: Person) -> Proposal:
    """Record what the body or unit of this step proposes (KL 5:26-28), and pass the case on to the next step.

    Refused while the step stands on the agenda of a meeting that is not closed.
    """
    step = lock_step(step)
    case = step.case
    permissions.may_propose.require(by, step)
    outcomes.still_open(step)
    conditions.ready_to_propose.require(step, text)

    proposal = outcomes.pass_on(step, text.strip(), by)
    if step.unit_id:
        case.writers.add(by)
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
    """Record what the body decided with the five facts of FL 31, and settle what follows from it.

    One transaction: there is no decided case without its decision, and no decision without what follows from it.
    `sitting` is the body's treatment the form was made for, so that a form sent twice tables nothing twice. Refused
    while the step stands on the agenda of a meeting that is not closed.
    """
    next_meeting = _lock_next_meeting(step, decided_on) if outcome == Outcome.TABLED else None
    step = lock_step(step)
    permissions.may_record_decision.require(by, step)
    outcomes.still_open(step)
    now_sitting = 1 + step.decisions.filter(round=step.case.round).count()
    if sitting is not None and sitting != now_sitting:
        raise Conflict(outcomes.already_recorded(step))
    facts = {"paragraph": paragraph.strip(), "text": text.strip(), "presenter": presenter.strip()}
    facts["present_without_deciding"] = present_without_deciding.strip()
    conditions.ready_to_decide.require(step, outcome, decided_on, facts)
    _not_the_same_again(step, decided_on, facts["paragraph"])

    treated = {"decided_on": decided_on, "sitting": now_sitting, "recorded_by": by}
    return outcomes.settle(step, outcome=outcome, by=by, next_meeting=next_meeting, **treated, **facts)[0]


def _lock_next_meeting(step: CaseStep, decided_on: datetime.date) -> Meeting | None:
    """The body's next meeting after that day and not before today."""
    day = max(decided_on + datetime.timedelta(days=1), timezone.localdate())
    midnight = timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
    return outcomes.lock_next_meeting(step.body, midnight)


def _not_the_same_again(step: CaseStep, decided_on: datetime.date, paragraph: str) -> None:
    same = step.decisions.filter(round=step.case.round, decided_on=decided_on, paragraph=paragraph)
    if same.exists():
        raise Conflict(outcomes.already_recorded(step))
