"""A case's page and the page of its PDF ask the database ten times at most, with rows of every kind on them, whether
one or three."""

from contextlib import contextmanager

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from decisions import actions
from decisions.actions import carrying_out
from governance.enums import Function, StepRole
from governance.models import RuleSetting
from tests import factories
from tests.decisions.conftest import MATTER

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def way(asked):
    """A committee proposes and the board decides, under a policy that has a rule, as every city's has."""
    world = asked.world
    cache.clear()
    RuleSetting.objects.create(policy=world.policy, code="decision.survey-of-outside-world", level="warn")
    steps = (StepRole.PREPARE, world.coordinating), (StepRole.PROPOSE, world.committee), (StepRole.DECIDE, world.board)
    world.reroute(*steps)
    return world


def prepared(asked, number):
    return asked.fill(asked.world.prepared(), number)


def proposed(asked, case, _number):
    case.refresh_from_db()
    actions.put_forward(case=case, by=asked.world.coordinator)
    actions.propose(step=asked.world.active(case), text="Bifall.", by=asked.world.committee_secretary)


def tabled(asked, case, number):
    for sitting in range(1, number + 1):
        asked.world.decide(case, outcome="tabled", paragraph=str(sitting))


def decided(asked, case, number):
    world, decision = asked.world, asked.world.decide(case)
    for each in range(number):
        carrying_out.give_task(
            decision=decision, unit=world.unit, text=f"Del {each}", due_on=world.days(20), by=world.secretary
        )


def returned(asked, case, _number):
    asked.world.decide(case, outcome="returned")


def rejected(asked, case, _number):
    asked.world.decide(case, outcome="rejected")


def withdrawn(asked, case, _number):
    actions.withdraw(case=case, reason="Behövs inte.", by=asked.by)


ON_THE_WAY, ENDS = (proposed, tabled), (decided, returned, rejected, withdrawn)


@contextmanager
def taken_back():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def in_every_state(asked):
    """A case with one row of every kind and one with three, in each state in turn; the same two all the way.

    What is asked of them in one state is taken back before the next, and so is each way in which they can end.
    """
    cases = {number: prepared(asked, number) for number in (1, 3)}

    def come_to(state):
        for number, case in cases.items():
            state(asked, case, number)

    with taken_back():
        yield "prepared", cases.values()
    for state in ON_THE_WAY:
        come_to(state)
        with taken_back():
            yield state.__name__, cases.values()
    for state in ENDS:
        with taken_back():
            come_to(state)
            yield state.__name__, cases.values()


def signed_in(*people):
    """A browser for each."""
    browsers = {}
    for who in people:
        browsers[who] = Client()
        browsers[who].force_login(who)
    return browsers


def asked_for(max_num_queries, browser, url, state=""):
    with max_num_queries(10, info=f"{url} {state}") as asked_of:
        assert browser.get(url).status_code == 200
    return len(asked_of)


def test_case_detail_asks_ten_times_in_every_state_however_much_is_on_it(asked, way, django_assert_max_num_queries):
    people = way.coordinator, way.secretary, way.committee_secretary, way.contact, factories.administrator()
    browsers = signed_in(*people)

    for state, cases in in_every_state(asked):
        for who, browser in browsers.items():
            one, three = (
                asked_for(django_assert_max_num_queries, browser, case.get_absolute_url(), state) for case in cases
            )
            assert (state, who, three) == (state, who, one)


def test_case_detail_of_a_membership_that_lacks_what_policy_asks_stays_within_ten(
    asked, way, django_assert_max_num_queries
):
    key = "memberships.join"
    factories.route(way.policy, key, *way.usual, clause="Riktlinje 5.2")
    browser = signed_in(way.coordinator)[way.coordinator]
    for number in (1, 3):
        engagement = factories.membership(engagement_fields={"status": "proposed"}).engagement
        case = actions.open_case(matter=key, by=way.coordinator, engagement=engagement)
        asked.fill(case, number)

        assert asked_for(django_assert_max_num_queries, browser, case.get_absolute_url()) == 9


def test_case_detail_of_a_chair_who_may_decide_it_on_delegation_stays_within_ten(
    asked, way, pages, django_assert_max_num_queries
):
    chair = factories.member(way.board)
    factories.appoint(chair, Function.CHAIR, body=way.board)
    for _each in range(3):
        factories.delegation_rule(way.board, matter=MATTER)
    case = prepared(asked, 3)
    proposed(asked, case, 3)
    tabled(asked, case, 3)

    page = pages.get(chair, case.get_absolute_url())

    assert len(page.context["alone"]) == 4
    asked_for(django_assert_max_num_queries, pages.client, case.get_absolute_url())


def test_print_of_the_basis_asks_ten_times_in_every_state_however_much_is_in_it(
    asked, way, django_assert_max_num_queries
):
    browser = signed_in(way.coordinator)[way.coordinator]

    for state, cases in in_every_state(asked):
        for case in cases:
            url = f"/utskrifter/tjansteutlatande/{case.pk}/"
            asked_for(django_assert_max_num_queries, browser, url, state)
            browser.post(f"{url}bestall/")
            asked_for(django_assert_max_num_queries, browser, url, f"{state}, ordered")


def test_proposals_of_two_rounds_are_told_newest_first(asked, way, pages):
    case = prepared(asked, 1)
    proposed(asked, case, 1)
    returned(asked, case, 1)
    case.refresh_from_db()
    actions.put_forward(case=case, by=way.coordinator)
    actions.propose(step=way.active(case), text="Avslag.", by=way.committee_secretary)

    page = pages.get(way.coordinator, case.get_absolute_url())

    told = [(row.text, row.round, row.made_by) for row in page.context["proposals"]]
    name = way.committee_secretary.name
    assert told == [("Avslag.", 2, name), ("Bifall.", 1, name)]
    assert len(page.context["steps"]) == 3


def test_case_with_a_number_too_large_for_any_database_is_not_found(way, pages):
    assert pages.get(way.coordinator, f"/arenden/{2**63}/").status_code == 404
