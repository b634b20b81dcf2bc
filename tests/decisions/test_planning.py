"""From a deadline back to the last possible meetings, and what the law leaves when none fits."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from decisions.selectors import planning
from governance.enums import StepRole
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2027, 1, 11)
MATTER = "monitoring.consultation"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2027-01-11T09:00+01:00", tick=False):
        yield


def meets(body, month, day, **fields):
    moment = timezone.make_aware(datetime.datetime(2027, month, day, 13))
    return factories.meeting(body, starts_at=moment, **fields)


def held(stages):
    return [stage.meeting and timezone.localdate(stage.meeting.starts_at) for stage in stages]


def test_last_meeting_before_takes_the_latest_on_or_before_the_day():
    board = factories.board()
    meets(board, 2, 3)
    last = meets(board, 2, 17)
    meets(board, 2, 18)
    meets(board, 2, 16, state="cancelled")
    meets(factories.body(), 2, 17)

    found = planning.last_meeting_before(board, datetime.date(2027, 2, 17))

    assert found == last


def test_last_meeting_before_is_none_when_only_held_meetings_remain():
    board = factories.board()
    meets(board, 1, 8)

    assert planning.last_meeting_before(board, datetime.date(2027, 1, 20)) is None


def test_plan_counts_back_over_each_body_and_the_days_of_the_unit():
    board, office = factories.board(), factories.coordinating_unit()
    committee = factories.body(name="Kulturnämnden")
    policy = factories.policy()
    route = factories.route(
        policy, MATTER, (StepRole.PREPARE, office), (StepRole.PROPOSE, committee), (StepRole.DECIDE, board)
    )
    route.steps.filter(order=1).update(days=14)
    meets(board, 3, 3)
    meets(committee, 3, 3)
    meets(committee, 2, 24)

    plan = planning.plan_back(policy, MATTER, datetime.date(2027, 3, 9), office)

    assert held(plan.stages) == [None, datetime.date(2027, 2, 24), datetime.date(2027, 3, 3)]
    assert plan.start_by == datetime.date(2027, 2, 9)
    assert (plan.fits, plan.late, plan.choices) == (True, False, [])


@pytest.mark.law("KL 5:13")
def test_plan_leaves_the_week_in_which_the_council_is_called():
    board, council, office = factories.board(), factories.council(), factories.coordinating_unit()
    policy = factories.policy()
    factories.route(policy, MATTER, (StepRole.PREPARE, office), (StepRole.PROPOSE, board), (StepRole.DECIDE, council))
    meets(council, 3, 10)
    meets(board, 3, 3)
    meets(board, 2, 24)

    plan = planning.plan_back(policy, MATTER, datetime.date(2027, 3, 10), office)

    assert held(plan.stages) == [None, datetime.date(2027, 2, 24), datetime.date(2027, 3, 10)]


def test_plan_is_late_when_the_days_of_preparation_have_begun():
    office = factories.coordinating_unit()
    policy = factories.policy()
    route = factories.usual_route(policy, MATTER)
    route.steps.filter(order=1).update(days=30)
    meets(factories.board(), 1, 20)

    plan = planning.plan_back(policy, MATTER, datetime.date(2027, 1, 25), office)

    assert (plan.fits, plan.late) == (True, True)


@pytest.mark.law("KL 6:37", "KL 6:39", "KL 6:23")
def test_plan_without_a_meeting_names_what_the_law_gives_a_board():
    board, office = factories.board(), factories.coordinating_unit()
    policy = factories.policy()
    factories.usual_route(policy, MATTER)
    factories.delegation_rule(board, matter=MATTER)

    plan = planning.plan_back(policy, MATTER, datetime.date(2027, 1, 25), office)

    assert (plan.fits, plan.start_by) == (False, None)
    assert [(choice.key, choice.clause) for choice in plan.choices] == [
        ("extra", "KL 6:23"),
        ("delegation", "KL 6:37"),
        ("urgent", "KL 6:39"),
    ]


@pytest.mark.law("KL 5:12")
def test_plan_without_a_meeting_leaves_the_council_only_an_extra_one():
    council, office = factories.council(), factories.coordinating_unit()
    policy = factories.policy()
    factories.route(policy, MATTER, (StepRole.PREPARE, office), (StepRole.DECIDE, council))

    plan = planning.plan_back(policy, MATTER, datetime.date(2027, 1, 25), office)

    assert [(choice.key, choice.clause) for choice in plan.choices] == [("extra", "KL 5:12")]


def test_plan_of_a_matter_without_a_route_has_no_stages():
    plan = planning.plan_back(factories.policy(), MATTER, datetime.date(2027, 1, 25), factories.coordinating_unit())

    assert (list(plan.stages), plan.fits, list(plan.choices)) == ([], False, [])


@pytest.mark.parametrize("meetings", [1, 3])
def test_plan_asks_the_same_number_of_queries_whatever_the_number_of_meetings(meetings, django_assert_num_queries):
    board, office = factories.board(), factories.coordinating_unit()
    policy = factories.policy()
    factories.usual_route(policy, MATTER)
    for day in range(meetings):
        meets(board, 2, day + 1)

    with django_assert_num_queries(2):
        planning.plan_back(policy, MATTER, datetime.date(2027, 3, 1), office)
