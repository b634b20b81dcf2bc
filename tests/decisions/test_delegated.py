"""Decisions on delegation, the chair's urgent decisions, their numbers, and their report to the body."""

import datetime

import pytest
from django.utils import timezone

from core.models import Event, Series
from core.rules import Conflict, NotPermitted, Refused
from decisions.actions import agenda, board, closing, delegated, meetings
from decisions.delegating import Taken
from decisions.models import Decision, DelegatedDecision
from decisions.selectors import delegation as found
from governance.enums import Function, StepRole
from tests import factories
from tests.decisions.conftest import MATTER
from tests.decisions.rooms import Room

pytestmark = pytest.mark.django_db


def codes(refused):
    return [(finding.code, finding.clause) for finding in refused.value.findings]


def taken(world, **changed):
    values = {"title": "Resa till Oslo", "decided_on": world.today, "outcome": "approved", "text": "Resan godkänns."}
    values |= {"presenter": "Ingen", "present_without_deciding": "Ingen", "unbiased": True}
    return Taken(**values | changed)


@pytest.fixture
def chair(world):
    who = factories.member(world.board)
    factories.appoint(who, Function.CHAIR, body=world.board)
    return who


@pytest.fixture
def rule(world):
    unit = {"function": "director", "unit": world.unit}
    return factories.delegation_rule(world.board, number="3.2", **unit)


@pytest.fixture
def case_rule(world):
    return factories.delegation_rule(world.board, number="4.1", matter=MATTER, function="director", unit=world.unit)


def decide(world, rule, **changed):
    by, case = changed.pop("by", world.director), changed.pop("case", None)
    return delegated.decide_on_delegation(rule=rule, taken=taken(world, **changed), by=by, case=case)


def urgently(world, chair, **changed):
    by, case = changed.pop("by", chair), changed.pop("case", None)
    body = changed.pop("body", world.board)
    said = taken(world, **{"why_urgent": "Svar krävdes samma dag."} | changed)
    return delegated.decide_urgently(body=body, taken=said, by=by, case=case)


@pytest.mark.law("KL 7:5", "FL 31")
def test_decide_on_delegation_stores_the_five_facts_under_the_bodys_next_number(world, rule):
    first, second = decide(world, rule), decide(world, rule, title="Resa till Åbo")

    year = world.today.year
    assert [first.reference_number, second.reference_number] == [f"D 1/{year}", f"D 2/{year}"]
    assert (first.decided_on, first.text, first.decided_by) == (world.today, "Resan godkänns.", world.director)
    assert (first.presenter, first.present_without_deciding) == ("Ingen", "Ingen")
    assert first.capacity == "Förvaltningschef, Kulturförvaltningen"
    assert Event.objects.filter(happening="delegated.decided").count() == 2


def test_numbers_run_by_body_and_year(world, rule):
    other = factories.delegation_rule(world.committee, function="director", unit=world.unit)
    last_year = world.today.replace(year=world.today.year - 1, month=12, day=31)

    made = [decide(world, rule), decide(world, other), decide(world, rule, decided_on=last_year)]

    assert [each.number for each in made] == [1, 1, 1]
    assert made[2].year == world.today.year - 1


@pytest.mark.law("FL 31")
@pytest.mark.parametrize("name", ["title", "text", "presenter", "present_without_deciding"])
def test_decide_on_delegation_is_refused_without_each_fact(world, rule, name):
    with pytest.raises(Refused) as refused:
        decide(world, rule, **{name: " "})

    assert codes(refused) == [(f"decision.{name.replace('_', '-')}-missing", "FL 31 §")]
    assert (DelegatedDecision.objects.count(), Series.objects.filter(prefix__startswith="delegation").count()) == (0, 0)


def test_decide_on_delegation_takes_only_approval_and_refusal(world, rule):
    with pytest.raises(Refused) as refused:
        decide(world, rule, outcome="tabled")

    assert codes(refused) == [("decision.outcome-missing", "FL 31 §")]


@pytest.mark.law("KL 6:37")
def test_decide_on_delegation_is_for_the_holder(world, rule):
    for who in (world.contact, world.secretary, world.member):
        with pytest.raises(NotPermitted) as refused:
            decide(world, rule, by=who)
        assert refused.value.finding.code == "delegation.not-the-holder"

    assert DelegatedDecision.objects.count() == 0


def test_decide_on_delegation_by_a_person_named_who_has_left_is_refused(world):
    left = factories.person()
    rule = factories.delegation_rule(world.board, person=left)

    with pytest.raises(NotPermitted):
        decide(world, rule, by=left)


@pytest.mark.law("KL 6:37")
def test_chair_records_the_decisions_of_the_presidium(world, chair):
    rule = factories.delegation_rule(world.board, function="presidium")

    made = decide(world, rule, by=chair)

    assert made.capacity == "Presidiet, Kommunstyrelsen"


def test_decide_on_delegation_is_refused_over_the_amount_and_without_it(world):
    rule = factories.delegation_rule(world.board, limit_amount=50_000, function="director", unit=world.unit)

    with pytest.raises(Refused) as over:
        decide(world, rule, amount=50_001)
    with pytest.raises(Refused) as none:
        decide(world, rule)

    assert codes(over) == [("delegation.over-the-limit", "KL 6:37, 7:5")]
    assert codes(none) == [("delegation.amount-missing", "KL 6:37, 7:5")]
    assert decide(world, rule, amount=50_000).amount == 50_000


def test_decide_on_delegation_is_refused_outside_its_period_and_before_its_day(world):
    rule = factories.delegation_rule(
        world.board, function="director", unit=world.unit, starts_on=world.days(-3), ends_on=world.days(2)
    )
    found = []

    for day in (world.days(-4), world.days(1), world.days(3)):
        with pytest.raises(Refused) as refused:
            decide(world, rule, decided_on=day)
        found.append(codes(refused))

    assert found == [
        [("delegation.outside-its-period", "KL 6:37")],
        [("decision.day-not-come", "FL 31 §")],
        [("delegation.outside-its-period", "KL 6:37"), ("decision.day-not-come", "FL 31 §")],
    ]


def test_decide_on_delegation_is_refused_for_a_day_the_holder_was_not_appointed(world, rule):
    new = factories.person()
    factories.appoint(new, Function.DIRECTOR, unit=world.unit, starts_on=world.today)

    with pytest.raises(Refused) as refused:
        decide(world, rule, by=new, decided_on=world.days(-1))

    assert codes(refused) == [("delegation.not-holder-that-day", "KL 6:37, 7:5")]


@pytest.mark.law("KL 6:28", "KL 7:4")
def test_decide_on_delegation_is_refused_in_conflict_of_interest(world, rule, chair):
    elected = factories.delegation_rule(world.board, function="chair")

    with pytest.raises(Refused) as employed:
        decide(world, rule, unbiased=False)
    with pytest.raises(Refused) as member:
        decide(world, elected, by=chair, unbiased=False)

    assert codes(employed) == [("delegated.conflicted", "KL 7:4, 6:28")]
    assert codes(member) == [("delegated.conflicted", "KL 6:28")]


def test_decide_on_delegation_twice_with_the_same_form_gives_one_decision(world, rule):
    decide(world, rule)

    with pytest.raises(Conflict):
        decide(world, rule)

    assert DelegatedDecision.objects.count() == 1


def test_decide_on_delegation_settles_the_case_as_the_body_would(world, case_rule, trial):
    case = world.put_forward()

    made = decide(world, case_rule, case=case)

    case.refresh_from_db()
    assert (case.state, made.decision.paragraph, made.decision.body) == ("decided", made.reference_number, world.board)
    assert [call for call in trial.calls if call in {"on_decided", "carry_out"}] == ["on_decided", "carry_out"]
    assert (made.case, made.confidentiality) == (case, "open")


def test_decide_on_delegation_against_the_case_closes_it(world, case_rule, trial):
    case = world.put_forward()

    decide(world, case_rule, case=case, outcome="rejected")

    case.refresh_from_db()
    assert case.state == "rejected"


def test_decide_on_delegation_keeps_the_cases_secrecy(world, case_rule):
    case = world.put_forward()
    case.confidentiality, case.confidentiality_ground = "confidential", "OSL 15:1"
    case.save()

    made = decide(world, case_rule, case=case)

    assert (made.confidentiality, made.confidentiality_ground) == ("confidential", "OSL 15:1")
    assert DelegatedDecision.objects.visible_to(world.member).count() == 0


def test_decide_on_delegation_is_refused_in_another_matter_and_without_its_case(world, rule, case_rule):
    case = world.put_forward()

    with pytest.raises(Refused) as other:
        decide(world, rule, case=case)
    with pytest.raises(Refused) as none:
        decide(world, case_rule)

    assert codes(other) == codes(none) == [("delegation.other-matter", "KL 6:37, 7:5")]
    assert Decision.objects.count() == 0


def test_decide_on_delegation_is_refused_before_its_turn_and_in_another_body(world, case_rule):
    other = factories.delegation_rule(world.committee, matter=MATTER, function="director", unit=world.unit)

    with pytest.raises(Refused) as early:
        decide(world, case_rule, case=world.prepared())
    with pytest.raises(Refused) as elsewhere:
        decide(world, other, case=world.put_forward())

    assert codes(early) == codes(elsewhere) == [("decision.not-this-body", "KL 6:37")]


@pytest.mark.law("KL 6:38")
def test_decide_on_delegation_is_refused_where_the_body_only_proposes(world, case_rule):
    world.reroute((StepRole.PREPARE, world.coordinating), (StepRole.DECIDE, world.board))
    case = world.put_forward()
    case.steps.create(order=9, role=StepRole.CONFIRM, body=factories.council())

    with pytest.raises(Refused) as refused:
        decide(world, case_rule, case=case)

    assert codes(refused) == [("delegation.not-final", "KL 6:38 p. 2")]


def test_decide_on_delegation_is_refused_while_the_case_is_on_an_agenda_and_after_it_is_settled(world, case_rule):
    case = world.put_forward()
    meeting = factories.called_meeting(world.board)
    item = agenda.add_case(meeting=meeting, step=world.active(case), by=world.secretary)

    with pytest.raises(Refused) as refused:
        decide(world, case_rule, case=case)
    agenda.strike(item=item, by=world.secretary)
    world.decide(case)
    with pytest.raises(Conflict):
        decide(world, case_rule, case=case)

    assert [code for code, _clause in codes(refused)] == ["decision.on-an-agenda"]


def test_decide_on_delegation_is_refused_for_who_wrote_the_case(world, case_rule):
    case = world.put_forward()
    case.writers.add(world.director)

    with pytest.raises(NotPermitted) as refused:
        decide(world, case_rule, case=case)

    assert refused.value.finding.code == "decision.preparer-is-not-decider"


def test_decide_on_delegation_that_fails_leaves_nothing(world, case_rule, trial):
    case, trial.fails_in = world.put_forward(), "on_decided"

    with pytest.raises(RuntimeError):
        decide(world, case_rule, case=case)

    case.refresh_from_db()
    assert (case.state, DelegatedDecision.objects.count(), Decision.objects.count()) == ("put_forward", 0, 0)
    assert Series.objects.filter(prefix__startswith="delegation").count() == 0


@pytest.mark.law("KL 6:39")
def test_decide_urgently_is_for_the_chair_of_that_body_with_why(world, chair):
    made = urgently(world, chair)

    assert (made.kind, made.rule, made.why_urgent) == ("urgent", None, "Svar krävdes samma dag.")
    for who, body in ((world.member, world.board), (chair, world.committee), (world.secretary, world.board)):
        with pytest.raises(NotPermitted) as refused:
            urgently(world, who, body=body, title="Annat")
        assert refused.value.finding.clause == "KL 6:39"


@pytest.mark.law("KL 6:39")
def test_decide_urgently_is_refused_without_why_in_the_council_and_for_a_day_before_the_chair_was_one(world, chair):
    council = factories.council()
    factories.appoint(chair, Function.CHAIR, body=council, starts_on=world.today)
    found = []

    for changed in ({"why_urgent": " "}, {"body": council}, {"decided_on": world.days(1)}, {"unbiased": False}):
        with pytest.raises(Refused) as refused:
            urgently(world, chair, **changed)
        found.append(codes(refused))
    with pytest.raises(Refused) as before:
        urgently(world, chair, body=council, decided_on=world.days(-1))

    assert found == [
        [("delegated.why-missing", "KL 6:39")],
        [("delegation.not-a-committee", "KL 5:1–2")],
        [("decision.day-not-come", "FL 31 §")],
        [("delegated.conflicted", "KL 6:28")],
    ]
    assert ("delegation.not-holder-that-day", "KL 6:39") in codes(before)


@pytest.mark.law("KL 6:39")
def test_decide_urgently_settles_the_case(world, chair):
    case = world.put_forward()

    made = urgently(world, chair, case=case)

    case.refresh_from_db()
    assert (case.state, made.decision.case) == ("decided", case)


@pytest.mark.law("KL 6:40", "KL 7:8")
def test_report_all_puts_what_must_be_reported_on_the_next_meeting(world, rule, chair):
    quiet = factories.delegation_rule(world.board, reported=False, function="director", unit=world.unit)
    made = [decide(world, rule), urgently(world, chair, title="Bråttom")]
    silent = decide(world, quiet, title="Anmäls inte")
    factories.meeting(world.board, starts_at=timezone.now() + datetime.timedelta(days=60))
    meeting = factories.meeting(world.board, starts_at=timezone.now() + datetime.timedelta(days=9))

    item = delegated.report_all(body=world.board, by=world.secretary)

    silent.refresh_from_db()
    assert (item.meeting, item.kind) == (meeting, "report")
    assert list(item.reported_decisions.order_by("pk")) == made
    assert silent.reported_at is None
    assert Event.objects.filter(happening="delegated.reported").count() == 1


def test_report_all_again_joins_the_same_item(world, rule):
    decide(world, rule)
    factories.meeting(world.board)
    first = delegated.report_all(body=world.board, by=world.secretary)
    decide(world, rule, title="Resa till Riga")

    second = delegated.report_all(body=world.board, by=world.secretary)

    assert (first, second.reported_decisions.count()) == (second, 2)


def test_report_all_is_refused_without_a_meeting_or_decisions_and_for_others(world, rule):
    with pytest.raises(Refused) as nothing:
        delegated.report_all(body=world.board, by=world.secretary)
    decide(world, rule)
    with pytest.raises(Refused) as no_meeting:
        delegated.report_all(body=world.board, by=world.secretary)
    with pytest.raises(NotPermitted):
        delegated.report_all(body=world.board, by=world.committee_secretary)

    assert codes(nothing) == [("delegated.nothing-to-report", ""), ("delegated.no-meeting", "KL 6:40")]
    assert codes(no_meeting) == [("delegated.no-meeting", "KL 6:40")]


def test_what_was_to_be_reported_at_a_cancelled_meeting_is_reported_at_the_next(world, rule):
    made = decide(world, rule)
    meeting = factories.meeting(world.board)
    delegated.report_all(body=world.board, by=world.secretary)
    meetings.cancel_meeting(meeting=meeting, reason="Snö", by=world.secretary)

    assert list(DelegatedDecision.objects.to_report()) == [made]
    later = factories.meeting(world.board)
    assert delegated.report_all(body=world.board, by=world.secretary).meeting == later


@pytest.mark.law("KL 6:40")
def test_decision_is_reported_when_the_meeting_is_closed(world, rule):
    made = decide(world, rule)
    room = Room(world.board)
    item = delegated.report_all(body=world.board, by=room.secretary)
    before = found.told_of(made)
    room.record(item, outcome="noted", text="Anmälan läggs till handlingarna.")

    closing.close_meeting(meeting=room.meeting, by=room.secretary)

    assert [before[0][:6], found.told_of(made)[0][:6]] == ["Anmäls", "Anmält"]
    assert DelegatedDecision.objects.to_report().count() == 0


@pytest.mark.law("KL 6:40")
def test_report_moves_one_decision_to_another_item_until_it_is_treated(world, rule):
    made = decide(world, rule)
    meeting, other = factories.meeting(world.board), factories.meeting(world.committee)
    first = delegated.report_all(body=world.board, by=world.secretary)
    second = factories.agenda_item(meeting, kind="report", title="Anmälan 2")
    wrong = factories.agenda_item(other, kind="report", title="Anmälan")

    delegated.report(delegated=made, item=second, by=world.secretary)
    with pytest.raises(Refused) as refused:
        delegated.report(delegated=made, item=wrong, by=world.secretary)
    with pytest.raises(NotPermitted):
        delegated.report(delegated=made, item=first, by=world.committee_secretary)

    made.refresh_from_db()
    assert made.reported_at == second
    assert codes(refused) == [("delegated.wrong-item", "KL 6:40")]


@pytest.mark.law("KL 6:40")
def test_urgent_decision_is_late_when_a_meeting_was_held_without_it(world, chair):
    made = urgently(world, chair, decided_on=world.days(-5))
    before = found.told_of(made)
    factories.meeting(world.board, starts_at=timezone.now() - datetime.timedelta(days=1), state="closed")

    assert (before, found.told_of(made)) == (("Ska anmälas", False), ("Ska anmälas", True))


@pytest.mark.law("KL 7:8", "KL 8:10")
def test_decision_not_reported_but_appealable_is_announced(world):
    rule = factories.delegation_rule(world.board, reported=False, function="director", unit=world.unit)
    made = decide(world, rule)
    before = found.told_of(made)

    board.announce_delegated(delegated=made, by=world.secretary)

    assert before == ("Ska anslås", False)
    assert found.told_of(made)[0][:8] == "Anslaget"


def test_holder_sees_own_rules_and_the_way_from_the_case(world, rule, case_rule):
    case = world.put_forward()

    held = [row.number for row in found.held_by(world.director)]

    assert held == ["3.2", "4.1"]
    assert [each.number for each in found.rules_for_case(case, world.director)] == ["4.1"]
    assert found.rules_for_case(case, world.contact) == []


def test_a_decision_on_delegation_stands_under_its_number_and_not_under_a_paragraph(world, case_rule):
    made = decide(world, case_rule, case=world.put_forward())

    assert str(made.decision) == f"Kommunstyrelsen {made.reference_number}"
    assert str(world.decide(world.put_forward())) == "Kommunstyrelsen § 112"
