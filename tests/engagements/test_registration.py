"""Registering and changing engagements, and what follows in the same transaction."""

from datetime import date

import pytest

from core.models import Event
from core.rules import Conflict, NotPermitted, Refused
from engagements import actions
from engagements.enums import AreaKey
from engagements.models import Engagement, EngagementGrant, InboxItem
from tests import factories

pytestmark = pytest.mark.django_db


def register(by, unit=None, **fields):
    values = {"area": AreaKey.PROJECTS, "title": "Klimatsmarta skolor"} | fields
    return actions.register(responsible_unit=unit or factories.coordinating_unit(), by=by, **values)


def test_register_by_coordinator_makes_row_number_and_event():
    by = factories.coordinator()

    row = register(by)

    assert (row.status, row.created_by, row.version) == ("proposed", by, 1)
    assert row.reference_number.startswith("KS ")
    assert list(Event.objects.values_list("happening", "thread")) == [("engagement.registered", row.event_thread)]
    assert InboxItem.objects.count() == 0


@pytest.mark.clause("GBG-05")
def test_register_by_department_reaches_the_inbox_at_once():
    unit = factories.unit()

    row = register(factories.contact_person(unit), unit)

    assert list(InboxItem.objects.waiting().values_list("engagement", "unit", "kind")) == [
        (row.pk, unit.pk, "engagement")
    ]


def test_register_for_another_unit_is_refused():
    by = factories.contact_person()

    with pytest.raises(NotPermitted) as refused:
        register(by, factories.unit())

    assert refused.value.finding.code == "engagement.not-your-unit"
    assert Engagement.objects.count() == 0


def test_register_confidential_gives_the_first_grant_to_its_maker():
    by = factories.coordinator()

    row = register(by, confidentiality="confidential", confidentiality_ground="OSL 15:1")

    assert list(EngagementGrant.objects.values_list("user", "content_object")) == [(by.pk, row.pk)]


def test_register_secrecy_without_ground_is_refused_and_leaves_nothing():
    by = factories.coordinator()

    with pytest.raises(Refused) as refused:
        register(by, confidentiality="confidential")

    assert [finding.code for finding in refused.value.findings] == ["engagement.secrecy-ground"]
    assert (Engagement.objects.count(), Event.objects.count()) == (0, 0)


def test_register_sets_themes_aims_countries_goals_and_units():
    theme, aim, land, unit = factories.theme(), factories.aim(), factories.country("NO"), factories.unit()

    row = register(None, themes=[theme], aims=[aim], countries=[land], goals=[13], units=[unit])

    assert list(row.themes.all()) == [theme]
    assert list(row.aims.all()) == [aim]
    assert list(row.goals.values_list("goal", flat=True)) == [13]
    assert list(row.participations.values_list("unit", flat=True)) == [unit.pk]
    assert "land no" in Engagement.objects.get(pk=row.pk).search_text


def test_change_writes_fields_version_history_and_event():
    by = factories.coordinator()
    row = register(by)

    actions.change(engagement=row, version=1, by=by, title="Ny titel", goals=[4])

    row.refresh_from_db()
    assert (row.title, row.version) == ("Ny titel", 2)
    assert row.history.first().history_user == by
    assert row.search_text.startswith("ny titel")
    assert Event.objects.last().payload.count('"fields": ["goals", "title"]') == 1


def test_change_of_nothing_records_nothing():
    by = factories.coordinator()
    row = register(by)

    actions.change(engagement=row, version=1, by=by, title=row.title)

    assert list(Event.objects.values_list("happening", flat=True)) == ["engagement.registered"]


def test_change_with_old_version_shows_both_texts():
    by = factories.coordinator()
    row = register(by)
    actions.change(engagement=row, version=1, by=by, background="Den enas text")

    with pytest.raises(Conflict) as conflict:
        actions.change(engagement=row, version=1, by=by, background="Den andras text")

    assert (conflict.value.theirs, conflict.value.yours) == ("Bakgrund: Den enas text", "Bakgrund: Den andras text")


def test_change_by_another_unit_is_refused():
    row = factories.engagement()

    with pytest.raises(NotPermitted) as refused:
        actions.change(engagement=row, version=1, by=factories.contact_person(), title="Nej")

    assert refused.value.finding.code == "engagement.not-your-unit"


def test_change_of_confidential_without_grant_is_refused_to_coordinator():
    row = factories.confidential_engagement()

    with pytest.raises(NotPermitted) as refused:
        actions.change(engagement=row, version=1, by=factories.coordinator(), title="Nej")

    assert refused.value.finding.code == "engagement.hidden"


def test_change_with_end_before_start_is_refused():
    row = factories.engagement()

    with pytest.raises(Refused) as refused:
        actions.change(
            engagement=row, version=1, by=factories.coordinator(), starts_on=date(2026, 2, 1), ends_on=date(2026, 1, 1)
        )

    assert [finding.code for finding in refused.value.findings] == ["engagement.dates"]


def test_change_to_confidential_keeps_access_for_who_marked_it():
    row, by = factories.engagement(), factories.coordinator()

    actions.change(engagement=row, version=1, by=by, confidentiality="confidential", confidentiality_ground="OSL 15:1")

    assert list(EngagementGrant.objects.values_list("user", flat=True)) == [by.pk]
