"""What bodies decide about memberships, and what follows on the day."""

from datetime import date

import pytest

from core.models import Event
from core.rules import NotPermitted, Refused
from decisions import actions as decisions
from decisions.conditions import ready_to_put_forward
from decisions.enums import CaseState
from governance.enums import StepRole
from memberships import actions
from memberships.models import Grade, Seat
from tests import factories
from tests.memberships.scenes import READY, decide, decided, put_forward

pytestmark = pytest.mark.django_db
LEAVE_ON = date(2027, 1, 1)


@pytest.fixture
def policy():
    row = factories.policy()
    for matter in ("join", "leave", "stand", "not_stand_again"):
        factories.usual_route(row, f"memberships.{matter}")
    for matter in ("join_sector", "leave_sector"):
        factories.route(row, f"memberships.{matter}", (StepRole.PREPARE, None), (StepRole.DECIDE, None))
    return row


def member(**spine):
    return factories.membership(engagement_fields=READY | spine)


def codes(case):
    return [finding.code for finding in ready_to_put_forward(case) if finding.code.startswith(("membership", "engag"))]


@pytest.mark.clause("GBG-O2")
def test_join_decided_by_the_board_makes_the_membership_active(policy):
    membership = member(status="proposed")

    decided("memberships.join", membership.engagement, factories.board(), effective_on=date(2026, 1, 1))

    membership.refresh_from_db()
    membership.engagement.refresh_from_db()
    assert (membership.engagement.status, membership.engagement.starts_on) == ("active", date(2026, 1, 1))
    assert membership.member_since == 2026


@pytest.mark.clause("GBG-O2")
def test_join_decided_by_a_committee_is_refused_with_the_clause(policy):
    membership = member(status="proposed")
    coordinator = factories.coordinator()
    case = decisions.open_case(matter="memberships.join", engagement=membership.engagement, by=coordinator)
    put_forward(case, by=coordinator)

    with pytest.raises(NotPermitted) as refusal:
        decide(case, factories.board(), by=factories.secretary(factories.body()))

    assert (refusal.value.finding.code, refusal.value.finding.clause) == ("decision.not-this-body", "Policy 5.2")
    membership.engagement.refresh_from_db()
    assert membership.engagement.status == "proposed"


@pytest.mark.clause("GBG-O1")
def test_join_sector_is_decided_by_the_units_own_committee(policy):
    committee = factories.body()
    unit = factories.unit(serves=committee)
    membership = factories.membership(
        kind="sector", engagement_fields=READY | {"status": "proposed", "responsible_unit": unit}
    )

    decided("memberships.join_sector", membership.engagement, committee)

    membership.engagement.refresh_from_db()
    assert membership.engagement.status == "active"


def test_join_turned_down_declines_the_proposal(policy):
    membership = member(status="proposed")
    coordinator = factories.coordinator()
    case = decisions.open_case(matter="memberships.join", engagement=membership.engagement, by=coordinator)
    put_forward(case, by=coordinator)

    decide(case, factories.board(), outcome="rejected")

    membership.engagement.refresh_from_db()
    assert membership.engagement.status == "declined"


@pytest.mark.clause("STR-01")
def test_join_warns_when_the_grades_condition_is_not_met(policy):
    membership = member(status="proposed")
    membership.grade = Grade.objects.create(
        organisation=membership.organisation, name="Fullvärdig medlem", least_population=250000, within_eu=True
    )
    membership.save()
    case = decisions.open_case(matter="memberships.join", engagement=membership.engagement, by=factories.coordinator())

    findings = [finding for finding in ready_to_put_forward(case) if finding.code == "membership.grade-condition"]

    assert [(finding.blocks, "minst 250000 invånare, inom EU" in finding.message) for finding in findings] == [
        (False, True)
    ]


@pytest.mark.clause("STR-04")
@pytest.mark.parametrize("excused", [{"grade_exception": "Välkomnad för sitt miljöarbete"}, {"meets_condition": True}])
def test_join_is_not_warned_about_the_grade_when_met_or_excused(policy, excused):
    membership = member(status="proposed")
    membership.grade = Grade.objects.create(
        organisation=membership.organisation, name="Affilierad", condition="Världens största städer"
    )
    for name, value in excused.items():
        setattr(membership, name, value)
    membership.save()
    case = decisions.open_case(matter="memberships.join", engagement=membership.engagement, by=factories.coordinator())

    assert codes(case) == []


@pytest.mark.clause("STR-03")
def test_leave_warns_about_memberships_held_through_it(policy):
    metropolis = member()
    uclg = factories.membership(through=metropolis)
    case = decisions.open_case(matter="memberships.leave", engagement=metropolis.engagement, by=factories.coordinator())

    findings = [f for f in ready_to_put_forward(case) if f.code == "membership.others-held-through"]

    assert [(f.blocks, f.clause) for f in findings] == [(False, "STR-03")]
    assert uclg.organisation.name in findings[0].message


@pytest.mark.clause("STR-03")
def test_leave_does_not_warn_when_the_other_is_on_its_way_out_too(policy):
    metropolis = member()
    uclg = factories.membership(through=metropolis)
    coordinator = factories.coordinator()
    decisions.open_case(matter="memberships.leave", engagement=uclg.engagement, by=coordinator)
    case = decisions.open_case(matter="memberships.leave", engagement=metropolis.engagement, by=coordinator)

    assert codes(case) == []


def test_leave_does_not_name_a_hidden_membership(policy):
    metropolis = member()
    secret = {"confidentiality": "confidential", "confidentiality_ground": "OSL 15:1"}
    hidden = factories.membership(through=metropolis, engagement_fields=secret)
    case = decisions.open_case(matter="memberships.leave", engagement=metropolis.engagement, by=factories.coordinator())

    findings = [f for f in ready_to_put_forward(case) if f.code == "membership.others-held-through"]

    assert ["1 till" in f.message for f in findings] == [True]
    assert hidden.organisation.name not in findings[0].message


@pytest.mark.clause("STR-02")
def test_leave_warns_about_seats_that_run_longer(policy):
    membership = member()
    factories.seat(membership, organ="Styrelsen", ends_on=date(2028, 12, 31))
    factories.seat(membership, organ="Rådet", ends_on=date(2026, 12, 31))
    case = decisions.open_case(
        matter="memberships.leave", engagement=membership.engagement, by=factories.coordinator(), effective_on=LEAVE_ON
    )

    findings = [f for f in ready_to_put_forward(case) if f.code == "membership.seats-end-with-it"]

    assert [f.message for f in findings] == ["Uppdrag upphör samtidigt: Styrelsen."]


def test_leave_waits_for_its_day_and_then_ends_membership_seats_and_participation_once(policy):
    membership = member()
    seat = factories.seat(membership, starts_on=date(2020, 1, 1), ends_on=date(2028, 12, 31))
    candidate = factories.seat(membership, organ="Rådet", starts_on=date(2027, 6, 1), state="candidate")
    unit = factories.unit()
    row = actions.join_forum(membership=membership, forum="Forum", unit=unit, by=factories.coordinator())
    decided("memberships.leave", membership.engagement, factories.board(), effective_on=LEAVE_ON, motive="Planerat.")
    membership.engagement.refresh_from_db()
    before = membership.engagement.status

    times = [
        decisions.carry_out_due(today=date(2026, 12, 31)),
        decisions.carry_out_due(today=date(2027, 1, 9)),
        decisions.carry_out_due(today=date(2027, 1, 10)),
    ]

    for each in (membership, membership.engagement, seat, candidate, row):
        each.refresh_from_db()
    assert (before, times) == ("active", [0, 1, 0])
    assert (membership.engagement.status, membership.ended_on) == ("ended", LEAVE_ON)
    assert (seat.state, seat.ends_on) == ("ended", LEAVE_ON)
    assert (candidate.state, candidate.ends_on) == ("ended", None)
    assert row.ends_on == LEAVE_ON
    assert Event.objects.filter(happening="membership.ended").count() == 1


def test_stand_decided_notes_the_candidate(policy):
    membership = member()
    coordinator = factories.coordinator()
    case = actions.stand(
        membership=membership, organ="Styrelsen", election="Årsmötet", starts_on=date(2027, 1, 1), by=coordinator
    )
    put_forward(case, by=coordinator)

    decide(case, factories.board())

    assert list(Seat.objects.values_list("organ", "state", "starts_on")) == [
        ("Styrelsen", "candidate", date(2027, 1, 1))
    ]


def test_stand_without_a_candidature_cannot_be_put_forward(policy):
    membership = member()
    coordinator = factories.coordinator()
    case = decisions.open_case(matter="memberships.stand", engagement=membership.engagement, by=coordinator)

    with pytest.raises(Refused) as refusal:
        put_forward(case, by=coordinator)

    assert [finding.code for finding in refusal.value.findings] == ["membership.candidature"]


def test_not_stand_again_decided_marks_the_seat_and_it_runs_to_its_end(policy):
    seat = factories.seat(member(), ends_on=date(2027, 12, 31))
    coordinator = factories.coordinator()
    case = actions.step_aside(seat=seat, election="Kongressen i Porto Alegre", by=coordinator)
    put_forward(case, by=coordinator)

    decide(case, factories.board())

    seat.refresh_from_db()
    case.refresh_from_db()
    assert (case.state, seat.state, seat.ends_on) == (CaseState.DECIDED, "not_standing", date(2027, 12, 31))
