"""A case's page asks the database ten times at most in every matter there is, with what the area decides about, annexes
and opinions on it."""

import pytest
from django.core.cache import cache
from django.utils import timezone

from cities.actions import amending
from decisions import actions, matters, texts
from decisions.models import Case, CaseStep
from decisions.referring import OPINION
from decisions.strategy import STRATEGY
from governance.models import RuleSetting
from memberships.actions import declarations, seats
from monitoring.actions import consultations, positions
from reviews import actions as reviews
from tests import factories
from tests.cities import scenes as cities
from tests.decisions.conftest import MATTER
from tests.monitoring import scenes as monitoring
from tests.projects import rows as projects
from tests.reviews import scenes as reviewing

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def about(engagement):
    """A case opened in the matter from the page of an engagement."""
    return lambda matter, by: actions.open_case(matter=matter, engagement=engagement(), by=by)


def membership(**fields):
    return factories.membership(engagement_fields={"status": "active"} | fields)


def stand(_matter, by):
    return seats.stand(membership=membership(), organ="Styrelsen", election="Årsmötet", by=by)


def step_aside(_matter, by):
    seat = factories.seat(membership(), ends_on=timezone.localdate().replace(year=2040))
    return seats.step_aside(seat=seat, election="Årsmötet", by=by)


def declare(_matter, by):
    declared = declarations.propose_declaration(membership=membership(), title="Klimat", text="Vi vill.", by=by)
    return declared.case


def visit(kind):
    return about(lambda: factories.visit(kind=kind, engagement_fields={"status": "proposed"}).engagement)


def agreement(kind):
    def opened(matter, by):
        relation = cities.proposed(kind)
        cities.draft(relation, by=by)
        return actions.open_case(matter=matter, engagement=relation.engagement, by=by)

    return opened


def in_force(kind):
    relation = factories.city_relation(kind, engagement_fields=cities.COMPLETE | {"status": "active"})
    cities.agreement(relation)
    return relation


def amend(_matter, by):
    return amending.amend(relation=in_force("partner_city"), text="Nya teman.", significant=True, by=by).case


def end(kind):
    return about(lambda: in_force(kind).engagement)


def consult(_matter, by):
    reported = monitoring.reported()
    return consultations.take_up(consultation=reported, unit=reported.unit, by=by).case


def position(_matter, by):
    return positions.submit_position(position=monitoring.position(), by=by).case


def paper(_matter, by):
    return reviews.submit_paper(paper=reviewing.paper(reviewing.engagement(), by), by=by)


def evaluation(_matter, by):
    return reviews.submit_evaluation(evaluation=reviewing.evaluation([reviewing.engagement()], by), by=by)


OPENED = {
    "memberships.join": about(lambda: membership(status="proposed").engagement),
    "memberships.leave": about(lambda: membership().engagement),
    "memberships.join_sector": about(lambda: membership(status="proposed").engagement),
    "memberships.leave_sector": about(lambda: membership().engagement),
    "memberships.stand": stand,
    "memberships.not_stand_again": step_aside,
    "memberships.declaration": declare,
    "visits.protocol": visit("protocol"),
    "visits.vip": visit("vip"),
    "projects.apply": about(lambda: projects.project(funder="eu").engagement),
    "projects.start": about(lambda: projects.project().engagement),
    "cities.twin_town": agreement("twin_town"),
    "cities.partner_city": agreement("partner_city"),
    "cities.cooperation_city": agreement("cooperation_city"),
    "cities.change_agreement": amend,
    "cities.end_twin_town": end("twin_town"),
    "cities.end_agreement": end("partner_city"),
    "monitoring.consultation": consult,
    "monitoring.position": position,
    "reviews.adopt_paper": paper,
    "reviews.adopt_evaluation": evaluation,
    STRATEGY: lambda matter, by: actions.open_case(matter=matter, by=by, title="Internationell strategi"),
}
NOT_HERE = {
    MATTER: "the tests' own",
    OPINION: "opened from an answer; asks for no opinions itself",
}


def test_every_matter_is_opened_here(trial):
    assert {*OPENED, *NOT_HERE} == set(matters._matters)


@pytest.fixture
def officer(asked):
    """Who works under a policy with a rule, a theme and aims, as every city's has."""
    policy = asked.world.policy
    cache.clear()
    RuleSetting.objects.create(policy=policy, code="decision.survey-of-outside-world", level="warn")
    for matter in OPENED:
        factories.route(policy, matter, *asked.world.usual, clause="Riktlinje 5.2")
    return asked.by


def prepared(_case):
    """As it was opened."""


def put_forward(case):
    case.steps.filter(role="prepare").update(state="done", done_at=timezone.now())
    case.steps.filter(role="decide").update(state="active")
    texts.bind(case)
    Case.objects.filter(pk=case.pk).update(state="put_forward", terms=case.terms, text_hash=case.text_hash)


def decided(case):
    step = case.steps.get(role="decide")
    factories.task(factories.decision(step))
    CaseStep.objects.filter(pk=step.pk).update(state="done")
    Case.objects.filter(pk=case.pk).update(state="decided")


def pages_of(case):
    """Its own and that of its PDF."""
    return case.get_absolute_url(), f"/utskrifter/tjansteutlatande/{case.pk}/"


@pytest.mark.parametrize("matter", OPENED)
def test_case_page_asks_ten_times_at_most(matter, asked, officer, client, django_assert_max_num_queries):
    cases = [asked.fill(OPENED[matter](matter, officer), number) for number in (1, 3)]
    for state in (prepared, put_forward, decided):
        for case in cases:
            state(case)
        for who in (officer, asked.world.secretary):
            client.force_login(who)
            for url in (page for case in cases for page in pages_of(case)):
                with django_assert_max_num_queries(10, info=f"{matter}, {state.__name__}, {url}, {who}"):
                    assert client.get(url).status_code == 200
