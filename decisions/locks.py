"""Taking a meeting or a case for oneself: the meeting first, then the case, so that two who wait cannot wait for each
other."""

from __future__ import annotations

from django.db.models import Model

from decisions.models import AgendaItem, Answer, Case, CaseStep, Meeting, Referral


def hold(row: Model) -> None:
    """Lock the row and read nothing of it: how it stands is for the next question, once it is held."""
    type(row)._base_manager.select_for_update(no_key=True).values_list("pk").get(pk=row.pk)


def lock_case(case: Case) -> Case:
    hold(case)
    return Case.objects.select_related("policy", "unit", "engagement").get(pk=case.pk)


def lock_step(step: CaseStep) -> CaseStep:
    """The step as it stands now, with its case locked."""
    case = lock_case(Case(pk=step.case_id))
    row = CaseStep.objects.select_related("body", "unit").get(pk=step.pk)
    row.case = case
    return row


def lock_meeting(meeting: Meeting) -> Meeting:
    """The meeting as it stands now, locked. Everything about its items is done under it."""
    rows = Meeting.objects.select_related("body", "chair", "secretary")
    return rows.select_for_update(of=("self",), no_key=True).get(pk=meeting.pk)


def lock_item(item: AgendaItem) -> AgendaItem:
    """The item as it stands now, with its meeting locked."""
    meeting = lock_meeting(Meeting(pk=item.meeting_id))
    row = AgendaItem.objects.select_related("step__case", "step__body").get(pk=item.pk)
    row.meeting = meeting
    return row


def lock_referral(referral: Referral) -> Referral:
    """The referral as it stands now, with its case locked."""
    case = lock_case(Case(pk=Referral.objects.values_list("case_id", flat=True).get(pk=referral.pk)))
    hold(referral)
    row = Referral.objects.select_related("step__body", "sent_by").get(pk=referral.pk)
    row.case = case
    return row


def lock_answer(answer: Answer) -> Answer:
    """The answer as it stands now, with its referral and the referral's case locked. The body's own case is locked
    before those, as when the body decides."""
    before = Answer.objects.only("pk", "answer_case_id", "referral_id").get(pk=answer.pk)
    if before.answer_case_id:
        lock_case(Case(pk=before.answer_case_id))
    referral = lock_referral(Referral(pk=before.referral_id))
    hold(answer)
    row = Answer.objects.select_related("body", "unit", "answer_case__unit", "answer_case__policy").get(pk=answer.pk)
    row.referral = referral
    return row
