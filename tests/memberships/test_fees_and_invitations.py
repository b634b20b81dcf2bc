"""Fees per year and currency; invitations answered with their reason and counted (STR-13)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from core.rules import NotPermitted, Refused
from memberships import actions, selectors
from memberships.models import Invitation, MembershipFee
from tests import factories
from tests.reviews import scenes

pytestmark = pytest.mark.django_db
FEES = reverse("memberships:fee_list")
INVITATIONS = reverse("memberships:invitation_list")


@pytest.fixture
def by():
    factories.policy()
    return factories.coordinator()


def fee(membership, by, **fields):
    return actions.record_fee(membership=membership, by=by, **{"year": 2026, "amount": Decimal(100)} | fields)


def receive(by, **fields):
    values = {"unit": factories.coordinating_unit(), "title": "Kongress", "received_on": date(2026, 5, 4)}
    return actions.receive_invitation(by=by, **values | fields)


# ── fees ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_fee_is_kept_in_its_currency_and_in_kronor_and_mended_the_same_year(by):
    membership = factories.membership()

    fee(membership, by, amount=Decimal("16300.50"), currency="EUR", rate=Decimal("11.35"))
    fee(membership, by, amount=Decimal("16300.00"), currency="EUR", rate=Decimal("11.3551"), note="Rättad")

    row = MembershipFee.objects.get()
    assert (row.amount, row.currency, row.kronor, row.note) == (Decimal("16300.00"), "EUR", 185_088, "Rättad")
    membership.refresh_from_db()
    assert (membership.fee, membership.fee_currency) == (16_300, "EUR")


def test_fee_of_an_earlier_year_or_an_example_does_not_change_what_the_membership_costs_now(by):
    membership = factories.membership(fee=900)

    fee(membership, by, year=2026, amount=Decimal(100), example=True)
    assert type(membership).objects.get().fee == 900

    fee(membership, by, year=2026, amount=Decimal(200))
    fee(membership, by, year=2025, amount=Decimal(50))

    assert type(membership).objects.get().fee == 200


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"amount": Decimal(-1)}, "fee.amount"),
        ({"currency": "EUR"}, "fee.rate"),
        ({"currency": "EUR", "rate": Decimal(0)}, "fee.rate"),
    ],
)
def test_fee_is_refused_below_zero_and_without_a_rate(by, fields, code):
    with pytest.raises(Refused) as refusal:
        fee(factories.membership(), by, **fields)

    assert [finding.code for finding in refusal.value.findings] == [code]
    assert MembershipFee.objects.count() == 0


def test_fee_of_somebody_elses_membership_is_not_permitted(by):
    with pytest.raises(NotPermitted):
        fee(factories.membership(), factories.contact_person())


def test_fees_of_a_year_are_listed_with_their_sum_and_the_sums_of_the_years(by, client):
    for name, kronor in (("Alfa", 1200), ("Beta", 300_000)):
        membership = factories.membership(organisation=factories.organisation(name=name))
        fee(membership, by, amount=Decimal(kronor))
    fee(membership, by, year=2025, amount=Decimal(10))
    client.force_login(by)

    page = client.get(f"{FEES}?ar=2026")

    assert [row.title for row in page.context["listing"].rows] == ["Beta", "Alfa"]
    assert page.context["listing"].total == "301\N{NO-BREAK SPACE}200 kr"
    assert [(each.year, each.number, each.kronor) for each in page.context["years"]] == [
        (2026, 2, 301_200),
        (2025, 1, 10),
    ]


def test_fee_is_noted_on_its_page_as_swedes_write_it(by, client):
    membership = factories.membership()
    client.force_login(by)
    url = reverse("memberships:fee_record", args=[membership.pk])

    client.post(url, {"year": "2026", "amount": "16 300,50", "currency": "EUR", "rate": "11,35", "note": ""})
    page = client.get(membership.get_absolute_url()).text

    assert MembershipFee.objects.get().kronor == 185_011
    assert "185\N{NO-BREAK SPACE}011 kr" in page


def test_fees_of_a_period_are_summed_in_kronor_per_engagement(by):
    one, other = factories.membership(), factories.membership()
    for year in (2024, 2025, 2026):
        fee(one, by, year=year, amount=Decimal(10), currency="EUR", rate=Decimal(10))
    fee(other, by, amount=Decimal(7))

    assert selectors.fees_in_kronor([one.pk, other.pk], date(2025, 1, 1), date(2026, 6, 1)) == {
        one.pk: 200,
        other.pk: 7,
    }


# ── invitations ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.clause("STR-13")
def test_invitation_belongs_to_the_citys_membership_in_the_organisation(by):
    organisation = factories.organisation(name="Metropolis")
    factories.membership(organisation=organisation, kind="sector")
    whole = factories.membership(organisation=organisation)

    invitation = receive(by, organisation=organisation, kind="meeting", place="Seoul")

    assert (invitation.inviter, invitation.engagement, invitation.state) == ("Metropolis", whole.engagement, "open")


def test_invitation_without_inviter_to_a_hidden_engagement_or_for_another_unit_is_refused(by):
    hidden = factories.confidential_engagement()

    with pytest.raises(Refused) as nobody:
        receive(by, inviter=" ")
    with pytest.raises(Refused) as unseen:
        receive(by, inviter="Turku", engagement=hidden)
    with pytest.raises(NotPermitted):
        receive(factories.contact_person(), inviter="Turku")

    assert [f.code for f in (*nobody.value.findings, *unseen.value.findings)] == [
        "invitation.inviter",
        "engagement.hidden",
    ]
    assert Invitation.objects.count() == 0


@pytest.mark.clause("STR-13")
@pytest.mark.parametrize(
    ("reason", "text", "code"),
    [("", "", "invitation.reason"), ("dull", "", "invitation.reason"), ("other", " ", "invitation.reason-text")],
)
def test_invitation_is_not_declined_without_its_reason(by, reason, text, code):
    invitation = receive(by, inviter="Turku")

    with pytest.raises(Refused) as refusal:
        actions.decline_invitation(invitation=invitation, reason=reason, reason_text=text, by=by)

    assert [(f.code, f.clause) for f in refusal.value.findings] == [(code, "STR-13")]
    assert Invitation.objects.get().state == "open"


def test_invitation_is_answered_and_the_answer_may_change(by):
    invitation = receive(by, inviter="Turku")

    actions.decline_invitation(invitation=invitation, reason="cost", by=by)
    declined = Invitation.objects.get()
    actions.accept_invitation(invitation=invitation, by=by)
    accepted = Invitation.objects.get()

    assert (declined.state, declined.reason, declined.answered_on) == ("declined", "cost", timezone.localdate())
    assert (accepted.state, accepted.reason) == ("accepted", "")
    with pytest.raises(NotPermitted):
        actions.accept_invitation(invitation=invitation, by=factories.contact_person())


@pytest.mark.clause("STR-13")
def test_declined_invitations_are_counted_per_engagement_and_reason_in_the_period(by):
    membership = factories.membership()
    engagement = membership.engagement
    for day, reason in ((date(2025, 1, 1), "travel"), (date(2025, 12, 31), "cost"), (date(2025, 6, 1), "travel"),
                        (date(2026, 1, 1), "time")):  # fmt: skip
        row = factories.invitation(engagement=engagement, received_on=day)
        actions.decline_invitation(invitation=row, reason=reason, by=by)
    factories.invitation(engagement=engagement, received_on=date(2025, 2, 2))

    found = selectors.declined_invitations([engagement.pk, 999_999], date(2025, 1, 1), date(2025, 12, 31))

    assert [(each.engagement_id, each.number, each.reasons) for each in found] == [
        (engagement.pk, 3, {"cost": 1, "travel": 2})
    ]


@pytest.mark.clause("STR-13")
def test_declined_invitations_are_counted_on_the_list_and_on_the_organisations_page(by, client):
    membership = factories.membership(organisation=factories.organisation(name="Metropolis"))
    for reason in ("travel", "travel", "cost"):
        row = receive(by, organisation=membership.organisation)
        actions.decline_invitation(invitation=row, reason=reason, by=by)
    receive(by, organisation=membership.organisation)
    receive(by, inviter="Turku", received_on=date(2025, 5, 4))
    client.force_login(by)

    page, organisation = client.get(INVITATIONS), client.get(membership.get_absolute_url()).text

    counted = [(each.inviter, each.year, each.received, each.declined, each.why) for each in page.context["counted"]]
    assert counted == [("Metropolis", 2026, 4, 3, "resa 2, kostnad 1")]
    assert "4 inkomna, 3 avböjda" in organisation


def test_invitation_is_registered_and_declined_through_its_pages(by, client):
    client.force_login(by)
    unit = factories.coordinating_unit()
    form = {"title": "Kongress", "kind": "meeting", "inviter": "Turku", "unit": unit.pk, "received_on": "2026-11-02"}

    nobody = client.post(reverse("memberships:invitation_create"), form | {"inviter": ""})
    page = client.post(reverse("memberships:invitation_create"), form).url
    unsaid = client.post(f"{page}nej/", {"reason": "other", "reason_text": ""})
    client.post(f"{page}nej/", {"reason": "travel", "reason_text": "Tre dagars resa."})

    assert [nobody.status_code, unsaid.status_code] == [400, 409]
    assert "Resa. Tre dagars resa." in client.get(page).text


def test_unit_finds_its_invitations_on_the_start_page_until_they_are_answered(by, client):
    unit = factories.unit()
    contact = factories.contact_person(unit)
    invitation = factories.invitation(unit=unit, title="Kongress", answer_by=timezone.localdate() + timedelta(days=3))
    factories.invitation(title="Andras")
    client.force_login(contact)

    before = client.get("/").text
    client.post(reverse("memberships:invitation_accept", args=[invitation.pk]))
    after = client.get("/").text

    assert ["Kongress" in each for each in (before, after)] == [True, False]
    assert "Andras" not in before


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Öppen", "Avböjd", "Gammal"]), ("q=öPPEN", ["Öppen"]), ("lage=declined", ["Avböjd"]),
        ("skal=cost", ["Avböjd"]), ("ar=2024", ["Gammal"]), ("skal=time", []),
    ],
)  # fmt: skip
def test_invitations_are_filtered(by, client, query, titles):
    factories.invitation(title="Öppen", received_on=date(2026, 3, 1))
    factories.invitation(title="Avböjd", state="declined", reason="cost", received_on=date(2026, 2, 1))
    factories.invitation(title="Gammal", received_on=date(2024, 2, 1))
    client.force_login(by)

    page = client.get(f"{INVITATIONS}?{query}")

    assert [row.title for row in page.context["listing"].rows] == titles


@pytest.mark.clause("STR-13")
def test_evaluation_counts_what_was_declined_with_the_reasons_and_takes_the_fee_in_kronor(by, client):
    membership = factories.membership()
    day = timezone.localdate()
    for reason in ("travel", "travel", "cost"):
        row = factories.invitation(engagement=membership.engagement, received_on=day)
        actions.decline_invitation(invitation=row, reason=reason, by=by)
    fee(membership, by, year=day.year - 1, amount=Decimal(100), currency="EUR", rate=Decimal(11))
    evaluation = scenes.evaluation([membership.engagement], by, starts_on=day - timedelta(days=30), ends_on=day)
    client.force_login(by)

    page = client.get(evaluation.get_absolute_url()).text

    figures = evaluation.figures["engagements"][0]
    assert (figures["declined"], figures["fee"]) == ({"cost": 1, "travel": 2}, 1100)
    assert ["Avböjda inbjudningar per engagemang" in page, "kostnad 1, resa 2" in page] == [True, True]
