"""A case's page and the page of its PDF ask the database ten times at most, with rows of every kind on them, whether
one or three."""

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile

from decisions import actions
from decisions.actions import basis, carrying_out
from decisions.referring import Recipient
from governance.enums import Function, StepRole
from governance.models import RuleSetting
from tests import factories
from tests.decisions.conftest import MATTER

pytestmark = [pytest.mark.django_db, pytest.mark.on("sqlite"), pytest.mark.slow]


@pytest.fixture
def way(asked):
    """A committee proposes and the board decides, under a policy that has a rule, as every city's has."""
    world = asked.world
    cache.clear()
    RuleSetting.objects.create(policy=world.policy, code="decision.survey-of-outside-world", level="warn")
    steps = (StepRole.PREPARE, world.coordinating), (StepRole.PROPOSE, world.committee), (StepRole.DECIDE, world.board)
    world.reroute(*steps)
    return world


def filled(asked, case, number):
    """So many annexes, and as many opinions asked for in as many referrals."""
    for each in range(number):
        file = SimpleUploadedFile(f"bilaga {each}.txt", str(each).encode())
        basis.add_annex(case=case, file=file, by=asked.by)
        asked.case = case
        others = [Recipient(outside=f"Part {each} {one}", email="r@part.example") for one in range(number - 1)]
        asked.sent([Recipient(body=asked.committee), Recipient(unit=asked.company), *others])
    case.refresh_from_db()
    return case


def prepared(asked, number, **fields):
    return filled(asked, asked.world.prepared(**fields), number)


def proposed(asked, number):
    world = asked.world
    case = actions.put_forward(case=prepared(asked, number), by=world.coordinator)
    actions.propose(step=world.active(case), text="Bifall.", by=world.committee_secretary)
    return case


def tabled(asked, number):
    case = proposed(asked, number)
    for sitting in range(1, number + 1):
        asked.world.decide(case, outcome="tabled", paragraph=str(sitting))
    return case


def decided(asked, number):
    world, case = asked.world, tabled(asked, number)
    decision = world.decide(case)
    for each in range(number):
        carrying_out.give_task(
            decision=decision, unit=world.unit, text=f"Del {each}", due_on=world.days(20), by=world.secretary
        )
    return case


def returned(asked, number):
    case = tabled(asked, number)
    asked.world.decide(case, outcome="returned")
    return case


def rejected(asked, number):
    case = tabled(asked, number)
    asked.world.decide(case, outcome="rejected")
    return case


def withdrawn(asked, number):
    case = tabled(asked, number)
    return actions.withdraw(case=case, reason="Behövs inte.", by=asked.by)


STATES = [prepared, proposed, tabled, decided, returned, rejected, withdrawn]


def readers(world):
    return world.coordinator, world.secretary, world.committee_secretary, world.contact, factories.administrator()


def asked_for(pages, django_assert_max_num_queries, who, url):
    pages.get(who, url)
    with django_assert_max_num_queries(10) as asked_of:
        assert pages.client.get(url).status_code == 200
    return len(asked_of)


@pytest.mark.parametrize("state", STATES)
def test_case_detail_asks_ten_times_however_much_is_on_it(asked, way, pages, django_assert_max_num_queries, state):
    one, three = state(asked, 1), state(asked, 3)

    for who in readers(way):
        first = asked_for(pages, django_assert_max_num_queries, who, one.get_absolute_url())
        assert asked_for(pages, django_assert_max_num_queries, who, three.get_absolute_url()) == first


def test_case_detail_of_a_membership_that_lacks_what_policy_asks_stays_within_ten(
    asked, way, pages, django_assert_max_num_queries
):
    key = "memberships.join"
    factories.route(way.policy, key, *way.usual, clause="Riktlinje 5.2")
    for number in (1, 3):
        engagement = factories.membership(engagement_fields={"status": "proposed"}).engagement
        case = actions.open_case(matter=key, by=way.coordinator, engagement=engagement)
        filled(asked, case, number)

        assert asked_for(pages, django_assert_max_num_queries, way.coordinator, case.get_absolute_url()) == 10


def test_case_detail_of_a_chair_who_may_decide_it_on_delegation_stays_within_ten(
    asked, way, pages, django_assert_max_num_queries
):
    chair = factories.member(way.board)
    factories.appoint(chair, Function.CHAIR, body=way.board)
    for _each in range(3):
        factories.delegation_rule(way.board, matter=MATTER)
    case = tabled(asked, 3)

    asked_for(pages, django_assert_max_num_queries, chair, case.get_absolute_url())

    assert len(pages.get(chair, case.get_absolute_url()).context["alone"]) == 4


@pytest.mark.parametrize("state", STATES)
def test_print_of_the_basis_asks_ten_times_however_much_is_in_it(
    asked, way, pages, django_assert_max_num_queries, state
):
    for case in (state(asked, 1), state(asked, 3)):
        url = f"/utskrifter/tjansteutlatande/{case.pk}/"
        asked_for(pages, django_assert_max_num_queries, way.coordinator, url)
        pages.post(way.coordinator, f"{url}bestall/")

        asked_for(pages, django_assert_max_num_queries, way.coordinator, url)


def test_proposals_of_two_rounds_are_told_newest_first(asked, way, pages):
    case = returned(asked, 1)
    case.refresh_from_db()
    actions.put_forward(case=case, by=way.coordinator)
    actions.propose(step=way.active(case), text="Avslag.", by=way.committee_secretary)

    page = pages.get(way.coordinator, case.get_absolute_url())

    told = [(row.text, row.round, row.made_by) for row in page.context["proposals"]]
    name = way.committee_secretary.name
    assert told == [("Avslag.", 2, name), ("Bifall.", 1, name)]
    assert len(page.context["steps"]) == 3
