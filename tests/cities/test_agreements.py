"""An agreement from its draft to its first day (GBG-C9)."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cities import actions
from cities.models import Agreement, AgreementChange, CityRelation
from core.models import Event
from core.rules import Conflict, NotPermitted, Refused
from decisions import actions as decisions
from decisions.conditions import ready_to_put_forward
from engagements import actions as engagements
from engagements.models import ResourceLine
from tests import factories
from tests.cities import scenes
from tests.memberships.scenes import put_forward, shipped_policy

pytestmark = pytest.mark.django_db
NEEDED = "city.active-needs-agreement"


def codes(refusal):
    return [each.code for each in refusal.value.findings]


def status(relation):
    relation.engagement.refresh_from_db()
    return relation.engagement.status


@pytest.fixture
def relation():
    policy = factories.policy(rules={NEEDED: "block"})
    factories.usual_route(policy, "cities.partner_city")
    return scenes.proposed()


# ── the draft ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_draft_keeps_what_it_says_with_its_history(relation):
    theme = factories.theme()

    agreement = scenes.draft(relation, themes=[theme])

    assert (agreement.state, agreement.ends_on, agreement.notice_months) == ("draft", date(2029, 12, 31), 6)
    assert list(agreement.themes.all()) == [theme]
    assert scenes.history(agreement) == [("draft", timezone.localdate())]
    assert Event.objects.filter(happening="city.agreement_drafted").count() == 1


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"ends_on": date(2025, 1, 1)}, "city.period"),
        ({"ends_on": None}, "city.prolongs-without-end"),
        ({"kind": "amendment"}, "city.amendment-missing"),
        ({"aid": True, "aid_costs": 100, "aid_state_costs": 60}, "city.aid-agreement-own-money"),
    ],
)
def test_draft_out_of_order_is_refused_and_leaves_nothing(relation, fields, code):
    with pytest.raises(Refused) as refusal:
        scenes.draft(relation, **fields)

    assert codes(refusal) == [code]
    assert (Agreement.objects.count(), AgreementChange.objects.count()) == (0, 0)


def test_second_draft_waits_for_the_first(relation):
    scenes.draft(relation)

    with pytest.raises(Refused) as refusal:
        scenes.draft(relation)

    assert codes(refusal) == ["city.draft-exists"]


@pytest.mark.parametrize("over", ["ended", "declined"])
def test_relation_that_is_over_gets_no_draft(relation, over):
    type(relation.engagement).objects.filter(pk=relation.pk).update(status=over)

    with pytest.raises(Refused) as refusal:
        scenes.draft(relation)

    assert codes(refusal) == ["city.over"]


def test_draft_for_another_units_relation_is_not_permitted(relation):
    with pytest.raises(NotPermitted):
        scenes.draft(relation, by=factories.contact_person())

    assert Agreement.objects.count() == 0


def test_draft_is_changed_until_it_is_put_forward(relation):
    by = factories.coordinator()
    agreement = scenes.draft(relation, by=by)

    actions.change_draft(agreement=agreement, by=by, notice_months=9)

    agreement.refresh_from_db()
    assert agreement.notice_months == 9
    case = decisions.open_case(matter="cities.partner_city", engagement=relation.engagement, by=by)
    put_forward(case, by=by, motive="Enligt plan.")
    with pytest.raises(Refused) as refusal:
        actions.change_draft(agreement=agreement, by=by, notice_months=3)
    assert codes(refusal) == ["city.agreement-under-decision"]


def test_signed_agreement_is_not_changed_as_a_draft(relation):
    agreement = scenes.agreement(relation, state="signed")

    with pytest.raises(Refused) as refusal:
        actions.change_draft(agreement=agreement, by=factories.coordinator(), notice_months=3)

    assert [(f.code, f.clause) for f in refusal.value.findings] == [("city.agreement-signed", "GBG-C4")]


# ── the way to a relation that is active ─────────────────────────────────────────────────────────────────────────


@pytest.mark.clause("GBG-C9")
def test_decided_relation_waits_until_its_agreement_is_signed_and_then_is_active(relation):
    agreement = scenes.draft(relation)
    case = scenes.decided(relation, factories.board())
    waiting = status(relation)

    signed = actions.sign(agreement=agreement, by=factories.coordinator(), **scenes.SIGNED)

    assert (waiting, status(relation)) == ("proposed", "active")
    assert (signed.state, signed.case, signed.runs_to) == ("active", case, date(2029, 12, 31))
    assert [verb for verb, _on in scenes.history(signed)] == ["draft", "sign", "activate"]
    assert set(AgreementChange.objects.exclude(verb="draft").values_list("case", flat=True)) == {case.pk}
    assert Event.objects.filter(happening__in=["city.waits", "city.began"]).count() == 2


@pytest.mark.clause("GBG-C9")
def test_no_other_way_makes_a_relation_active_without_an_agreement(relation):
    with pytest.raises(Refused) as refusal:
        engagements.begin(engagement=relation.engagement, by=factories.coordinator())

    assert [(f.code, f.clause) for f in refusal.value.findings] == [(NEEDED, f"Policy: {NEEDED}")]
    assert status(relation) == "proposed"


@pytest.mark.clause("GBG-C9")
def test_case_without_an_agreement_written_is_not_put_forward(relation):
    by = factories.coordinator()
    case = decisions.open_case(matter="cities.partner_city", engagement=relation.engagement, by=by)

    found = [(each.code, each.blocks) for each in ready_to_put_forward(case) if each.code == NEEDED]

    assert found == [(NEEDED, True)]
    with pytest.raises(Refused):
        put_forward(case, by=by, motive="Ändå.")


def test_relation_begins_with_the_decision_where_the_policy_asks_no_agreement():
    policy = factories.policy(rules={NEEDED: "off"})
    factories.usual_route(policy, "cities.partner_city")
    relation = scenes.proposed()

    scenes.decided(relation, factories.board())

    assert status(relation) == "active"


def test_relation_begins_with_the_decision_when_a_warning_was_passed_with_a_motive():
    policy = factories.policy(rules={NEEDED: "warn"})
    factories.usual_route(policy, "cities.partner_city")
    relation = scenes.proposed()

    scenes.decided(relation, factories.board(), motive="Avtalet skrivs i vår.")

    assert status(relation) == "active"


@pytest.mark.clause("GBG-C4", "GBG-C6")
def test_agreement_that_nobody_decided_is_not_signed(relation):
    agreement = scenes.draft(relation)

    with pytest.raises(Refused) as refusal:
        actions.sign(agreement=agreement, by=factories.coordinator(), reason="Vi kom överens.", **scenes.SIGNED)

    assert [(f.code, f.clause) for f in refusal.value.findings] == [("city.not-decided", "Policy 5.2")]
    agreement.refresh_from_db()
    assert (agreement.state, agreement.city_office) == ("draft", "")


def test_agreement_without_a_route_is_signed_for_a_reason():
    factories.policy()
    relation = scenes.proposed()
    agreement = scenes.draft(relation)

    with pytest.raises(Refused) as refusal:
        actions.sign(agreement=agreement, by=factories.coordinator(), **scenes.SIGNED)
    actions.sign(agreement=agreement, by=factories.coordinator(), reason="KS § 9, 1998", **scenes.SIGNED)

    assert codes(refusal) == ["city.reason-missing"]
    assert AgreementChange.objects.get(verb="sign").reason == "KS § 9, 1998"


@pytest.mark.parametrize("lacks", sorted(scenes.SIGNED))
def test_signature_of_one_side_alone_is_refused(relation, lacks):
    agreement = scenes.draft(relation)
    scenes.decided(relation, factories.board())

    with pytest.raises(Refused) as refusal:
        actions.sign(agreement=agreement, by=factories.coordinator(), **scenes.SIGNED | {lacks: None})

    assert codes(refusal) == ["city.signatures-missing"]


def test_signature_of_tomorrow_is_refused(relation):
    agreement = scenes.draft(relation)
    scenes.decided(relation, factories.board())
    tomorrow = timezone.localdate() + timedelta(days=1)

    with pytest.raises(Refused) as refusal:
        actions.sign(agreement=agreement, by=factories.coordinator(), **scenes.SIGNED | {"city_signed_on": tomorrow})

    assert codes(refusal) == ["city.signed-in-future"]


def test_signing_twice_is_a_conflict(relation):
    agreement = scenes.draft(relation)
    scenes.decided(relation, factories.board())
    by = factories.coordinator()
    actions.sign(agreement=agreement, by=by, **scenes.SIGNED)

    with pytest.raises(Conflict):
        actions.sign(agreement=agreement, by=by, **scenes.SIGNED)


def test_signing_another_units_agreement_is_not_permitted(relation):
    agreement = scenes.draft(relation)

    with pytest.raises(NotPermitted):
        actions.sign(agreement=agreement, by=factories.contact_person(), **scenes.SIGNED)


def test_agreement_that_begins_later_waits_for_its_day(relation):
    later = timezone.localdate() + timedelta(days=30)
    agreement = scenes.draft(relation, starts_on=later)
    scenes.decided(relation, factories.board())

    signed = actions.sign(agreement=agreement, by=factories.coordinator(), **scenes.SIGNED)

    assert (signed.state, status(relation)) == ("signed", "proposed")


def test_withdrawn_case_lets_go_of_its_draft(relation):
    by = factories.coordinator()
    agreement = scenes.draft(relation, by=by)
    case = decisions.open_case(matter="cities.partner_city", engagement=relation.engagement, by=by)
    agreement.refresh_from_db()
    taken_in = agreement.case

    decisions.withdraw(case=case, reason="Motparten drog sig ur.", by=by)

    agreement.refresh_from_db()
    assert (taken_in, agreement.case) == (case, None)


def test_draft_written_after_the_case_was_opened_joins_it(relation):
    by = factories.coordinator()
    case = decisions.open_case(matter="cities.partner_city", engagement=relation.engagement, by=by)

    assert scenes.draft(relation, by=by).case == case


# ── renewals, papers of changes, documents ───────────────────────────────────────────────────────────────────────


@pytest.mark.clause("GBG-C9")
def test_renewal_takes_over_from_the_agreement_before(relation):
    earlier = scenes.agreement(relation, starts_on=date(2022, 1, 1))
    agreement = scenes.draft(relation, renews=earlier, kind="memorandum")
    case = scenes.decided(relation, factories.board())

    actions.sign(agreement=agreement, by=factories.coordinator(), **scenes.SIGNED)

    earlier.refresh_from_db()
    assert (earlier.state, scenes.history(earlier)) == ("ended", [("renew", date(2026, 1, 1))])
    assert AgreementChange.objects.get(verb="renew").case == case
    assert CityRelation.objects.get(pk=relation.pk).agreement_renewed == 2026


@pytest.mark.clause("GBG-C4", "GBG-C9")
def test_paper_of_a_significant_change_moves_the_last_day_of_the_agreement():
    shipped_policy("goteborg")
    relation = factories.city_relation("partner_city")
    changed = scenes.agreement(relation)
    by = factories.coordinator()
    amendment = factories.amendment(relation, significant=True)

    paper = scenes.draft(
        relation, by=by, kind="amendment", amendment=amendment, renews=changed, ends_on=date(2031, 12, 31),
        prolongs_months=0,
    )  # fmt: skip
    actions.sign(agreement=paper, by=by, **scenes.SIGNED)

    changed.refresh_from_db()
    assert (changed.state, changed.runs_to, changed.decide_by) == ("active", date(2031, 12, 31), date(2031, 6, 30))


def test_paper_of_a_change_that_is_not_significant_moves_no_last_day(relation):
    amendment = factories.amendment(relation, significant=False)

    with pytest.raises(Refused) as refusal:
        scenes.draft(relation, kind="amendment", amendment=amendment)

    assert codes(refusal) == ["city.amendment-significant"]


def test_document_is_kept_with_the_agreement(relation):
    agreement = scenes.agreement(relation)
    file = SimpleUploadedFile("avtal.txt", b"Avtal om samarbete.")

    actions.add_document(agreement=agreement, file=file, by=factories.coordinator())

    agreement.refresh_from_db()
    assert agreement.document.name == "avtal.txt"
    assert Event.objects.filter(happening="city.agreement_document").count() == 1


def test_document_of_another_units_agreement_is_not_permitted(relation):
    file = SimpleUploadedFile("avtal.txt", b"Avtal.")

    with pytest.raises(NotPermitted):
        actions.add_document(agreement=scenes.agreement(relation), file=file, by=factories.contact_person())


# ── aid ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.clause("NKP-22")
def test_norrkoping_blocks_own_money_in_a_twin_town_agreement_in_support_of_aid():
    shipped_policy("norrkoping")
    relation = scenes.proposed("twin_town")

    with pytest.raises(Refused) as refusal:
        scenes.draft(relation, aid=True, aid_costs=500_000, aid_state_costs=400_000)

    finding = refusal.value.findings[0]
    assert (finding.code, finding.clause) == (
        "city.aid-agreement-own-money",
        "Inriktningsdokumentet, Bilaga, vänorter (NKP-22)",
    )
    assert "100\N{NO-BREAK SPACE}000 kr" in finding.message


@pytest.mark.clause("NKP-22")
def test_aid_agreement_carried_by_the_state_is_drafted_until_somebody_plans_own_money():
    shipped_policy("norrkoping")
    relation = scenes.proposed("twin_town")
    by = factories.coordinator()
    scenes.draft(relation, by=by, aid=True, aid_costs=500_000, aid_state_costs=500_000)
    case = decisions.open_case(matter="cities.twin_town", engagement=relation.engagement, by=by)
    before = [each.code for each in ready_to_put_forward(case)]

    ResourceLine.objects.create(
        engagement=relation.engagement, unit=factories.coordinating_unit(), year=2027, planned=20_000
    )

    after = [each.code for each in ready_to_put_forward(case) if each.blocks]
    assert ("city.aid-agreement-own-money" in before, "city.aid-agreement-own-money" in after) == (False, True)
