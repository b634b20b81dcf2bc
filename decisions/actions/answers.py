"""Answering a referral: a unit and an outside party directly, a body by a decision of its own (SAF-01)."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import events
from core.rules import Conflict
from decisions import referring
from decisions.actions.preparing import open_case, prepare
from decisions.conditions import referrals as conditions
from decisions.enums import CaseState, Happening, ReferralState, Stance
from decisions.locks import lock_answer
from decisions.models import Answer, Case, Decision
from decisions.notices import referrals as notices
from decisions.permissions.referrals import (
    department_of,
    may_answer,
    may_open_answer_case,
    may_refer,
    may_write_answer,
)
from decisions.states import ANSWER
from documents.actions import store_upload
from documents.models import Document
from governance.models import Person


@transaction.atomic
def extend(*, answer: Answer, due_on: datetime.date, reason: str, by: Person) -> Answer:
    """Give one recipient a later last day, with the reason; it is reminded anew before that day."""
    answer = lock_answer(answer)
    may_refer.require(by, answer.referral.case)
    conditions.ready_to_extend.require(answer, due_on, reason)
    answer.due_on = due_on
    answer.extended_reason = reason.strip()
    answer.reminded_on = None
    answer.save(update_fields=["due_on", "extended_reason", "reminded_on"])
    notices.extended(answer)
    detail = {"answer": answer.pk, "by": str(answer), "due_on": due_on.isoformat()}
    events.record(Happening.REFERRAL_EXTENDED, answer.referral.case, by=by, detail=detail)
    return answer


@transaction.atomic
def write_answer(*, answer: Answer, version: int, stance: str, statement: str, by: Person) -> Answer:
    """Save a draft of the answer. When the body's own case is open and not yet put forward, its text follows.

    `version` is `text_version(answer)` as it was read. Raises Conflict with both texts when somebody saved after it,
    here or in the body's case; the same text sent twice is saved once.
    """
    answer = lock_answer(answer)
    may_write_answer.require(by, answer)
    conditions.open_for_answers.require(answer)
    statement = statement.strip()
    if (answer.stance, current_statement(answer)) == (stance, statement):
        return answer
    if version != text_version(answer):
        message = _("Någon annan har sparat medan du skrev. Jämför texterna och spara igen.")
        raise Conflict(
            message, theirs=_readable(answer.stance, current_statement(answer)), yours=_readable(stance, statement)
        )

    before = answer.stance
    answer.stance, answer.statement = stance, statement
    answer.version += 1
    answer.save(update_fields=["stance", "statement", "version"])
    _follow_in_its_case(answer, before, by)
    events.record(Happening.REFERRAL_WRITTEN, answer.referral, by=by, detail={"answer": answer.pk, "by": str(answer)})
    return answer


@transaction.atomic
def answer(*, answer: Answer, by: Person, document: Any = None, answered_on: datetime.date | None = None) -> Answer:
    """Give a unit's answer, or register an outside party's with the document that came and the day it came in.

    `document` is an uploaded file or a stored Document. A body's answer cannot be given so, by anybody (SAF-01).
    Raises UploadRefused for a file that may not be stored. An answer after the summing up is marked as such.
    """
    answer = lock_answer(answer)
    may_answer.require(by, answer)
    day = answered_on if answer.outside and answered_on else timezone.localdate()
    conditions.ready_to_answer.require(answer, bool(document), day)
    if document:
        answer.document = document if isinstance(document, Document) else _stored(answer, document, by)
    _give(answer, day, by)
    return answer


@transaction.atomic
def open_answer_case(*, answer: Answer, by: Person) -> Case:
    """Open the case in which the body adopts its department's statement as its own opinion (SAF-01).

    The case is the department's, takes the route of "decisions.opinion" in the policy in force, carries the statement
    as the department's assessment and the secrecy of the case that was referred.
    """
    answer = lock_answer(answer)
    may_open_answer_case.require(by, answer)
    conditions.ready_for_answer_case.require(answer)
    referral = answer.referral
    asked = {"title": referral.title, "number": referral.case.reference_number, "question": referral.question}
    case = open_case(
        matter=referring.OPINION,
        by=by,
        unit=department_of(by, answer),
        title=(_("Yttrande över remissen: %(title)s") % asked)[:250],
        background=_("Remissen %(title)s i ärende %(number)s. %(question)s") % asked,
        assessment=answer.statement,
        proposed_decision=referring.adopting(_body_of(answer), answer.stance),
        **_secrecy(referral.case),
    )
    answer.answer_case = case
    answer.save(update_fields=["answer_case"])
    detail = {"answer": answer.pk, "by": str(answer), "case": case.pk}
    events.record(Happening.REFERRAL_CASE_OPENED, referral.case, by=by, detail=detail)
    return case


def adopt(case: Case, decision: Decision) -> None:
    """The body has decided: the statement it decided on is its answer, on the day of the decision (SAF-01).

    When the referral is withdrawn or its case decided meanwhile, the body's decision stands but is no answer.
    """
    row = Answer.objects.filter(answer_case=case).first()
    if row is None:
        return
    answer = lock_answer(row)
    if conditions.too_late_for_an_answer(answer):
        return
    answer.statement = case.assessment
    answer.decision = decision
    answer.version += 1
    answer.save(update_fields=["statement", "decision", "version"])
    _give(answer, decision.decided_on, decision.recorded_by)


def let_go(case: Case, *rest: Any) -> None:
    """The body said no, or the case was taken back: the department may write anew and open another."""
    row = Answer.objects.filter(answer_case=case).first()
    if row is None:
        return
    row.answer_case = None
    row.version += 1
    row.save(update_fields=["answer_case", "version"])


def current_statement(answer: Answer) -> str:
    """The department's text; while its body's case is under way the text of the case is the one."""
    case = answer.answer_case
    return case.assessment if case is not None and answer.decision_id is None else answer.statement


def text_version(answer: Answer) -> int:
    """Grows whenever the answer's text is saved, here or in the body's own case."""
    return answer.version + (answer.answer_case.version if answer.answer_case else 0)


def _give(answer: Answer, day: datetime.date, by: Person) -> None:
    answer.answered_on = day
    answer.answered_by = by
    answer.after_summary = answer.referral.state == ReferralState.CLOSED
    answer.save(update_fields=["answered_on", "answered_by", "after_summary", "document"])
    ANSWER.advance(answer, "answer")
    notices.answered(answer)
    detail = {"answer": answer.pk, "by": str(answer), "stance": answer.stance, "decision": answer.decision_id}
    events.record(Happening.REFERRAL_ANSWERED, answer.referral.case, by=by, detail=detail)


def _follow_in_its_case(answer: Answer, before: str, by: Person) -> None:
    case = answer.answer_case
    if case is None or case.state != CaseState.PREPARING:
        return
    body = _body_of(answer)
    written: dict[str, Any] = {"assessment": answer.statement}
    if before and answer.stance and case.proposed_decision == referring.adopting(body, before):
        written["proposed_decision"] = referring.adopting(body, answer.stance)
    answer.answer_case = prepare(case=case, version=case.version, by=by, **written)


def _body_of(answer: Answer) -> Any:
    assert answer.body is not None, "only a body answers by a case of its own"
    return answer.body


def _secrecy(case: Case) -> dict[str, Any]:
    source = case if case.is_confidential else case.engagement
    if source is None or not source.is_confidential:
        return {}
    return {"confidentiality": source.confidentiality, "confidentiality_ground": source.confidentiality_ground}


def _stored(answer: Answer, file: Any, by: Person) -> Document:
    title = _("Yttrande från %(who)s") % {"who": answer}
    return store_upload(file=file, title=title, by=by, **_secrecy(answer.referral.case))


def _readable(stance: str, statement: str) -> str:
    return f"{Stance(stance).label if stance else ''}\n\n{statement}".strip()
