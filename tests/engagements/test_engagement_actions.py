"""Assessing, publishing, sharing and accounting; and what must be in order before a decision."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from core.models import Event
from core.rules import Conflict, NotPermitted, Refused
from engagements import actions, conditions
from engagements.models import EngagementGrant, ResourceLine
from tests import factories

pytestmark = pytest.mark.django_db
COMPLETE = {
    "foreign_policy_assessment": "Följer.",
    "assessed_on": date(2026, 1, 1),
    "benefit_city": "Kunskap",
    "benefit_partner": "Kunskap",
}


def found(engagement, policy=None):
    return [(finding.code, finding.blocks) for finding in conditions.ready_for_decision(engagement, policy)]


@pytest.mark.clause("GBG-03", "NKP-03")
def test_decision_is_blocked_without_foreign_policy_assessment():
    row = factories.engagement(**COMPLETE | {"foreign_policy_assessment": ""})

    assert found(row) == [("engagement.foreign-policy-assessed", True)]


def test_decision_about_a_swedish_partner_asks_no_foreign_policy():
    row = factories.engagement(**COMPLETE | {"foreign_policy_assessment": ""})
    row.countries.add(factories.country("SE"))

    assert found(row) == []


@pytest.mark.clause("GBG-04")
def test_decision_is_blocked_without_benefit_for_both():
    row = factories.engagement(**COMPLETE | {"benefit_partner": ""})

    assert found(row) == [("engagement.benefit-stated", True)]


@pytest.mark.clause("NKP-10")
def test_assignment_is_asked_for_where_policy_says_so():
    row = factories.engagement(**COMPLETE)
    policy = factories.policy(rules={"engagement.cites-assignment": factories.WARN})

    assert (found(row), found(row, policy)) == ([], [("engagement.cites-assignment", False)])


def test_advised_unit_gets_a_warning_where_others_are_blocked():
    row = factories.engagement(responsible_unit=factories.unit(form="foundation"))

    assert found(row) == [("engagement.foreign-policy-assessed", False), ("engagement.benefit-stated", False)]


def test_units_are_asked_for_where_policy_says_so():
    row = factories.engagement(**COMPLETE)
    policy = factories.policy(rules={"engagement.units-named": factories.BLOCK})

    assert found(row, policy) == [("engagement.units-named", True)]


@pytest.mark.clause("GBG-03")
def test_assess_records_text_day_and_who():
    row, by = factories.engagement(), factories.coordinator()

    actions.assess(engagement=row, version=1, text="Förenligt.", on=date(2026, 3, 1), by=by)

    row.refresh_from_db()
    assert (row.foreign_policy_assessment, row.assessed_on, row.assessed_by) == ("Förenligt.", date(2026, 3, 1), by)
    assert Event.objects.get().happening == "engagement.assessed"


def test_assess_in_the_future_or_empty_is_refused():
    row = factories.engagement()
    tomorrow = timezone.localdate() + timedelta(days=1)

    with pytest.raises(Refused) as refused:
        actions.assess(engagement=row, version=1, text=" ", on=tomorrow, by=factories.coordinator())

    codes = [finding.code for finding in refused.value.findings]
    assert codes == ["engagement.assessment-text", "engagement.assessment-day"]


def test_assess_with_old_version_shows_both_texts():
    row, by = factories.engagement(), factories.coordinator()
    actions.assess(engagement=row, version=1, text="Ett", by=by)

    with pytest.raises(Conflict) as conflict:
        actions.assess(engagement=row, version=1, text="Två", by=by)

    assert (conflict.value.theirs, conflict.value.yours) == (
        "Utrikespolitisk bedömning: Ett",
        "Utrikespolitisk bedömning: Två",
    )


@pytest.mark.clause("GBG-04")
def test_publish_is_for_the_coordinating_unit():
    row = factories.engagement(public_summary="Vi samarbetar.")

    with pytest.raises(NotPermitted):
        actions.publish(engagement=row, by=factories.contact_person(row.responsible_unit))
    actions.publish(engagement=row, by=factories.coordinator())

    row.refresh_from_db()
    assert row.published is True


def test_publish_of_confidential_or_without_summary_is_refused():
    row, by = factories.confidential_engagement(), factories.coordinator()
    factories.grant(by, row)

    with pytest.raises(Refused) as refused:
        actions.publish(engagement=row, by=by)

    codes = [finding.code for finding in refused.value.findings]
    assert codes == ["engagement.confidential", "engagement.public-summary"]


def test_unpublish_takes_it_back():
    row = factories.engagement(published=True)

    actions.unpublish(engagement=row, by=factories.coordinator())

    row.refresh_from_db()
    assert row.published is False


def test_share_opens_for_one_more_and_is_recorded_once():
    row, by, friend = factories.confidential_engagement(), factories.coordinator(), factories.member(factories.board())
    factories.grant(by, row)

    actions.share(engagement=row, person=friend, by=by)
    actions.share(engagement=row, person=friend, by=by)

    assert row.__class__.objects.visible_to(friend).get() == row
    assert Event.objects.filter(happening="engagement.shared").count() == 1


def test_share_by_a_coordinator_without_access_is_refused():
    row = factories.confidential_engagement()

    with pytest.raises(NotPermitted) as refused:
        actions.share(engagement=row, person=factories.person(), by=factories.coordinator())

    assert refused.value.finding.code == "engagement.hidden"
    assert EngagementGrant.objects.count() == 0


def test_share_by_someone_who_was_only_handed_it_is_refused():
    row, friend = factories.confidential_engagement(), factories.member(factories.board())
    factories.grant(friend, row)

    with pytest.raises(NotPermitted) as refused:
        actions.share(engagement=row, person=factories.person(), by=friend)

    assert refused.value.finding.code == "engagement.not-yours-to-share"


def test_share_of_something_open_is_refused():
    row, by = factories.engagement(), factories.coordinator()
    factories.grant(by, row)

    with pytest.raises(Refused) as refused:
        actions.share(engagement=row, person=factories.person(), by=by)

    assert [finding.code for finding in refused.value.findings] == ["engagement.open"]


def test_revoke_closes_again_but_never_for_the_last():
    row, by, friend = factories.confidential_engagement(), factories.coordinator(), factories.person()
    factories.grant(by, row)
    factories.grant(friend, row)

    actions.revoke(engagement=row, person=friend, by=by)
    with pytest.raises(Refused) as refused:
        actions.revoke(engagement=row, person=by, by=by)

    assert [finding.code for finding in refused.value.findings] == ["engagement.last-grant"]
    assert list(EngagementGrant.objects.values_list("user", flat=True)) == [by.pk]


def test_reading_something_confidential_is_recorded():
    row, by = factories.confidential_engagement(), factories.coordinator()

    actions.note_reading(engagement=row, by=by)
    actions.note_reading(engagement=factories.engagement(), by=by)

    assert list(Event.objects.values_list("happening", "actor_id")) == [("engagement.read", by.pk)]


@pytest.mark.clause("SMF-04")
def test_resources_are_not_asked_where_policy_does_not_account_apart():
    factories.policy(separate_accounting=False)
    row, by = factories.engagement(), factories.coordinator()

    with pytest.raises(Refused) as refused:
        actions.record_resource(engagement=row, unit=row.responsible_unit, year=2026, planned=1, by=by)

    assert [finding.code for finding in refused.value.findings] == ["engagement.no-separate-accounting"]
    assert ResourceLine.objects.count() == 0


@pytest.mark.clause("SMF-04")
def test_resources_are_always_recorded_with_external_money():
    factories.policy(separate_accounting=False)
    row, by = factories.engagement(external_money=True), factories.coordinator()

    actions.record_resource(engagement=row, unit=row.responsible_unit, year=2026, planned=500, by=by)

    assert list(ResourceLine.objects.values_list("year", "planned")) == [(2026, 500)]


def test_resources_of_a_year_are_one_line_with_its_history():
    row, by = factories.engagement(), factories.coordinator()

    actions.record_resource(engagement=row, unit=row.responsible_unit, year=2026, planned=500, by=by)
    line = actions.record_resource(engagement=row, unit=row.responsible_unit, year=2026, planned=500, spent=90, by=by)

    assert list(ResourceLine.objects.values_list("planned", "spent")) == [(500, 90)]
    assert list(line.history.values_list("spent", flat=True)) == [90, 0]


def test_resources_of_another_unit_are_refused():
    row = factories.engagement()

    with pytest.raises(NotPermitted) as refused:
        actions.record_resource(engagement=row, unit=row.responsible_unit, year=2026, by=factories.contact_person())

    assert refused.value.finding.code == "engagement.not-your-resources"
