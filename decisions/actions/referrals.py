"""Sending a case on referral, and summing up what came in (SAF-01, SMF-10)."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core import events
from core.rules import Conflict, Refused
from decisions import referring, routing
from decisions.conditions import referrals as conditions
from decisions.enums import AnswerState, Happening, ReferralState
from decisions.locks import lock_case, lock_referral
from decisions.models import Answer, Case, CaseStep, Referral
from decisions.notices import referrals as notices
from decisions.permissions.referrals import may_refer
from decisions.states import ANSWER, CASE, REFERRAL
from governance.enums import StepRole
from governance.models import Person

SOURCE_LANGUAGE = "sv"


@transaction.atomic
def draft_referral(
    *,
    case: Case,
    title: str,
    question: str,
    due_on: datetime.date,
    recipients: Sequence[referring.Recipient],
    by: Person,
    step: CaseStep | None = None,
) -> Referral:
    """Prepare a referral of `case` to `recipients`. Nobody is told until it is sent.

    `step` is the step of the route that asks for opinions; when not said it is the one whose turn it is, if any.
    """
    case = lock_case(case)
    may_refer.require(by, case)
    step = step or _refer_step(case)
    conditions.ready_to_draft.require(case, title, question, recipients, step)
    referral = Referral.objects.create(
        case=case, step=step, title=title.strip(), question=question.strip(), due_on=due_on
    )
    _ask(referral, recipients, due_on)
    events.record(Happening.REFERRAL_DRAFTED, case, by=by, detail={"referral": referral.pk})
    return referral


@transaction.atomic
def change_referral(
    *,
    referral: Referral,
    version: int,
    title: str,
    question: str,
    due_on: datetime.date,
    recipients: Sequence[referring.Recipient],
    by: Person,
) -> Referral:
    """Change a referral that is not sent yet. Raises Conflict with both texts when somebody saved after `version`."""
    referral = lock_referral(referral)
    may_refer.require(by, referral.case)
    if referral.state != ReferralState.DRAFT:
        raise Conflict(_("Remissen är redan skickad och kan inte ändras. Återkalla den och skicka en ny."))
    if referral.version != version:
        raise Conflict(
            _("Någon annan har sparat medan du skrev. Jämför texterna och spara igen."),
            theirs=f"{referral.title}\n\n{referral.question}",
            yours=f"{title}\n\n{question}",
        )
    conditions.ready_to_draft.require(referral.case, title, question, recipients, referral.step)
    referral.title, referral.question, referral.due_on = title.strip(), question.strip(), due_on
    referral.version += 1
    referral.save()
    for answer in referral.answers.all():
        answer.delete()
    _ask(referral, recipients, due_on)
    events.record(Happening.REFERRAL_CHANGED, referral.case, by=by, detail={"referral": referral.pk})
    return referral


@transaction.atomic
def send(*, referral: Referral, by: Person) -> Referral:
    """Send it: every recipient is told, and sees the case from now on unless it is confidential.

    Refused with all that stands in the way, also when nobody of a recipient has been handed a confidential case.
    """
    referral = lock_referral(referral)
    may_refer.require(by, referral.case)
    if not REFERRAL.allows(referral, "send"):
        raise Conflict(_("Remissen är redan skickad eller återkallad. Ladda om sidan och se hur det står."))
    answers = _answers(referral)
    conditions.ready_to_send.require(referral, answers)
    referral.sent_at = timezone.now()
    referral.sent_by = by
    referral.version += 1
    referral.save(update_fields=["sent_at", "sent_by", "version"])
    REFERRAL.advance(referral, "send")
    _nobody_left_out(referral, notices.sent(referral, answers))
    detail = {"referral": referral.pk, "recipients": len(answers), "due_on": referral.due_on.isoformat()}
    events.record(Happening.REFERRAL_SENT, referral.case, by=by, detail=detail)
    return referral


@transaction.atomic
def add_recipient(
    *, referral: Referral, recipient: referring.Recipient, by: Person, due_on: datetime.date | None = None
) -> Answer:
    """Ask one more while the referral is out; its last day is the referral's when no other is given."""
    referral = lock_referral(referral)
    may_refer.require(by, referral.case)
    if referral.state != ReferralState.SENT:
        raise Conflict(_("Remissen är inte ute. Ladda om sidan och se hur det står."))
    day = due_on or referral.due_on
    conditions.ready_to_add.require(referral, recipient, day)
    [answer] = _ask(referral, [recipient], day)
    _nobody_left_out(referral, notices.sent(referral, [answer]))
    events.record(Happening.REFERRAL_ADDED, referral.case, by=by, detail={"answer": answer.pk, "by": str(recipient)})
    return answer


@transaction.atomic
def close_referral(*, referral: Referral, by: Person) -> Referral:
    """Sum up what came in. Who has not answered is marked so, the sentence is frozen on the referral, and a step of the
    route that asks for opinions is done when its turn has come (the case passes on to the next step)."""
    referral = lock_referral(referral)
    may_refer.require(by, referral.case)
    if not REFERRAL.allows(referral, "close"):
        raise Conflict(_("Remissen är inte ute och kan inte sammanställas. Ladda om sidan och se hur det står."))
    answers = _answers(referral)
    for answer in answers:
        if answer.state == AnswerState.WAITING:
            ANSWER.advance(answer, "give_up")
    referral.summary = _summed_up(answers)
    referral.closed_at = timezone.now()
    referral.version += 1
    referral.save(update_fields=["summary", "closed_at", "version"])
    REFERRAL.advance(referral, "close")
    step = conditions.finishes(referral)
    if step is not None and conditions.is_running(referral.case):
        _pass_on(referral.case, step, by)
    events.record(Happening.REFERRAL_CLOSED, referral.case, by=by, detail={"referral": referral.pk})
    return referral


@transaction.atomic
def withdraw_referral(*, referral: Referral, reason: str, by: Person) -> Referral:
    """Take it back: nobody needs to answer, and recipients no longer see the case through it. Those told are told."""
    referral = lock_referral(referral)
    may_refer.require(by, referral.case)
    if not REFERRAL.allows(referral, "withdraw"):
        raise Conflict(_("Remissen är redan sammanställd eller återkallad."))
    conditions.ready_to_withdraw_referral.require(reason)
    if referral.state == ReferralState.SENT:
        waiting = [answer for answer in _answers(referral) if answer.state == AnswerState.WAITING]
        notices.withdrawn(referral, waiting)
    referral.closed_at = timezone.now()
    referral.version += 1
    referral.save(update_fields=["closed_at", "version"])
    REFERRAL.advance(referral, "withdraw")
    detail = {"referral": referral.pk, "reason": reason.strip()}
    events.record(Happening.REFERRAL_WITHDRAWN, referral.case, by=by, detail=detail)
    return referral


@transaction.atomic
def pass_on(*, case: Case, by: Person) -> Case:
    """Finish the route's step of referral with opinions that are summed up already, from a referral made before the
    step's turn came or before the case was returned."""
    case = lock_case(case)
    may_refer.require(by, case)
    step = routing.active_step(case)
    conditions.ready_to_pass_on.require(case, step)
    assert step is not None
    _pass_on(case, step, by)
    events.record(Happening.REFERRAL_PASSED, case, by=by, detail={"step": step.order})
    return case


def _ask(referral: Referral, recipients: Sequence[referring.Recipient], due_on: datetime.date) -> list[Answer]:
    try:
        with transaction.atomic():
            return [
                Answer.objects.create(
                    referral=referral,
                    body=each.body,
                    unit=each.unit,
                    outside=each.outside.strip(),
                    outside_email=each.email.strip(),
                    due_on=due_on,
                )
                for each in recipients
            ]
    except IntegrityError as error:
        raise Conflict(_("Någon annan lade just till samma instans. Ladda om sidan.")) from error


def _answers(referral: Referral) -> list[Answer]:
    rows = list(referral.answers.select_related("body", "unit").order_by("pk"))
    for row in rows:
        row.referral = referral
    return rows


def _refer_step(case: Case) -> CaseStep | None:
    step = routing.active_step(case)
    return step if step is not None and step.role == StepRole.REFER else None


def _nobody_left_out(referral: Referral, left_out: list[Answer]) -> None:
    """A confidential case: somebody of every recipient must have been handed it."""
    if left_out and conditions.is_secret(referral.case):
        raise Refused([conditions.nobody_has_access(answer) for answer in left_out])


def _summed_up(answers: list[Answer]) -> str:
    """The sentence in the language of the case's papers, whoever closes."""
    silent = [str(answer) for answer in answers if answer.state != AnswerState.ANSWERED]
    with translation.override(SOURCE_LANGUAGE):
        said = referring.sentence([(answer.state, answer.stance) for answer in answers], closed=True)
        return referring.with_names(said, silent)


def _pass_on(case: Case, step: CaseStep, by: Person) -> None:
    routing.finish(step, by)
    following = routing.next_after(step)
    if following is not None:
        routing.activate(following)
    CASE.advance(case, "propose")
