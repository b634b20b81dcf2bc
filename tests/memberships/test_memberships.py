"""Registering, changing and reviewing memberships."""

from datetime import date

import pytest

from core.models import Event
from core.rules import Conflict, NotPermitted, Refused
from engagements.models import InboxItem
from memberships import actions
from memberships.models import Grade, Membership, Organisation
from tests import factories

pytestmark = pytest.mark.django_db


def register(**fields):
    values = {"organisation": "POLIS", "kind": "city_wide"} | fields
    values.setdefault("by", factories.coordinator())
    values.setdefault("responsible_unit", factories.coordinating_unit())
    return actions.register_membership(**values)


def test_register_membership_proposes_one_in_a_new_organisation():
    membership = register(organisation="  Nätverket  Österut ", fee=1200)

    assert membership.organisation.key == "natverket-osterut"
    assert (membership.engagement.title, membership.engagement.status) == ("Nätverket Österut", "proposed")
    assert membership.fee == 1200
    assert "nätverket österut" in membership.engagement.search_text
    happenings = list(Event.objects.order_by("id").values_list("happening", flat=True))
    assert happenings == ["engagement.registered", "membership.registered"]


def test_register_membership_finds_the_organisation_by_its_name():
    polis = factories.organisation(name="POLIS", key="polis")

    membership = register(organisation="polis")

    assert membership.organisation == polis


def test_register_membership_already_held_is_active_and_says_who_decided():
    membership = register(member=True, decided="Kommunstyrelsen 2019-05-08 § 12", member_since=2019)

    assert membership.engagement.status == "active"
    assert membership.engagement.source == "Beslutat tidigare: Kommunstyrelsen 2019-05-08 § 12"
    assert membership.engagement.since_text == "2019"


def test_register_membership_already_held_is_refused_without_its_decision():
    with pytest.raises(Refused) as refusal:
        register(member=True)

    assert [finding.code for finding in refusal.value.findings] == ["membership.decided-by"]
    assert Organisation.objects.count() == 0


def test_register_membership_is_refused_when_one_stands():
    register()

    with pytest.raises(Refused) as refusal:
        register()

    assert [finding.code for finding in refusal.value.findings] == ["membership.already"]
    assert Membership.objects.count() == 1


@pytest.mark.clause("GBG-O1")
def test_register_city_wide_membership_is_not_a_units_own():
    unit = factories.unit()

    with pytest.raises(NotPermitted) as refusal:
        register(by=factories.contact_person(unit), responsible_unit=unit)

    assert (refusal.value.finding.code, refusal.value.finding.clause) == ("membership.city-wide-coordinated", "GBG-O2")
    assert Organisation.objects.count() == 0


@pytest.mark.clause("GBG-O1")
def test_register_sector_membership_is_the_units_own_and_reaches_the_inbox():
    unit = factories.unit()

    membership = register(kind="sector", by=factories.contact_person(unit), responsible_unit=unit)

    assert membership.kind == "sector"
    assert list(InboxItem.objects.values_list("engagement_id", flat=True)) == [membership.pk]


def test_register_sector_membership_of_another_unit_is_not_permitted():
    with pytest.raises(NotPermitted) as refusal:
        register(kind="sector", by=factories.contact_person(), responsible_unit=factories.unit())

    assert refusal.value.finding.code == "membership.not-your-unit"


def test_change_membership_saves_both_parts_and_adds_a_grade():
    membership = factories.membership()

    actions.change_membership(
        membership=membership,
        version=1,
        by=factories.coordinator(),
        spine={"background": "Ny text"},
        grade="Fullvärdig medlem",
        grade_condition="Minst 250 000 invånare",
        meets_condition=True,
    )

    stored = Membership.objects.select_related("engagement", "grade").get(pk=membership.pk)
    assert (stored.engagement.background, stored.engagement.version) == ("Ny text", 2)
    assert (stored.grade.name, stored.grade.condition) == ("Fullvärdig medlem", "Minst 250 000 invånare")


def test_change_membership_raises_the_version_when_only_its_own_fields_differ():
    membership = factories.membership()

    actions.change_membership(membership=membership, version=1, by=factories.coordinator(), fee=500)

    membership.engagement.refresh_from_db()
    assert membership.engagement.version == 2


def test_change_membership_with_an_old_version_is_a_conflict_and_writes_nothing():
    membership = factories.membership(engagement_fields={"version": 3})

    with pytest.raises(Conflict):
        actions.change_membership(
            membership=membership, version=2, by=factories.coordinator(), spine={"background": "x"}, grade="Ny grad"
        )

    assert Grade.objects.count() == 0


def test_change_city_wide_membership_is_not_the_responsible_units():
    unit = factories.unit()
    membership = factories.membership(engagement_fields={"responsible_unit": unit})

    with pytest.raises(NotPermitted) as refusal:
        actions.change_membership(membership=membership, version=1, by=factories.contact_person(unit), fee=1)

    assert refusal.value.finding.code == "membership.city-wide-coordinated"


def test_change_sector_membership_is_the_responsible_units():
    unit = factories.unit()
    membership = factories.membership(kind="sector", engagement_fields={"responsible_unit": unit})

    changed = actions.change_membership(membership=membership, version=1, by=factories.contact_person(unit), fee=1)

    assert changed.fee == 1


def test_mark_reviewed_notes_the_day():
    membership = factories.membership(kind="sector")

    actions.mark_reviewed(membership=membership, on=date(2026, 3, 1), decided="Nämnden § 1", by=factories.coordinator())

    membership.refresh_from_db()
    assert membership.last_reviewed_on == date(2026, 3, 1)
    assert Event.objects.filter(happening="membership.reviewed").count() == 1


def test_mark_reviewed_earlier_than_noted_is_a_conflict():
    membership = factories.membership(last_reviewed_on=date(2026, 3, 1))

    with pytest.raises(Conflict):
        actions.mark_reviewed(
            membership=membership, on=date(2025, 3, 1), decided="Nämnden § 1", by=factories.coordinator()
        )


def test_mark_reviewed_by_another_unit_is_not_permitted():
    membership = factories.membership(kind="sector")

    with pytest.raises(NotPermitted):
        actions.mark_reviewed(
            membership=membership, on=date(2026, 3, 1), decided="Nämnden § 1", by=factories.contact_person()
        )


def test_describe_organisation_changes_the_search_text():
    membership = factories.membership()

    actions.describe_organisation(
        organisation=membership.organisation, by=factories.coordinator(), long_name="Cities for Mobility"
    )

    membership.engagement.refresh_from_db()
    assert "cities for mobility" in membership.engagement.search_text


def test_describe_organisation_is_the_coordinating_units():
    organisation = factories.organisation()

    with pytest.raises(NotPermitted):
        actions.describe_organisation(organisation=organisation, by=factories.contact_person(), name="x")


def test_organisation_of_a_hidden_membership_is_hidden():
    hidden = factories.membership(
        engagement_fields={"confidentiality": "confidential", "confidentiality_ground": "OSL 15:1"}
    )
    coordinator = factories.coordinator()
    seen = Organisation.objects.visible_to(coordinator)

    before = list(seen.filter(pk=hidden.organisation_id))
    factories.grant(coordinator, hidden.engagement)

    assert before == []
    assert list(Organisation.objects.visible_to(coordinator)) == [hidden.organisation]
