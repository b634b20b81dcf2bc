"""Exchange grants to associations: applied, granted or refused, paid, reported (NKP-21)."""

from datetime import date

import pytest
from django.urls import reverse

from cities import actions
from cities.models import ExchangeGrant, GrantBudget
from core.models import Event
from core.rules import Conflict, NotPermitted, Refused
from tests import factories

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)


@pytest.fixture
def coordinator():
    factories.policy(rules={"city.grants-within-budget": "warn"})
    return factories.coordinator()


def apply(by, **fields):
    values = {"association": " Kören  Ekot ", "purpose": "Körresa.", "year": 2026, "applied": 40_000}
    values |= {"applied_on": DAY, "relation": fields.pop("relation", None) or factories.city_relation()}
    return actions.apply_for_grant(by=by, **values | fields)


def give(grant, by, amount=30_000, **fields):
    return actions.give_grant(grant=grant, amount=amount, decision="D 12/2026", on=DAY, by=by, **fields)


@pytest.mark.clause("NKP-21")
def test_grant_goes_from_application_to_report(coordinator):
    grant = apply(coordinator)
    grant = give(grant, coordinator)
    grant = actions.pay_grant(grant=grant, amount=30_000, on=DAY, by=coordinator)
    grant = actions.report_grant(grant=grant, used=25_000, outcome="Två konserter.", on=DAY, by=coordinator)

    grant.refresh_from_db()
    assert (grant.association, grant.state, grant.granted, grant.paid, grant.used) == (
        "Kören Ekot", "reported", 30_000, 30_000, 25_000,
    )  # fmt: skip
    assert Event.objects.filter(happening="city.grant_moved").count() == 3


def test_refusal_keeps_its_reason(coordinator):
    grant = apply(coordinator)

    with pytest.raises(Refused) as refusal:
        actions.refuse_grant(grant=grant, reason="", decision="D 1", on=DAY, by=coordinator)
    actions.refuse_grant(grant=grant, reason="Inget utbyte.", decision="D 1", on=DAY, by=coordinator)

    grant.refresh_from_db()
    assert [(f.code, f.clause) for f in refusal.value.findings] == [("city.grant-reason", "FL 32")]
    assert (grant.state, grant.reason) == ("refused", "Inget utbyte.")


@pytest.mark.parametrize(
    ("amount", "decision", "code"),
    [
        (0, "D 1", "city.grant-amount"),
        (50_000, "D 1", "city.grant-more-than-applied"),
        (10_000, " ", "city.grant-decision"),
    ],
)
def test_grant_out_of_order_is_refused_and_stays_applied(coordinator, amount, decision, code):
    grant = apply(coordinator)

    with pytest.raises(Refused) as refusal:
        actions.give_grant(grant=grant, amount=amount, decision=decision, on=DAY, by=coordinator)

    grant.refresh_from_db()
    assert ([f.code for f in refusal.value.findings], grant.state, grant.granted) == ([code], "applied", 0)


def test_grant_beyond_the_years_frame_passes_with_a_motive_that_is_kept(coordinator):
    actions.set_budget(year=2026, amount=50_000, by=coordinator)
    give(apply(coordinator), coordinator)
    grant = apply(coordinator)

    with pytest.raises(Refused) as refusal:
        give(grant, coordinator)
    given = give(grant, coordinator, motive="Jubileumsåret.")

    finding = refusal.value.findings[0]
    assert (finding.code, "20\N{NO-BREAK SPACE}000 kr" in finding.message) == ("city.grants-within-budget", True)
    assert (given.state, given.motive) == ("granted", "Jubileumsåret.")


def test_grant_within_the_frame_keeps_no_motive(coordinator):
    actions.set_budget(year=2026, amount=50_000, by=coordinator)

    assert give(apply(coordinator), coordinator, motive="I onödan.").motive == ""


def test_payment_above_what_was_granted_and_use_above_what_was_paid_are_refused(coordinator):
    grant = give(apply(coordinator), coordinator)
    with pytest.raises(Refused) as paid:
        actions.pay_grant(grant=grant, amount=30_001, on=DAY, by=coordinator)
    grant = actions.pay_grant(grant=grant, amount=30_000, on=DAY, by=coordinator)

    with pytest.raises(Refused) as used:
        actions.report_grant(grant=grant, used=30_001, outcome="", on=DAY, by=coordinator)

    assert [f.code for f in paid.value.findings] == ["city.grant-paid"]
    assert [f.code for f in used.value.findings] == ["city.grant-outcome", "city.grant-used"]


def test_second_decision_is_a_conflict(coordinator):
    grant = give(apply(coordinator), coordinator)

    with pytest.raises(Conflict):
        give(grant, coordinator)


def test_other_units_grants_and_the_frame_are_not_theirs(coordinator):
    stranger = factories.contact_person()
    grant = apply(coordinator)

    for write in (
        lambda: apply(stranger),
        lambda: give(grant, stranger),
        lambda: actions.refuse_grant(grant=grant, reason="Nej.", decision="D", on=DAY, by=stranger),
        lambda: actions.set_budget(year=2026, amount=1, by=stranger),
    ):
        with pytest.raises(NotPermitted):
            write()

    assert (ExchangeGrant.objects.count(), GrantBudget.objects.count()) == (1, 0)


@pytest.mark.clause("NKP-21")
def test_grant_is_registered_decided_paid_and_reported_on_pages(coordinator, client):
    relation = factories.city_relation()
    client.force_login(coordinator)
    applied = {"association": "Kören", "purpose": "Resa.", "year": 2026, "applied": "40 000", "applied_on": "1/3 2026"}

    created = client.post(reverse("cities:grant_create", args=[relation.pk]), applied)
    grant = ExchangeGrant.objects.get()
    decided = {"outcome": "grant", "amount": "30 000", "decision": "D 12", "on": "2 mars 2026"}
    answers = [
        created,
        client.post(reverse("cities:grant_decide", args=[grant.pk]), decided),
        client.post(reverse("cities:grant_pay", args=[grant.pk]), {"amount": "30000", "on": "3 mars 2026"}),
        client.post(
            reverse("cities:grant_report", args=[grant.pk]), {"outcome": "Bra.", "used": "30000", "on": "4/3 2026"}
        ),
    ]

    grant.refresh_from_db()
    page = client.get(reverse("cities:grant_list"))
    assert [answer.status_code for answer in answers] == [302] * 4
    assert grant.state == "reported"
    years = page.context["years"]
    assert [(row.year, row.applied, row.granted, row.paid, row.reported) for row in years] == [
        (2026, 40_000, 30_000, 30_000, 1)
    ]


def test_refused_decision_keeps_what_was_typed(coordinator, client):
    grant = apply(coordinator)
    client.force_login(coordinator)

    answer = client.post(
        reverse("cities:grant_decide", args=[grant.pk]),
        {"outcome": "refuse", "decision": "D 77/2026", "on": "2 mars 2026", "reason": ""},
    )

    assert (answer.status_code, "D 77/2026" in answer.text, "FL 32" in answer.text) == (409, True, True)


@pytest.mark.parametrize("number", [1, 3])
def test_grant_list_runs_the_same_queries_for_every_number_of_rows(
    coordinator, client, django_assert_num_queries, number
):
    for _n in range(number):
        apply(coordinator)
    client.force_login(coordinator)
    client.get(reverse("cities:grant_list"))

    with django_assert_num_queries(6):
        page = client.get(reverse("cities:grant_list"))

    assert len(page.context["rows"]) == number


@pytest.mark.parametrize(
    ("query", "expected"), [("ar=2026", 1), ("ar=2025", 0), ("ar=x", 0), ("lage=applied", 1), ("lage=paid", 0)]
)
def test_grant_list_is_filtered(coordinator, client, query, expected):
    apply(coordinator)
    client.force_login(coordinator)

    page = client.get(f"{reverse('cities:grant_list')}?{query}")

    assert len(page.context["rows"]) == expected


def test_grants_of_a_hidden_relation_are_hidden(coordinator, client):
    secret = {"confidentiality": "confidential", "confidentiality_ground": "OSL 15:1"}
    relation = factories.city_relation(engagement_fields=secret)
    grant = ExchangeGrant.objects.create(
        relation=relation, association="Hemlig", purpose="X", year=2026, applied=1, applied_on=DAY
    )
    client.force_login(coordinator)

    listing = client.get(reverse("cities:grant_list"))
    answers = [client.get(reverse("cities:grant_detail", args=[pk])).status_code for pk in (grant.pk, 99999)]

    assert (listing.context["rows"], listing.context["years"], answers) == ([], [], [404, 404])
