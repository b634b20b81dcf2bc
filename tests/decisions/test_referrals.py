"""Sending a case on referral and summing it up."""

import datetime

import pytest

from core.models import Event, Job, Notice
from core.rules import Conflict, NotPermitted, Refused
from decisions import actions as cases
from decisions.actions import answers, referrals
from decisions.actions.reminding import remind_due
from decisions.models import Answer, Case, Referral
from decisions.permissions.referrals import may_answer
from decisions.referring import Recipient, sentence
from decisions.selectors.referrals import opinions_for
from governance.enums import StepRole
from tests import factories
from tests.decisions.asked import Asked, code_of
from tests.decisions.conftest import World

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_draft_referral_names_recipients_and_tells_nobody(asked):
    referral = asked.draft()

    assert [str(answer) for answer in referral.answers.all()] == ["Miljönämnden", "Näringslivsbolaget", "Universitetet"]
    assert referral.state == "draft"
    assert Notice.objects.filter(kind="decisions.referral_sent").count() == 0
    assert Event.objects.filter(happening="referral.drafted").count() == 1


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"title": " "}, "referral.title-missing"),
        ({"question": ""}, "referral.question-missing"),
        ({"recipients": []}, "referral.no-recipients"),
    ],
)
def test_draft_referral_is_refused_without(asked, changed, code):
    with pytest.raises(Refused) as refusal:
        asked.draft(**changed)

    assert code_of(refusal) == [code]
    assert Referral.objects.count() == 0


def test_draft_referral_is_refused_for_the_same_recipient_twice(asked):
    twice = [Recipient(unit=asked.company), Recipient(unit=asked.company)]

    with pytest.raises(Refused) as refusal:
        asked.draft(twice)

    assert code_of(refusal) == ["referral.recipient-twice"]


@pytest.mark.parametrize(("kind", "clause"), [("preparatory", "KL 5:26"), ("committee", "")])
def test_draft_referral_is_refused_for_a_body_with_no_opinion_of_its_own(asked, kind, clause):
    body = factories.body(kind)

    with pytest.raises(Refused) as refusal:
        asked.draft([Recipient(body=body)])

    assert [(each.code, each.clause) for each in refusal.value.findings] == [("referral.cannot-answer", clause)]


def test_draft_referral_is_refused_for_who_does_not_prepare(asked):
    with pytest.raises(NotPermitted) as refusal:
        asked.draft(by=asked.head)

    assert refusal.value.finding.code == "referral.may-not-refer"


def test_draft_referral_is_refused_when_the_case_is_over(asked):
    cases.withdraw(case=asked.case, reason="Behövs inte", by=asked.by)

    with pytest.raises(Refused) as refusal:
        asked.draft()

    assert code_of(refusal) == ["referral.case-closed"]


def test_change_referral_replaces_the_recipients(asked):
    referral = asked.draft()

    referrals.change_referral(
        referral=referral,
        version=1,
        title="Ny rubrik",
        question="Ny fråga",
        due_on=asked.due_on,
        recipients=[Recipient(unit=asked.company)],
        by=asked.by,
    )

    referral.refresh_from_db()
    assert (referral.title, referral.version, referral.answers.count()) == ("Ny rubrik", 2, 1)


def test_change_referral_from_an_old_version_shows_both_texts(asked):
    referral = asked.draft()

    with pytest.raises(Conflict) as conflict:
        referrals.change_referral(
            referral=referral, version=7, title="Min", question="Fråga", due_on=asked.due_on, recipients=[], by=asked.by
        )

    assert conflict.value.theirs == "Avtal med Exempelstad\n\nVad anser ni om avtalet?"
    assert conflict.value.yours == "Min\n\nFråga"


def test_change_referral_that_is_sent_is_refused(asked):
    referral = asked.sent()

    with pytest.raises(Conflict):
        referrals.change_referral(
            referral=referral, version=2, title="Ny", question="Ny", due_on=asked.due_on, recipients=[], by=asked.by
        )

    assert Referral.objects.get().title == "Avtal med Exempelstad"


def test_send_tells_directors_contact_persons_secretaries_and_outside_parties(asked):
    referral = asked.sent()

    told = Notice.objects.filter(kind="decisions.referral_sent").order_by("recipient_id")
    expected = sorted([0, asked.officer.pk, asked.head.pk, asked.secretary.pk])
    assert list(told.values_list("recipient_id", flat=True)) == expected
    outside = told.get(recipient_id=0)
    assert (outside.address, outside.url) == ("registrator@universitetet.example", "")
    assert asked.case.reference_number in outside.body
    assert Job.objects.filter(key=f"notice:{outside.pk}").count() == 1
    assert (referral.state, referral.sent_by) == ("sent", asked.by)
    assert Event.objects.filter(happening="referral.sent").count() == 1


def test_send_twice_is_a_conflict(asked):
    referral = asked.sent()

    with pytest.raises(Conflict):
        referrals.send(referral=referral, by=asked.by)

    assert Event.objects.filter(happening="referral.sent").count() == 1


@pytest.mark.clause("SMF-10")
def test_send_is_refused_when_the_last_day_is_not_ahead(asked):
    referral = asked.draft(due_on=asked.world.today)

    with pytest.raises(Refused) as refusal:
        referrals.send(referral=referral, by=asked.by)

    assert code_of(refusal) == ["referral.day-passed"]
    assert Notice.objects.filter(kind="decisions.referral_sent").count() == 0


def test_send_that_fails_halfway_leaves_a_draft(asked, monkeypatch):
    referral = asked.draft()

    def broken(*rest, **named):
        raise RuntimeError

    monkeypatch.setattr("decisions.actions.referrals.events.record", broken)
    with pytest.raises(RuntimeError):
        referrals.send(referral=referral, by=asked.by)

    assert Referral.objects.get().state == "draft"
    assert Notice.objects.filter(kind="decisions.referral_sent").count() == 0


def test_recipient_sees_the_case_through_the_referral(asked):
    seen_before = Case.objects.visible_to(asked.officer).filter(pk=asked.case.pk).exists()
    referral = asked.sent()

    assert seen_before is False
    people = [asked.officer, asked.head, factories.member(asked.committee)]
    assert [Case.objects.visible_to(who).filter(pk=asked.case.pk).exists() for who in people] == [True, True, True]
    referrals.withdraw_referral(referral=referral, reason="Fel fråga", by=asked.by)
    assert [Case.objects.visible_to(who).filter(pk=asked.case.pk).exists() for who in people] == [False, False, False]


def secret(asked):
    spine = asked.case.engagement
    spine.confidentiality, spine.confidentiality_ground = "confidential", "OSL 15:1"
    spine.save()
    factories.grant(asked.by, spine)
    return spine


def test_confidential_case_is_not_sent_outside(asked):
    secret(asked)

    with pytest.raises(Refused) as refusal:
        asked.draft([Recipient(outside="Universitetet")])

    assert [(each.code, each.clause) for each in refusal.value.findings] == [("referral.secret-outside", "OSL 8:1")]


def test_confidential_case_is_sent_only_where_somebody_was_handed_it(asked):
    spine = secret(asked)
    referral = asked.draft([Recipient(unit=asked.company)])

    with pytest.raises(Refused) as refusal:
        referrals.send(referral=referral, by=asked.by)
    assert code_of(refusal) == ["referral.nobody-has-access"]
    assert Referral.objects.get().state == "draft"

    other = factories.contact_person(asked.company)
    factories.grant(other, spine)
    referrals.send(referral=referral, by=asked.by)

    told = Notice.objects.filter(kind="decisions.referral_sent").values_list("recipient_id", flat=True)
    assert list(told) == [other.pk]
    assert Case.objects.visible_to(asked.head).filter(pk=asked.case.pk).exists() is False


def test_opinion_on_a_confidential_case_is_as_confidential(asked):
    spine = secret(asked)
    for who in (asked.officer, asked.secretary):
        factories.grant(who, spine)
    referral = asked.sent([Recipient(body=asked.committee)])

    case = asked.body_case(referral)

    assert (case.confidentiality, case.confidentiality_ground) == ("confidential", "OSL 15:1")
    assert Case.objects.visible_to(asked.officer).filter(pk=case.pk).exists() is True
    assert Case.objects.visible_to(factories.contact_person(asked.department)).filter(pk=case.pk).exists() is False


def test_add_recipient_after_sending_tells_it(asked):
    referral = asked.sent([Recipient(unit=asked.company)])

    answer = referrals.add_recipient(referral=referral, recipient=Recipient(body=asked.committee), by=asked.by)

    assert answer.due_on == asked.due_on
    told = Notice.objects.filter(key__startswith=f"referral:{answer.pk}:").count()
    assert told == 2


@pytest.mark.parametrize(
    ("days", "same", "code"), [(30, True, "referral.recipient-twice"), (0, False, "referral.day-passed")]
)
def test_add_recipient_is_refused(asked, days, same, code):
    referral = asked.sent([Recipient(unit=asked.company)])
    who = Recipient(unit=asked.company) if same else Recipient(unit=asked.department)

    with pytest.raises(Refused) as refusal:
        referrals.add_recipient(referral=referral, recipient=who, due_on=asked.world.days(days), by=asked.by)

    assert code_of(refusal) == [code]
    assert referral.answers.count() == 1


def test_add_recipient_to_a_draft_is_a_conflict(asked):
    with pytest.raises(Conflict):
        referrals.add_recipient(referral=asked.draft(), recipient=Recipient(unit=asked.department), by=asked.by)


def test_withdraw_referral_tells_those_who_have_not_answered(asked):
    referral = asked.sent([Recipient(unit=asked.company), Recipient(unit=asked.department)])
    asked.given(asked.of(referral, unit=asked.company), asked.head)

    referrals.withdraw_referral(referral=referral, reason="Fel underlag", by=asked.by)

    told = Notice.objects.filter(kind="decisions.referral_withdrawn")
    assert list(told.values_list("recipient_id", "url")) == [(asked.officer.pk, "")]
    assert Referral.objects.get().state == "withdrawn"
    assert opinions_for(asked.case) == []


def test_withdraw_referral_asks_why(asked):
    with pytest.raises(Refused) as refusal:
        referrals.withdraw_referral(referral=asked.sent(), reason=" ", by=asked.by)

    assert code_of(refusal) == ["referral.reason-missing"]


@pytest.mark.clause("SAF-01")
def test_close_referral_freezes_the_sentence_and_names_who_did_not_answer(asked):
    referral = asked.sent()
    asked.given(asked.of(referral, unit=asked.company), asked.head)

    referrals.close_referral(referral=referral, by=asked.by)

    referral.refresh_from_db()
    assert referral.summary == (
        "Remissen skickades till 3 instanser: 1 tillstyrker, 2 svarade inte. "
        "Inget svar från Miljönämnden, Universitetet."
    )
    assert list(referral.answers.values_list("state", flat=True)) == ["unanswered", "answered", "unanswered"]
    with pytest.raises(Conflict):
        referrals.close_referral(referral=referral, by=asked.by)


def test_sentence_counts_each_stance_in_order():
    said = [("answered", "favour")] * 24 + [("answered", "against"), ("unanswered", "")]

    assert sentence(said, closed=True) == (
        "Remissen skickades till 26 instanser: 24 tillstyrker, 1 avstyrker, 1 svarade inte."
    )
    assert sentence([("waiting", "favour")], closed=False) == ("Remissen skickades till 1 instans: 1 har inte svarat.")


def test_answer_after_the_summing_up_is_marked_and_changes_no_sentence(asked):
    referral = referrals.close_referral(referral=asked.sent(), by=asked.by)

    given = asked.given(asked.of(referral, unit=asked.company), asked.head)

    assert given.after_summary is True
    [compiled] = opinions_for(asked.case)
    assert "3 svarade inte" in compiled.sentence
    assert compiled.silent == ("Miljönämnden", "Universitetet")


# ── the route's own step ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def routed(trial, db):
    """A route where the other committee is heard before the board decides."""
    world = World()
    asked = Asked.__new__(Asked)
    committee = factories.body(name="Miljönämnden", series_prefix="MN")
    world.reroute((StepRole.PREPARE, world.coordinating), (StepRole.REFER, committee), (StepRole.DECIDE, world.board))
    Asked.__init__(asked, world)
    asked.heard = committee
    factories.unit(name="Hörda förvaltningen", serves=committee)
    asked.case = cases.put_forward(case=asked.case, by=world.coordinator)
    return asked


def test_refer_step_is_done_by_closing_the_referral(routed):
    referral = routed.sent([Recipient(body=routed.heard)])
    step = referral.step
    assert step.role == "refer"

    referrals.close_referral(referral=referral, by=routed.by)

    assert list(routed.case.steps.values_list("role", "state")) == [
        ("prepare", "done"),
        ("refer", "done"),
        ("decide", "active"),
    ]


def test_refer_step_is_not_done_by_a_proposal(routed):
    step = routed.case.steps.get(state="active")

    with pytest.raises(Refused) as refusal:
        cases.propose(step=step, text="Vi tillstyrker.", by=factories.secretary(routed.heard))

    assert [(each.code, each.clause) for each in refusal.value.findings] == [
        ("decision.answered-by-referral", "Riktlinje 5.2")
    ]


def test_send_is_refused_when_the_body_of_the_route_is_left_out(routed):
    referral = routed.draft([Recipient(unit=routed.company)])

    with pytest.raises(Refused) as refusal:
        referrals.send(referral=referral, by=routed.by)

    assert [(each.code, each.clause) for each in refusal.value.findings] == [
        ("referral.step-body-missing", "Riktlinje 5.2")
    ]


def test_referral_summed_up_before_the_step_lets_the_case_pass_on(routed):
    Case.objects.filter(pk=routed.case.pk).update(state="preparing")
    routed.case.steps.filter(role="refer").update(state="waiting")
    referrals.close_referral(referral=routed.sent([Recipient(body=routed.heard)]), by=routed.by)
    Case.objects.filter(pk=routed.case.pk).update(state="put_forward")
    routed.case.steps.filter(role="refer").update(state="active")

    referrals.pass_on(case=routed.case, by=routed.by)

    assert routed.case.steps.get(state="active").role == "decide"


def test_pass_on_is_refused_when_nobody_has_answered_the_step(routed):
    with pytest.raises(Refused) as refusal:
        referrals.pass_on(case=routed.case, by=routed.by)

    assert code_of(refusal) == ["referral.step-not-answered"]


# ── reminders ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.clause("SMF-10")
def test_reminders_come_three_days_before_and_the_day_after_once_each(asked):
    referral = asked.sent([Recipient(unit=asked.company)])
    days = [asked.due_on + datetime.timedelta(days=number) for number in (-4, -3, -3, -2, 0, 1, 1, 9)]

    told = [remind_due(today=day) for day in days]

    assert told == [0, 1, 0, 0, 0, 1, 0, 0]
    to_head = Notice.objects.filter(recipient_id=asked.head.pk, kind__startswith="decisions.referral_")
    assert list(to_head.order_by("pk").values_list("kind", flat=True)) == [
        "decisions.referral_sent",
        "decisions.referral_soon",
        "decisions.referral_late",
    ]
    assert Notice.objects.filter(recipient_id=asked.by.pk, kind="decisions.referral_late").count() == 1
    assert Event.objects.filter(happening="referral.reminded").count() == 2
    assert referral.answers.get().state == "waiting"


def test_reminder_is_not_lost_when_the_machine_was_off(asked):
    asked.sent([Recipient(unit=asked.company)])

    assert remind_due(today=asked.due_on + datetime.timedelta(days=5)) == 1
    assert Notice.objects.filter(kind="decisions.referral_soon").count() == 0


def test_nobody_is_reminded_who_has_answered_or_whose_case_is_over(asked):
    referral = asked.sent([Recipient(unit=asked.company), Recipient(unit=asked.department)])
    asked.given(asked.of(referral, unit=asked.company), asked.head)
    last = asked.due_on

    assert remind_due(today=last) == 1
    cases.withdraw(case=asked.case, reason="Behövs inte", by=asked.by)
    assert remind_due(today=last + datetime.timedelta(days=1)) == 0


def test_one_referral_that_cannot_be_reminded_of_stops_no_other(asked, monkeypatch, caplog):
    broken = asked.sent([Recipient(unit=asked.company)])
    asked.sent([Recipient(unit=asked.department)], title="Den andra")
    record = referrals.events.record

    def fails_for_one(happening, subject, *, by, detail=None):
        if (detail or {}).get("referral") == broken.pk:
            raise RuntimeError
        return record(happening, subject, by=by, detail=detail)

    monkeypatch.setattr("decisions.actions.reminding.events.record", fails_for_one)

    assert remind_due(today=asked.due_on) == 1
    assert Answer.objects.get(referral=broken).reminded_on is None


@pytest.mark.clause("SMF-10")
def test_extend_gives_one_recipient_a_new_day_and_a_new_reminder(asked):
    referral = asked.sent([Recipient(unit=asked.company), Recipient(unit=asked.department)])
    remind_due(today=asked.due_on)
    later = asked.due_on + datetime.timedelta(days=14)

    answers.extend(answer=asked.of(referral, unit=asked.company), due_on=later, reason="Semester", by=asked.by)

    assert list(referral.answers.values_list("due_on", flat=True)) == [later, asked.due_on]
    assert Notice.objects.filter(kind="decisions.referral_extended").values_list("recipient_id", flat=True).get() == (
        asked.head.pk
    )
    assert remind_due(today=later) == 2


@pytest.mark.parametrize(
    ("days", "reason", "code"), [(30, "Semester", "referral.day-not-later"), (40, " ", "referral.reason-missing")]
)
def test_extend_is_refused(asked, days, reason, code):
    answer = asked.of(asked.sent(), unit=asked.company)

    with pytest.raises(Refused) as refusal:
        answers.extend(answer=answer, due_on=asked.world.days(days), reason=reason, by=asked.by)

    assert code_of(refusal) == [code]
    assert Answer.objects.get(pk=answer.pk).due_on == asked.due_on


def test_extend_is_refused_for_who_answered_and_by_who_was_asked(asked):
    answer = asked.of(asked.sent(), unit=asked.company)
    later = asked.world.days(40)

    with pytest.raises(NotPermitted):
        answers.extend(answer=answer, due_on=later, reason="Semester", by=asked.head)
    asked.given(answer, asked.head)
    with pytest.raises(Refused) as refusal:
        answers.extend(answer=answer, due_on=later, reason="Semester", by=asked.by)

    assert code_of(refusal) == ["referral.not-waiting"]
    assert may_answer(asked.head, answer) is None
