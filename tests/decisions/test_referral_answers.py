"""Answering a referral: a unit and an outside party directly, a body only by a decision of its own."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.models import Event, Notice
from core.rules import Conflict, NotPermitted, Refused
from decisions import actions as cases
from decisions.actions import answers, referrals
from decisions.models import Answer, Case
from decisions.permissions.referrals import may_answer, may_open_answer_case, may_write_answer
from decisions.selectors.referrals import opinions_for, to_answer
from documents.models import Document
from documents.uploads import UploadRefused
from governance.models import Route
from tests import factories
from tests.decisions.asked import code_of
from tests.decisions.rooms import Room

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def of(referral, **which):
    return referral.answers.get(**which)


def test_unit_answers_with_stance_and_text(asked):
    referral = asked.sent()

    given = asked.given(of(referral, unit=asked.company), asked.head, stance="favour_with_remarks")

    assert (given.state, given.stance, given.statement) == (
        "answered",
        "favour_with_remarks",
        "Vi ser stora fördelar.",
    )
    assert (given.answered_on, given.answered_by, given.is_late) == (asked.world.today, asked.head, False)
    assert Event.objects.filter(happening="referral.answered").count() == 1
    assert Notice.objects.filter(kind="decisions.referral_answered").values_list("recipient_id", flat=True).get() == (
        asked.by.pk
    )


@pytest.mark.clause("SMF-10")
def test_answer_after_the_last_day_is_marked_late(asked):
    referral = asked.sent()
    referral.answers.update(due_on=asked.world.days(-1))

    given = asked.given(of(referral, unit=asked.company), asked.head)

    assert given.is_late is True
    [compiled] = opinions_for(asked.case)
    assert [(each.name, each.late) for each in compiled.opinions if each.answered] == [("Näringslivsbolaget", True)]


def test_contact_person_drafts_but_the_director_answers(asked):
    contact = factories.contact_person(asked.company)
    answer = asked.written(of(asked.sent(), unit=asked.company), contact)

    with pytest.raises(NotPermitted) as refusal:
        answers.answer(answer=answer, by=contact)

    assert refusal.value.finding.code == "referral.may-not-answer"
    assert Answer.objects.get(pk=answer.pk).state == "waiting"


@pytest.mark.parametrize("who", ["by", "officer", "registrar"])
def test_others_do_not_write_a_units_answer(asked, who):
    answer = of(asked.sent(), unit=asked.company)

    with pytest.raises(NotPermitted) as refusal:
        asked.written(answer, getattr(asked, who))

    assert refusal.value.finding.code == "referral.may-not-write"


def test_draft_saved_by_two_shows_both_texts(asked):
    answer = of(asked.sent(), unit=asked.company)
    asked.written(answer, asked.head, statement="Först.")

    with pytest.raises(Conflict) as conflict:
        answers.write_answer(answer=answer, version=1, stance="against", statement="Sedan.", by=asked.head)

    assert conflict.value.theirs == "Tillstyrker\n\nFörst."
    assert conflict.value.yours == "Avstyrker\n\nSedan."
    assert Answer.objects.get(pk=answer.pk).statement == "Först."


def test_draft_sent_twice_is_saved_once(asked):
    answer = of(asked.sent(), unit=asked.company)

    for _time in range(2):
        answers.write_answer(answer=answer, version=1, stance="favour", statement="Ja.", by=asked.head)

    assert Answer.objects.get(pk=answer.pk).version == 2
    assert Event.objects.filter(happening="referral.written").count() == 1


@pytest.mark.parametrize(
    ("stance", "statement", "code"),
    [("", "Text.", "referral.stance-missing"), ("favour", "", "referral.statement-missing")],
)
def test_answer_is_refused_without_stance_or_text(asked, stance, statement, code):
    answer = of(asked.sent(), unit=asked.company)

    with pytest.raises(Refused) as refusal:
        asked.given(answer, asked.head, stance=stance, statement=statement)

    assert code_of(refusal) == [code]
    assert Answer.objects.get(pk=answer.pk).state == "waiting"


def test_answer_given_twice_is_refused(asked):
    answer = asked.given(of(asked.sent(), unit=asked.company), asked.head)

    with pytest.raises(Refused) as refusal:
        answers.answer(answer=answer, by=asked.head)

    assert code_of(refusal) == ["referral.already-answered"]
    assert Event.objects.filter(happening="referral.answered").count() == 1


def test_answer_after_the_case_is_decided_is_refused(asked):
    answer = asked.written(of(asked.sent(), unit=asked.company), asked.head)
    asked.case.refresh_from_db()
    asked.world.decide(cases.put_forward(case=asked.case, by=asked.by))

    with pytest.raises(Refused) as refusal:
        answers.answer(answer=answer, by=asked.head)

    assert code_of(refusal) == ["referral.case-closed"]
    assert Answer.objects.get(pk=answer.pk).state == "waiting"


def test_answer_to_a_withdrawn_referral_is_refused(asked):
    referral = asked.sent()
    referrals.withdraw_referral(referral=referral, reason="Fel fråga", by=asked.by)

    with pytest.raises(Refused) as refusal:
        asked.written(of(referral, unit=asked.company), asked.head)

    assert code_of(refusal) == ["referral.not-out"]


def test_answer_that_fails_halfway_leaves_nothing(asked, monkeypatch):
    answer = asked.written(of(asked.sent(), unit=asked.company), asked.head)

    def broken(*rest, **named):
        raise RuntimeError

    monkeypatch.setattr("decisions.actions.answers.events.record", broken)
    with pytest.raises(RuntimeError):
        answers.answer(answer=answer, by=asked.head)

    stored = Answer.objects.get(pk=answer.pk)
    assert (stored.state, stored.answered_on) == ("waiting", None)
    assert Notice.objects.filter(kind="decisions.referral_answered").count() == 0


def test_registrar_registers_an_outside_answer_with_file_and_day(asked):
    referral = asked.sent()
    asked.sent_before(referral, 9)
    answer = asked.written(of(referral, outside="Universitetet"), asked.registrar, stance="against", statement="")
    file = SimpleUploadedFile("yttrande.txt", b"Vi avstyrker.", content_type="text/plain")
    day = asked.world.days(-2)

    given = answers.answer(answer=answer, document=file, answered_on=day, by=asked.registrar)

    assert (given.state, given.answered_on, given.answered_by) == ("answered", day, asked.registrar)
    assert Document.objects.get(pk=given.document_id).title == "Yttrande från Universitetet"


def test_file_that_may_not_be_stored_leaves_the_answer_waiting(asked):
    answer = asked.written(of(asked.sent(), outside="Universitetet"), asked.registrar)
    file = SimpleUploadedFile("yttrande.exe", b"MZ\x00\x00", content_type="application/octet-stream")

    with pytest.raises(UploadRefused):
        answers.answer(answer=answer, document=file, by=asked.registrar)

    assert Answer.objects.get(pk=answer.pk).state == "waiting"


@pytest.mark.parametrize("days", [-1, 1])
def test_outside_answer_is_refused_on_a_day_the_referral_was_not_out(asked, days):
    answer = asked.written(of(asked.sent(), outside="Universitetet"), asked.registrar)

    with pytest.raises(Refused) as refusal:
        answers.answer(answer=answer, answered_on=asked.world.days(days), by=asked.registrar)

    assert code_of(refusal) == ["referral.wrong-day"]


def test_outside_answer_is_registered_by_the_registrar_or_the_coordinating_unit_only(asked):
    answer = of(asked.sent(), outside="Universitetet")

    allowed = [may_answer.allows(who, answer) for who in (asked.registrar, asked.by, asked.head, asked.secretary)]

    assert allowed == [True, True, False, False]
    assert may_answer(asked.head, answer).code == "referral.may-not-register"


# ── a body answers by a decision of its own ──────────────────────────────────────────────────────────────────────


@pytest.mark.clause("SAF-01")
def test_committee_makes_its_departments_statement_its_own_by_deciding(asked):
    referral = asked.sent()
    case = asked.body_case(referral)

    decision = asked.body_decides(case)

    answer = of(referral, body=asked.committee)
    assert (answer.state, answer.stance, answer.statement) == ("answered", "favour", "Vi ser stora fördelar.")
    assert (answer.decision, answer.answered_on) == (decision, decision.decided_on)
    assert decision.body == asked.committee
    [compiled] = opinions_for(asked.case)
    assert compiled.sentence == "Remissen skickades till 3 instanser: 1 tillstyrker, 2 har inte svarat."
    assert [each.decision_url for each in compiled.opinions if each.answered] == [f"/arenden/{case.pk}/"]


@pytest.mark.clause("SAF-01")
def test_committee_makes_the_statement_its_own_at_a_meeting(asked):
    referral = asked.sent()
    case = cases.put_forward(case=asked.body_case(referral), by=asked.officer)

    item = Room(asked.committee).settle(case, text="Nämnden antar tjänsteutlåtandet som sitt yttrande.")

    answer = of(referral, body=asked.committee)
    assert (answer.state, answer.decision) == ("answered", item.decision)


@pytest.mark.clause("SAF-01")
@pytest.mark.parametrize("who", ["officer", "secretary", "registrar", "by", "head"])
def test_nobody_marks_a_bodys_answer_as_given(asked, who):
    answer = asked.written(of(asked.sent(), body=asked.committee), asked.officer)

    with pytest.raises(NotPermitted) as refusal:
        answers.answer(answer=answer, by=getattr(asked, who))

    assert (refusal.value.finding.code, refusal.value.finding.clause) == (
        "referral.body-answers-by-decision",
        "KL 6:3",
    )
    assert Answer.objects.get(pk=answer.pk).state == "waiting"


@pytest.mark.clause("SAF-01")
def test_opinion_case_is_the_departments_and_decided_by_the_body_that_was_asked(asked):
    case = asked.body_case(asked.sent(), stance="against")

    assert (case.matter, case.unit, case.engagement) == ("decisions.opinion", asked.department, None)
    assert list(case.steps.values_list("role", "unit", "body")) == [
        ("prepare", asked.department.pk, None),
        ("decide", None, asked.committee.pk),
    ]
    assert case.reference_number.startswith("MN ")
    assert case.assessment == "Vi ser stora fördelar."
    assert case.proposed_decision == (
        "Miljönämnden överlämnar förvaltningens tjänsteutlåtande som sitt yttrande över remissen "
        "och avstyrker förslaget."
    )


def test_opinion_case_is_not_opened_without_a_statement(asked):
    with pytest.raises(Refused) as refusal:
        asked.body_case(asked.sent(), stance="", statement="")

    assert code_of(refusal) == ["referral.stance-missing", "referral.statement-missing"]
    assert Case.objects.filter(matter="decisions.opinion").count() == 0


def test_opinion_case_is_opened_once(asked):
    referral = asked.sent()
    asked.body_case(referral)

    with pytest.raises(Refused) as refusal:
        answers.open_answer_case(answer=of(referral, body=asked.committee), by=asked.officer)

    assert code_of(refusal) == ["referral.answer-case-open"]
    assert Case.objects.filter(matter="decisions.opinion").count() == 1


def test_opinion_case_is_opened_by_the_department_only(asked):
    answer = of(asked.sent(), body=asked.committee)

    allowed = [may_open_answer_case.allows(who, answer) for who in (asked.officer, asked.secretary, asked.by)]

    assert allowed == [True, False, False]


def test_opinion_case_needs_a_route_in_the_policy(asked):
    Route.objects.filter(matter="decisions.opinion").delete()

    with pytest.raises(Refused) as refusal:
        asked.body_case(asked.sent())

    assert code_of(refusal) == ["decision.no-route"]
    assert Answer.objects.filter(answer_case__isnull=False).count() == 0


def test_statement_written_on_follows_into_the_opinion_case(asked):
    referral = asked.sent()
    case = asked.body_case(referral)
    answer = of(referral, body=asked.committee)

    asked.written(answer, asked.officer, stance="against", statement="Vi ser stora nackdelar.")

    case.refresh_from_db()
    assert case.assessment == "Vi ser stora nackdelar."
    assert case.proposed_decision.endswith("och avstyrker förslaget.")


def test_statement_changed_in_the_opinion_case_is_what_the_body_adopts(asked):
    referral = asked.sent()
    case = asked.body_case(referral)
    old = answers.text_version(of(referral, body=asked.committee))
    cases.prepare(case=case, version=case.version, by=asked.officer, assessment="Skrivet i ärendet.")

    with pytest.raises(Conflict) as conflict:
        answers.write_answer(
            answer=of(referral, body=asked.committee),
            version=old,
            stance="favour",
            statement="Skrivet i svaret.",
            by=asked.officer,
        )
    assert conflict.value.theirs == "Tillstyrker\n\nSkrivet i ärendet."
    asked.body_decides(case)

    assert of(referral, body=asked.committee).statement == "Skrivet i ärendet."


def test_statement_is_frozen_when_it_lies_before_the_body(asked):
    referral = asked.sent()
    case = asked.body_case(referral)
    cases.put_forward(case=case, by=asked.officer)

    with pytest.raises(Refused) as refusal:
        asked.written(of(referral, body=asked.committee), asked.officer, statement="Annan text.")

    assert code_of(refusal) == ["referral.statement-frozen"]


def test_opinion_that_the_body_rejects_is_no_answer_and_may_be_written_anew(asked):
    referral = asked.sent()

    asked.body_decides(asked.body_case(referral), outcome="rejected")

    answer = of(referral, body=asked.committee)
    assert (answer.state, answer.answer_case, answer.decision) == ("waiting", None, None)
    assert may_write_answer.allows(asked.officer, answer) is True


def test_opinion_case_taken_back_leaves_the_answer_waiting(asked):
    referral = asked.sent()
    case = asked.body_case(referral)

    cases.withdraw(case=case, reason="Fel text", by=asked.officer)

    answer = of(referral, body=asked.committee)
    assert (answer.state, answer.answer_case) == ("waiting", None)


@pytest.mark.clause("SMF-10")
def test_body_that_decides_after_the_summing_up_is_marked(asked):
    referral = asked.sent()
    case = asked.body_case(referral)
    referrals.close_referral(referral=referral, by=asked.by)

    asked.body_decides(case)

    answer = of(referral, body=asked.committee)
    assert (answer.state, answer.after_summary) == ("answered", True)


def test_body_that_decides_when_the_case_is_over_has_decided_but_not_answered(asked):
    referral = asked.sent()
    case = cases.put_forward(case=asked.body_case(referral), by=asked.officer)
    cases.withdraw(case=asked.case, reason="Behövs inte", by=asked.by)

    facts = asked.world.facts(text="Nämnden antar tjänsteutlåtandet.")
    cases.decide(step=case.steps.get(state="active"), by=asked.secretary, **facts)

    assert Case.objects.get(pk=case.pk).state == "decided"
    assert of(referral, body=asked.committee).state == "waiting"


def test_opinion_on_a_case_that_is_over_cannot_be_put_forward(asked):
    case = asked.body_case(asked.sent())
    cases.withdraw(case=asked.case, reason="Behövs inte", by=asked.by)
    case.refresh_from_db()

    with pytest.raises(Refused) as refusal:
        cases.put_forward(case=case, by=asked.officer)

    assert code_of(refusal) == ["referral.case-closed"]


def test_opinion_that_fails_to_be_stored_leaves_the_body_undecided(asked, monkeypatch):
    case = asked.body_case(asked.sent())

    def broken(*rest, **named):
        raise RuntimeError

    monkeypatch.setattr("decisions.actions.answers.notices.answered", broken)
    with pytest.raises(RuntimeError):
        asked.body_decides(case)

    assert case.decisions.count() == 0
    assert Answer.objects.filter(state="answered").count() == 0


def test_what_is_mine_to_answer_is_listed_nearest_day_first(asked):
    first = asked.sent()
    asked.sent(title="Den andra", due_on=asked.due_on - datetime.timedelta(days=5))
    asked.given(of(first, unit=asked.company), asked.head)

    mine = [
        [(row.title, row.recipient) for row in to_answer(who)] for who in (asked.head, asked.officer, asked.registrar)
    ]

    assert mine == [
        [("Den andra", "Näringslivsbolaget")],
        [("Den andra", "Miljönämnden"), ("Avtal med Exempelstad", "Miljönämnden")],
        [("Den andra", "Universitetet"), ("Avtal med Exempelstad", "Universitetet")],
    ]
