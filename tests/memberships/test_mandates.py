"""Voting mandates: written, given when each question rests on a decision, and what came of them (GBG-O5)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.models import Event, Notice
from core.rules import Conflict, NotPermitted, Refused
from engagements.models import Activity
from governance.enums import Function
from memberships import actions
from memberships.models import Declaration, MandateQuestion, VotingMandate
from memberships.states import MANDATE
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def membership():
    factories.policy()
    return factories.membership(organisation=factories.organisation(name="EUROCITIES"))


@pytest.fixture
def by():
    return factories.coordinator()


def draft(membership, by, **fields):
    values = {"meeting": " Årsmöte ", "starts_on": timezone.localdate(), "office": "Finansborgarrådet"} | fields
    return actions.draft_mandate(membership=membership, by=by, **values)


def ask(mandate, by, **fields):
    values = {"title": "Val av styrelse", "instruction": "for", "position": "Staden stöder förslaget."}
    return actions.add_question(mandate=mandate, by=by, **values | {"decided_how": "instruction"} | fields)


def given(membership, by, **fields):
    mandate = draft(membership, by, **fields)
    ask(mandate, by)
    return actions.give_mandate(mandate=mandate, by=by)


def codes(refusal):
    return [finding.code for finding in refusal.value.findings]


def test_mandate_is_a_draft_of_a_meeting_with_its_questions_in_order(membership, by):
    mandate = draft(membership, by, place="Bryssel")
    ask(mandate, by)
    ask(mandate, by, title="Avgift", instruction="against")

    assert (mandate.meeting, mandate.state, mandate.borne_by) == ("Årsmöte", "draft", "Finansborgarrådet")
    assert list(mandate.questions.values_list("order", "title")) == [(1, "Val av styrelse"), (2, "Avgift")]
    happenings = Event.objects.order_by("pk").values_list("happening", flat=True)
    assert list(happenings) == ["mandate.drafted", "mandate.changed", "mandate.changed"]


def test_mandate_is_for_members_only_and_written_by_who_answers_for_the_membership(membership, by):
    ended = factories.membership(engagement_fields={"status": "ended"})

    with pytest.raises(Refused) as refusal:
        draft(ended, by)
    with pytest.raises(Refused) as dates:
        draft(membership, by, ends_on=timezone.localdate() - timedelta(days=1))
    with pytest.raises(NotPermitted):
        draft(membership, factories.contact_person())

    assert (codes(refusal), codes(dates)) == (["mandate.not-a-member"], ["membership.dates"])
    assert VotingMandate.objects.count() == 0


def test_mandate_is_changed_while_a_draft_and_the_second_to_save_is_told(membership, by):
    mandate = draft(membership, by)

    actions.change_mandate(mandate=mandate, version=1, place="Wien", by=by)
    actions.change_mandate(mandate=mandate, version=2, place="Wien", by=by)

    mandate.refresh_from_db()
    assert (mandate.place, mandate.version) == ("Wien", 2)
    with pytest.raises(Conflict):
        actions.change_mandate(mandate=mandate, version=1, place="Oslo", by=by)


def test_question_is_changed_and_removed_in_a_draft_only(membership, by):
    mandate = draft(membership, by)
    first, second = ask(mandate, by), ask(mandate, by, title="Avgift")

    actions.change_question(question=first, title="Val av ordförande", by=by)
    actions.remove_question(question=second, by=by)
    actions.give_mandate(mandate=mandate, by=by)

    assert list(mandate.questions.values_list("title", flat=True)) == ["Val av ordförande"]
    for act in (
        lambda: actions.change_question(question=first, title="Annat", by=by),
        lambda: actions.remove_question(question=first, by=by),
        lambda: ask(mandate, by),
        lambda: actions.change_mandate(mandate=mandate, version=mandate.version, place="Oslo", by=by),
    ):
        with pytest.raises(Refused) as refusal:
            act()
        assert codes(refusal) == ["mandate.given"]


@pytest.mark.clause("GBG-O5")
@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"decided_how": "case"}, "mandate.case"),
        ({"decided_how": "delegated"}, "mandate.delegated"),
        ({"position": " "}, "mandate.position"),
    ],
)
def test_question_names_what_it_rests_on(membership, by, fields, code):
    mandate = draft(membership, by)

    with pytest.raises(Refused) as refusal:
        ask(mandate, by, **fields)

    assert codes(refusal) == [code]
    assert MandateQuestion.objects.count() == 0


def test_question_about_another_organisations_declaration_is_refused(membership, by):
    other = factories.membership()
    declaration = Declaration.objects.create(
        membership=other, title="Annan", text="Text", case=factories.case(engagement=other.engagement)
    )

    with pytest.raises(Refused) as refusal:
        ask(draft(membership, by), by, declaration=declaration)

    assert codes(refusal) == ["mandate.declaration"]


def test_mandate_is_given_to_those_who_hold_the_office_and_they_are_told(membership, by):
    board = factories.board()
    chair, bearer = factories.person("Ordförande"), factories.person("Ledamot")
    factories.appoint(chair, Function.CHAIR, body=board)

    mandate = given(membership, by, office="", office_function=Function.CHAIR, office_body=board, bearer=bearer)

    mandate.refresh_from_db()
    assert (mandate.state, mandate.given_by, mandate.borne_by) == ("given", by, "Ordförande, Kommunstyrelsen")
    assert sorted(Notice.objects.values_list("recipient_id", flat=True)) == sorted([chair.pk, bearer.pk])
    assert list(VotingMandate.objects.carried_by(chair)) == [mandate]
    assert list(VotingMandate.objects.carried_by(bearer)) == [mandate]
    assert list(VotingMandate.objects.carried_by(by)) == []


def test_mandate_is_not_given_without_bearer_or_questions(membership, by):
    mandate = draft(membership, by, office="")

    with pytest.raises(Refused) as refusal:
        actions.give_mandate(mandate=mandate, by=by)

    assert codes(refusal) == ["mandate.bearer", "mandate.questions"]
    assert {finding.clause for finding in refusal.value.findings} == {"GBG-O5"}
    assert VotingMandate.objects.get().state == "draft"


@pytest.mark.clause("GBG-O5")
@pytest.mark.clause("GBG-O3")
def test_mandate_is_not_given_before_its_cases_are_decided_and_its_declarations_adopted(membership, by):
    case = factories.case(engagement=membership.engagement, state="put_forward")
    declaration = Declaration.objects.create(membership=membership, title="Klimat", text="Text", case=case)
    mandate = draft(membership, by)
    ask(mandate, by, decided_how="case", case=case)
    ask(mandate, by, title="Deklarationen", declaration=declaration)
    ask(mandate, by, title="Avstå", instruction="abstain", declaration=declaration)

    with pytest.raises(Refused) as refusal:
        actions.give_mandate(mandate=mandate, by=by)
    case.state = "decided"
    case.save()
    declaration.adopted_on = timezone.localdate()
    declaration.save()
    actions.give_mandate(mandate=mandate, by=by)

    assert codes(refusal) == ["mandate.case-undecided", "mandate.declaration-undecided"]
    assert VotingMandate.objects.get().state == "given"


def test_given_mandate_is_taken_back_and_given_again_with_a_new_notice(membership, by):
    bearer = factories.person("Ledamot")
    mandate = given(membership, by, bearer=bearer)

    actions.recall_mandate(mandate=mandate, by=by)
    actions.give_mandate(mandate=mandate, by=by)

    assert VotingMandate.objects.get().state == "given"
    assert Notice.objects.filter(recipient_id=bearer.pk).count() == 2
    with pytest.raises(NotPermitted):
        actions.recall_mandate(mandate=mandate, by=factories.contact_person())


def test_outcome_is_noted_by_who_bears_the_mandate_and_a_deviation_has_its_reason(membership, by):
    bearer = factories.member(factories.board())
    mandate = given(membership, by, bearer=bearer)
    question = mandate.questions.get()

    with pytest.raises(Refused) as refusal:
        actions.note_outcomes(mandate=mandate, outcomes={question.pk: {"vote": "against"}}, by=bearer)
    said = {"vote": "against", "result": "rejected", "deviation": "Förslaget ändrades på plats."}
    actions.note_outcomes(mandate=mandate, outcomes={question.pk: said}, came_of_it="Nytt förslag i vår.", by=bearer)

    question.refresh_from_db()
    assert codes(refusal) == ["mandate.deviation"]
    assert (question.vote, question.result, question.deviates) == ("against", "rejected", True)
    assert question.deviation == "Förslaget ändrades på plats."


@pytest.mark.parametrize(
    ("instruction", "vote", "deviates"),
    [
        ("for", "for", False), ("for", "abstain", True), ("against", "for", True), ("abstain", "abstain", False),
        ("free", "against", False), ("for", "not_put", False), ("for", "", False),
    ],
)  # fmt: skip
def test_a_vote_departs_only_from_an_instruction_that_binds(instruction, vote, deviates):
    assert MandateQuestion(instruction=instruction, vote=vote).deviates is deviates


def test_outcome_is_refused_before_the_meeting_for_a_draft_for_strangers_and_for_others_questions(membership, by):
    ahead = given(membership, by, starts_on=timezone.localdate() + timedelta(days=1))
    written, mandate = draft(membership, by), given(membership, by)

    with pytest.raises(Refused) as early:
        actions.note_outcomes(mandate=ahead, outcomes={}, by=by)
    with pytest.raises(Refused) as not_given:
        actions.note_outcomes(mandate=written, outcomes={}, by=by)
    with pytest.raises(Refused) as others:
        actions.note_outcomes(mandate=mandate, outcomes={ahead.questions.get().pk: {}}, by=by)
    with pytest.raises(NotPermitted):
        actions.note_outcomes(mandate=mandate, outcomes={}, by=factories.member(factories.board()))

    assert [codes(each) for each in (early, not_given, others)] == [
        ["mandate.not-met"],
        ["mandate.not-given"],
        ["mandate.other-question"],
    ]


@pytest.mark.clause("GBG-O5")
def test_reported_mandate_becomes_the_units_report_with_how_each_question_went(membership, by):
    mandate = given(membership, by, place="Bryssel")
    question = mandate.questions.get()
    said = {"vote": "abstain", "result": "adopted", "deviation": "Texten ändrades."}
    actions.note_outcomes(mandate=mandate, outcomes={question.pk: said}, came_of_it="Ny styrelse.", by=by)

    reported = actions.report_mandate(mandate=mandate, by=by)

    activity = Activity.objects.get()
    assert (reported.state, reported.activity, activity.state) == ("reported", activity, "draft")
    assert (activity.title, activity.place, activity.unit) == (
        "Årsmöte, EUROCITIES",
        "Bryssel",
        factories.coordinating_unit(),
    )
    assert activity.result == (
        "Ny styrelse.\n\n1. Val av styrelse: Vi avstod. Antogs. Avvek från instruktionen: Texten ändrades."
    )
    assert list(activity.attendances.values_list("level", "who")) == [("politician", "Finansborgarrådet")]


def test_mandate_is_not_reported_with_questions_left_and_nothing_is_made(membership, by):
    mandate = given(membership, by)

    with pytest.raises(Refused) as refusal:
        actions.report_mandate(mandate=mandate, by=by)
    with pytest.raises(NotPermitted):
        actions.report_mandate(mandate=mandate, by=factories.contact_person())

    assert codes(refusal) == ["mandate.outcome-missing", "mandate.result"]
    assert (Activity.objects.count(), VotingMandate.objects.get().state) == (0, "given")


@pytest.mark.parametrize("state", ["draft", "given", "reported"])
@pytest.mark.parametrize("verb", ["give", "recall", "report"])
def test_every_step_from_every_state(membership, state, verb):
    mandate = factories.mandate(membership, state=state)
    leads = {("give", "draft"): "given", ("recall", "given"): "draft", ("report", "given"): "reported"}

    if (verb, state) in leads:
        MANDATE.advance(mandate, verb)
    else:
        with pytest.raises(Conflict):
            MANDATE.advance(mandate, verb)

    mandate.refresh_from_db()
    assert mandate.state == leads.get((verb, state), state)
