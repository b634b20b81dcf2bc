"""Whether a referral may be sent, answered, extended, closed or passed on now."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.enums import Confidentiality
from core.rules import Finding, condition
from decisions import referring, routing
from decisions.enums import AnswerState, CaseState, ReferralState
from decisions.models import Answer, Case, CaseStep, Referral
from governance.enums import BodyKind, StepRole
from governance.models import Unit

RUNNING = {CaseState.PREPARING, CaseState.PUT_FORWARD, CaseState.TABLED}


@condition
def ready_to_draft(
    case: Case, title: str, question: str, recipients: Iterable[referring.Recipient], step: CaseStep | None
) -> list[Finding]:
    """A running case, a question, and recipients who can answer, each named once."""
    findings = _case_closed(case)
    if not title.strip():
        findings.append(Finding("referral.title-missing", _("Skriv en rubrik för remissen.")))
    if not question.strip():
        findings.append(Finding("referral.question-missing", _("Skriv vad yttrandet ska gälla.")))
    asked = list(recipients)
    if not asked:
        findings.append(Finding("referral.no-recipients", _("Välj minst en instans som ska yttra sig.")))
    if len({each.identity for each in asked}) < len(asked):
        findings.append(Finding("referral.recipient-twice", _("Samma instans är angiven två gånger.")))
    if step is not None and (step.case_id != case.pk or step.role != StepRole.REFER):
        findings.append(Finding("referral.not-a-refer-step", _("Steget i beslutsvägen är inget remissteg.")))
    return findings + [finding for each in asked for finding in cannot_answer(each, case)]


@condition
def ready_to_send(referral: Referral, answers: list[Answer]) -> list[Finding]:
    """As when drafted, a last day ahead, the body that the route asks, and nothing secret to who may not see it."""
    recipients = [referring.recipient_of(answer) for answer in answers]
    findings = ready_to_draft(referral.case, referral.title, referral.question, recipients, referral.step)
    findings += _day_ahead(referral.due_on)
    step = referral.step
    if step is not None and step.body_id and step.body_id not in {answer.body_id for answer in answers}:
        message = _("Beslutsvägen säger att %(body)s ska yttra sig. Lägg till %(body)s bland instanserna.")
        findings.append(Finding("referral.step-body-missing", message % {"body": step.body}, clause=step.clause))
    return findings


@condition
def ready_to_add(referral: Referral, recipient: referring.Recipient, due_on: datetime.date) -> list[Finding]:
    findings = _case_closed(referral.case) + _day_ahead(due_on) + cannot_answer(recipient, referral.case)
    present = {referring.recipient_of(answer).identity for answer in referral.answers.select_related("body", "unit")}
    if recipient.identity in present:
        findings.append(Finding("referral.recipient-twice", _("%(who)s har redan fått remissen.") % {"who": recipient}))
    return findings


@condition
def ready_to_extend(answer: Answer, due_on: datetime.date, reason: str) -> list[Finding]:
    findings = _case_closed(answer.referral.case) + _day_ahead(due_on)
    if answer.state != AnswerState.WAITING or answer.referral.state != ReferralState.SENT:
        message = _("Svarstiden kan bara förlängas för den som ännu inte svarat på en remiss som är ute.")
        findings.append(Finding("referral.not-waiting", message))
    if due_on <= answer.due_on:
        message = _("Den nya dagen måste ligga efter %(day)s.") % {"day": date_format(answer.due_on, "j F Y")}
        findings.append(Finding("referral.day-not-later", message))
    if not reason.strip():
        findings.append(Finding("referral.reason-missing", _("Skriv varför svarstiden förlängs.")))
    return findings


@condition
def open_for_answers(answer: Answer) -> list[Finding]:
    """Out or just summed up, and the case not yet decided; an answer that is given stays as it is."""
    findings = too_late_for_an_answer(answer)
    if answer.state == AnswerState.ANSWERED:
        findings.append(Finding("referral.already-answered", _("Svaret är redan lämnat och kan inte ändras.")))
    case = answer.answer_case
    if case is not None and case.state != CaseState.PREPARING and answer.state != AnswerState.ANSWERED:
        message = _("Tjänsteutlåtandet är framlagt för %(body)s och kan inte ändras medan ärendet ligger där.")
        findings.append(Finding("referral.statement-frozen", message % {"body": answer.body}, clause="KL 6:3"))
    return findings


@condition
def ready_to_answer(answer: Answer, has_document: bool, answered_on: datetime.date) -> list[Finding]:
    """A stance and a text (or a document with it), come in on a day the referral was out."""
    findings = open_for_answers(answer)
    if not answer.stance:
        findings.append(Finding("referral.stance-missing", _("Välj ställningstagande.")))
    if not answer.statement.strip() and not has_document:
        findings.append(Finding("referral.statement-missing", _("Skriv ett yttrande eller bifoga det som fil.")))
    sent_at = answer.referral.sent_at
    if answered_on > timezone.localdate() or (sent_at and answered_on < timezone.localdate(sent_at)):
        message = _("Ange en dag från det att remissen skickades till och med i dag.")
        findings.append(Finding("referral.wrong-day", message))
    return findings


@condition
def ready_for_answer_case(answer: Answer) -> list[Finding]:
    """The department's stance and statement are written, and no such case runs already."""
    findings = open_for_answers(answer) if answer.answer_case is None else _case_closed(answer.referral.case)
    if answer.answer_case is not None:
        message = _("Ärendet är redan öppnat: %(number)s.") % {"number": answer.answer_case.reference_number}
        findings.append(Finding("referral.answer-case-open", message))
    if not answer.stance:
        findings.append(Finding("referral.stance-missing", _("Välj ställningstagande.")))
    if not answer.statement.strip():
        message = _("Skriv förvaltningens tjänsteutlåtande. Det är det som nämnden antar som sitt yttrande.")
        findings.append(Finding("referral.statement-missing", message))
    return findings


@condition
def ready_to_withdraw_referral(reason: str) -> list[Finding]:
    if reason.strip():
        return []
    return [Finding("referral.reason-missing", _("Skriv varför remissen återkallas."))]


@condition
def ready_to_pass_on(case: Case, step: CaseStep | None) -> list[Finding]:
    """It is a referral's turn, and one that is summed up has asked the body the route names."""
    if step is None or step.role != StepRole.REFER or case.state == CaseState.PREPARING:
        return [Finding("referral.not-its-turn", _("Ärendet ligger inte i ett remissteg."))]
    closed = Referral.objects.filter(case=case, state=ReferralState.CLOSED)
    if step.body_id:
        closed = closed.filter(answers__body_id=step.body_id)
    if closed.exists():
        return []
    message = _("Steget avslutas när en remiss till %(body)s har sammanställts.") % {"body": step.body or step.unit}
    return [Finding("referral.step-not-answered", message, clause=step.clause)]


def too_late_for_an_answer(answer: Answer) -> list[Finding]:
    """Why an answer no longer counts: the case is decided, or the referral is not out."""
    findings = _case_closed(answer.referral.case)
    if answer.referral.state not in {ReferralState.SENT, ReferralState.CLOSED}:
        findings.append(Finding("referral.not-out", _("Remissen är inte ute för svar.")))
    return findings


def finishes(referral: Referral) -> CaseStep | None:
    """The step of the route that is done when this referral is summed up."""
    step = routing.active_step(referral.case)
    if step is None or step.role != StepRole.REFER:
        return None
    asked = step.body_id is None or referral.answers.filter(body_id=step.body_id).exists()
    return step if asked else None


def cannot_answer(recipient: referring.Recipient, case: Case) -> list[Finding]:
    """A body without a department or without power to decide has no opinion of its own; what is secret stays inside."""
    body = recipient.body
    if recipient.outside and is_secret(case):
        message = _("Ärendet omfattas av sekretess och kan inte skickas till %(who)s.") % {"who": recipient}
        return [Finding("referral.secret-outside", message, clause="OSL 8:1")]
    if body is None:
        return []
    if body.kind == BodyKind.PREPARATORY:
        message = _("%(body)s bereder ärenden men beslutar inte, och kan därför inte avge ett eget yttrande.")
        return [Finding("referral.cannot-answer", message % {"body": body}, clause="KL 5:26")]
    if not Unit.objects.filter(serves=body).exists():
        message = _("Ingen förvaltning lyder under %(body)s och kan skriva dess tjänsteutlåtande.") % {"body": body}
        return [Finding("referral.cannot-answer", message)]
    return []


def nobody_has_access(answer: Answer) -> Finding:
    message = _("Ingen på %(who)s har åtkomst till det sekretessbelagda ärendet. Ge åtkomst till engagemanget först.")
    return Finding("referral.nobody-has-access", message % {"who": answer}, clause="OSL 8:1")


def is_secret(case: Case) -> bool:
    spine = case.engagement
    return case.is_confidential or (spine is not None and spine.confidentiality == Confidentiality.CONFIDENTIAL)


def is_running(case: Case) -> bool:
    return case.state in RUNNING


def _case_closed(case: Case) -> list[Finding]:
    if is_running(case):
        return []
    message = _("Ärendet är redan avgjort. Yttranden kan inte längre påverka det.")
    return [Finding("referral.case-closed", message)]


def _day_ahead(due_on: datetime.date) -> list[Finding]:
    if due_on > timezone.localdate():
        return []
    return [Finding("referral.day-passed", _("Sista svarsdag måste ligga framåt i tiden."))]
