"""The order of delegation and its rules: what a body may delegate, to whom, and who passes it on."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from core.models import Event
from core.rules import Conflict, NotPermitted, Refused
from decisions import matters
from decisions.actions import delegation
from decisions.conditions.delegation import KEPT
from decisions.enums import DelegationSubject
from decisions.models import DelegationOrder, DelegationRule
from governance.enums import BodyKind, StepRole
from tests import factories
from tests.decisions.conftest import MATTER

pytestmark = pytest.mark.django_db


def codes(refused):
    return [(finding.code, finding.clause) for finding in refused.value.findings]


def adopt(world, **changed):
    values = {"body": world.board, "title": "Delegationsordning", "paragraph": "7", "by": world.secretary}
    values |= {"adopted_on": world.days(-10), "starts_on": world.days(-5)}
    return delegation.adopt_order(**values | changed)


def add(world, order=None, **changed):
    values = {"number": "1.1", "subject": "Resor", "function": "chair", "starts_on": world.days(-5), "scope": ""}
    return delegation.add_rule(order=order or adopt(world), **{"by": world.secretary} | values | changed)


def test_adopt_order_ends_the_one_before_the_day_before(world):
    first = adopt(world, starts_on=world.days(-5))

    second = adopt(world, starts_on=world.today, paragraph="9")

    first.refresh_from_db()
    assert (first.ends_on, second.ends_on) == (world.days(-1), None)
    assert Event.objects.filter(happening="delegation.adopted").count() == 2


@pytest.mark.law("KL 6:37")
def test_adopt_order_is_for_the_bodys_own_secretary(world):
    with pytest.raises(NotPermitted) as refused:
        adopt(world, by=world.committee_secretary)

    assert (refused.value.finding.code, refused.value.finding.clause) == ("delegation.may-not-keep", "KL 6:37")
    assert DelegationOrder.objects.count() == 0


@pytest.mark.parametrize(
    ("kind", "clause"),
    [(BodyKind.COUNCIL, "KL 5:1–2"), (BodyKind.COMPANY_BOARD, "KL 6:37"), ("preparatory", "KL 6:37")],
)
def test_adopt_order_is_refused_for_what_is_no_committee(world, kind, clause):
    body = factories.body(kind)

    with pytest.raises(Refused) as refused:
        adopt(world, body=body, by=factories.secretary(body))

    assert codes(refused) == [("delegation.not-a-committee", clause)]


def test_adopt_order_is_refused_without_paragraph_and_before_it_was_adopted(world):
    with pytest.raises(Refused) as refused:
        adopt(world, paragraph=" ", starts_on=world.days(-20), ends_on=world.days(-30))

    assert [code for code, _clause in codes(refused)] == [
        "delegation.order-unnamed",
        "delegation.before-adopted",
        "delegation.ends-before-start",
    ]


def test_adopt_order_is_refused_before_a_day_to_come_and_under_a_later_order(world):
    adopt(world)

    with pytest.raises(Refused) as refused:
        adopt(world, starts_on=world.days(-6))
    with pytest.raises(Refused) as early:
        adopt(world, adopted_on=world.days(1), starts_on=world.days(2))

    assert codes(refused) == [("delegation.order-overlaps", "")]
    assert codes(early) == [("delegation.day-not-come", "")]


def test_add_rule_keeps_its_facts_and_one_event(world):
    rule = add(world, matter=MATTER, limit_amount=50_000, function="director", unit=world.unit, onward=True)

    stored = DelegationRule.objects.get(pk=rule.pk)
    assert (stored.holder, stored.limit_amount, stored.onward) == (
        "Förvaltningschef, Kulturförvaltningen",
        50_000,
        True,
    )
    assert Event.objects.filter(happening="delegation.rule_added").count() == 1


@pytest.mark.law("KL 6:38")
@pytest.mark.parametrize("subject", [each for each in DelegationSubject if each != DelegationSubject.ORDINARY])
def test_add_rule_refuses_what_the_body_keeps_with_its_point(world, subject):
    order = adopt(world)

    with pytest.raises(Refused) as refused:
        add(world, order, subject_kind=subject)

    assert codes(refused) == [("delegation.kept-by-body", KEPT[subject])]
    assert order.rules.count() == 0


@pytest.mark.law("KL 6:38")
def test_database_refuses_what_the_body_keeps_too(world):
    order = adopt(world)
    kept = {"number": "1", "subject": "Mål", "subject_kind": "goals", "function": "chair", "starts_on": world.today}

    with pytest.raises(IntegrityError), transaction.atomic():
        DelegationRule.objects.create(order=order, **kept)


@pytest.mark.law("KL 6:38")
def test_add_rule_refuses_a_matter_that_ends_in_the_council(world):
    world.reroute((StepRole.PROPOSE, world.board), (StepRole.DECIDE, factories.council()))

    with pytest.raises(Refused) as refused:
        add(world, matter=MATTER)

    assert codes(refused) == [("delegation.council-decides", "KL 6:38 p. 2, 5:1–2")]


def test_add_rule_refuses_a_matter_reserved_for_the_council(world):
    world.route.council_reserved = True
    world.route.save()

    with pytest.raises(Refused) as refused:
        add(world, matter=MATTER)

    assert codes(refused) == [("delegation.council-decides", "KL 6:38 p. 2, 5:1–2")]


def test_add_rule_refuses_a_matter_another_body_decides_and_one_without_a_route(world):
    order = adopt(world, body=world.committee, by=world.committee_secretary)

    with pytest.raises(Refused) as other:
        add(world, order, matter=MATTER, by=world.committee_secretary)
    world.route.delete()
    with pytest.raises(Refused) as none:
        add(world, order, matter=MATTER, by=world.committee_secretary)

    assert codes(other) == [("delegation.other-body-decides", "Riktlinje 5.2")]
    assert codes(none) == [("delegation.no-route", "")]


@pytest.mark.law("KL 6:38")
def test_add_rule_refuses_matters_about_goals_and_positions(world):
    factories.usual_route(world.policy, "reviews.adopt_paper")

    with pytest.raises(Refused) as refused:
        add(world, matter="reviews.adopt_paper")

    goals = [key for key in ("reviews.adopt_paper", "reviews.adopt_evaluation") if matters.get(key).goals]
    assert codes(refused) == [("delegation.kept-by-body", "KL 6:38 p. 1")]
    assert goals == ["reviews.adopt_paper", "reviews.adopt_evaluation"]


@pytest.mark.law("KL 7:5")
def test_add_rule_refuses_a_holder_who_is_no_employee_and_not_elected(world):
    order = adopt(world)
    company = factories.unit(name="Bolaget", form="wholly_owned_company", serves=world.board)
    found = []

    for holder in (
        {"function": "", "person": factories.person()},
        {"function": "", "person": factories.director(company)},
        {"function": "director", "unit": company},
        {"function": "director", "unit": None},
        {"function": ""},
        {"function": "chair", "person": world.member},
    ):
        with pytest.raises(Refused) as refused:
            add(world, order, **holder)
        found += codes(refused)

    assert found == [
        ("delegation.may-not-hold", "KL 6:37, 7:5"),
        ("delegation.may-not-hold", "KL 6:37, 7:5"),
        ("delegation.may-not-hold", "KL 7:5"),
        ("delegation.unit-missing", "KL 7:5"),
        ("delegation.one-holder", "KL 6:37, 7:5"),
        ("delegation.one-holder", "KL 6:37, 7:5"),
    ]


@pytest.mark.law("KL 6:37")
@pytest.mark.parametrize("function", ["chair", "presidium"])
def test_add_rule_to_chair_and_presidium_of_the_body(world, function):
    assert add(world, function=function).order.body == world.board


@pytest.mark.law("KL 7:6")
def test_add_rule_lets_only_a_director_pass_it_on(world):
    with pytest.raises(Refused) as refused:
        add(world, function="chair", onward=True)

    assert codes(refused) == [("delegation.onward-director-only", "KL 7:6")]


def test_add_rule_is_refused_outside_the_order_and_under_a_number_taken(world):
    order = adopt(world, ends_on=world.days(30))
    add(world, order)

    with pytest.raises(Refused) as refused:
        add(world, order, starts_on=world.days(-6))
    with pytest.raises(Refused) as later:
        add(world, order, number="1.2", ends_on=world.days(31))
    with pytest.raises(Refused) as unnamed:
        add(world, order, number=" ", ends_on=world.days(-9))

    assert codes(refused) == [("delegation.number-taken", ""), ("delegation.outside-its-order", "")]
    assert codes(later) == [("delegation.outside-its-order", "")]
    assert codes(unnamed) == [("delegation.rule-unnamed", ""), ("delegation.ends-before-start", "")]


def test_add_rule_is_for_the_bodys_own_secretary(world):
    order = adopt(world)

    with pytest.raises(NotPermitted):
        add(world, order, by=world.coordinator)

    assert order.rules.count() == 0


def test_end_rule_keeps_the_row_and_ends_what_was_passed_on(world):
    rule = add(world, function="director", unit=world.unit, onward=True)
    passed = delegation.pass_on(rule=rule, person=world.contact, starts_on=world.today, by=world.director)

    ended = delegation.end_rule(rule=rule, version=rule.version, ends_on=world.today, by=world.secretary)

    passed.refresh_from_db()
    assert (ended.ends_on, passed.ends_on) == (world.today, world.today)
    assert ended.in_force_on(world.days(1)) is False


def test_end_rule_is_refused_before_its_use_or_start_after_its_end_and_with_an_old_version(world):
    rule = add(world)
    factories.delegated_decision(rule, world.member)
    found = []

    for day in (world.days(-1), world.days(-6)):
        with pytest.raises(Refused) as refused:
            delegation.end_rule(rule=rule, version=rule.version, ends_on=day, by=world.secretary)
        found += codes(refused)
    ended = delegation.end_rule(rule=rule, version=rule.version, ends_on=world.today, by=world.secretary)
    with pytest.raises(Refused) as refused:
        delegation.end_rule(rule=rule, version=ended.version, ends_on=world.days(5), by=world.secretary)
    with pytest.raises(Conflict):
        delegation.end_rule(rule=rule, version=1, ends_on=world.today, by=world.secretary)

    assert found == [("delegation.used-later", ""), ("delegation.ends-before-start", "")]
    assert codes(refused) == [("delegation.ended-already", "")]


def test_end_rule_is_for_the_bodys_own_secretary(world):
    rule = add(world)

    with pytest.raises(NotPermitted):
        delegation.end_rule(rule=rule, version=1, ends_on=world.today, by=world.director)


@pytest.mark.law("KL 7:6")
def test_pass_on_gives_another_employee_the_same_limits(world):
    rule = add(world, function="director", unit=world.unit, onward=True, limit_amount=9_000, ends_on=world.days(40))

    passed = delegation.pass_on(rule=rule, person=world.contact, starts_on=world.today, by=world.director)

    assert (passed.number, passed.limit_amount, passed.ends_on) == ("1.1:1", 9_000, world.days(40))
    assert (passed.onward, passed.passed_on_from) == (False, rule)


@pytest.mark.law("KL 7:6")
def test_pass_on_is_refused_without_the_right_to_somebody_elected_and_outside_its_days(world):
    order = adopt(world)
    rule = add(world, order, function="director", unit=world.unit, ends_on=world.days(10))
    late = world.days(11)

    with pytest.raises(Refused) as refused:
        delegation.pass_on(rule=rule, person=world.member, starts_on=world.today, ends_on=late, by=world.director)
    with pytest.raises(NotPermitted) as other:
        delegation.pass_on(rule=rule, person=world.contact, starts_on=world.today, by=world.contact)

    assert codes(refused) == [
        ("delegation.not-onward", "KL 7:6"),
        ("delegation.not-employed", "KL 7:6"),
        ("delegation.outside-its-order", ""),
    ]
    assert other.value.finding.clause == "KL 7:6"
    assert order.rules.count() == 1


def test_rule_is_in_force_within_its_own_days_and_those_of_its_order(world):
    order = adopt(world, ends_on=world.days(3))
    rule = add(world, order, starts_on=world.days(-2))
    days = [world.days(each) for each in (-3, -2, 0, 3, 4)]

    asked = [rule.in_force_on(day) for day in days]
    found = [DelegationRule.objects.on(day).exists() for day in days]

    assert asked == found == [False, True, True, True, False]
    assert rule.last_day == order.ends_on == world.today + datetime.timedelta(days=3)
