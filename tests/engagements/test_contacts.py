"""Contacts at partners: with consent, until a day, then gone with their history (NKP-15)."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test import Client

from core.models import Event, Notice
from core.rules import Conflict, NotPermitted, Refused
from engagements import tasks
from engagements.actions import contacts
from engagements.models import ContactEngagement, PartnerContact
from tests import factories

pytestmark = pytest.mark.django_db
NAME = "Giulia Ferraro"


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-11-21 09:00:00+01:00", tick=False) as traveller:
        yield traveller


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def save(unit, by, **said):
    values = {
        "name": NAME, "role": "Koordinator", "organisation": "Città di Torino", "country": None,
        "email": "", "phone": "",
        "consent_on": date(2026, 11, 1), "consent_how": "I mejl", "delete_on": date(2027, 11, 1),
    }  # fmt: skip
    return contacts.save_contact(unit=unit, by=by, **values | said)


def form(unit, **said):
    values = {
        "name": NAME, "organisation": "Città di Torino", "unit": unit.pk, "consent_on": "2026-11-01",
        "consent_how": "I mejl", "delete_on": "2027-11-01",
    }  # fmt: skip
    return values | said


@pytest.mark.clause("NKP-15")
def test_contact_is_kept_with_consent_and_found_by_its_words():
    unit, engagement = factories.unit(), factories.engagement("cities", title="Turin")
    client = client_of(factories.contact_person(unit))

    reply = client.post("/kontakter/ny/", form(unit, engagements=[engagement.pk]))
    found = client.get("/kontakter/?q=ferraro torino")
    other = client.get("/kontakter/?q=ferraro paris")
    page = client.get(f"/engagemang/{engagement.pk}/")

    contact = PartnerContact.objects.get()
    assert reply.url == contact.get_absolute_url()
    assert [(row.name, row.engagements) for row in found.context["rows"]] == [(NAME, [(engagement.pk, "Turin")])]
    assert other.context["rows"] == []
    assert [line.name for line in page.context["parts"].contacts] == [NAME]


@pytest.mark.parametrize(
    ("said", "field"),
    [({"consent_how": ""}, "consent_how"), ({"consent_on": ""}, "consent_on"), ({"delete_on": ""}, "delete_on")],
)
def test_contact_without_consent_or_deletion_day_is_not_taken(said, field):
    unit = factories.unit()

    reply = client_of(factories.contact_person(unit)).post("/kontakter/ny/", form(unit, **said))

    assert (reply.status_code, list(reply.context["form"].errors)) == (400, [field])
    assert PartnerContact.objects.count() == 0


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"consent_how": " "}, "contact.consent"),
        ({"consent_on": date(2026, 12, 1)}, "contact.consent-day"),
        ({"delete_on": date(2026, 11, 21)}, "contact.delete-day"),
    ],
)
def test_save_without_what_the_law_asks_is_refused(said, code):
    unit = factories.unit()

    with pytest.raises(Refused) as refused:
        save(unit, factories.contact_person(unit), **said)

    assert [finding.code for finding in refused.value.findings] == [code]
    assert PartnerContact.objects.count() == 0


def test_save_for_another_unit_is_refused():
    with pytest.raises(NotPermitted) as refused:
        save(factories.unit(), factories.contact_person())

    assert refused.value.finding.code == "contact.not-your-unit"


def test_change_on_an_older_version_is_told_of_the_other():
    unit = factories.unit()
    by = factories.contact_person(unit)
    contact = save(unit, by)
    save(unit, by, contact=contact, version=1, role="Chef")

    with pytest.raises(Conflict):
        save(unit, by, contact=contact, version=1, role="Vikarie")

    assert PartnerContact.objects.get().role == "Chef"


def rows_that_name(name):
    """Every row of every table of the app that still holds the name."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if not table.startswith(("engagements_", "core_")):
                continue
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [table for row in cursor.fetchall() if any(name in str(value) for value in row)]
    return found


@pytest.mark.clause("NKP-15")
def test_contact_is_deleted_on_its_day_with_every_trace_of_the_name(today):
    unit, engagement = factories.unit(), factories.engagement()
    by = factories.contact_person(unit)
    contact = save(unit, by, engagements=[engagement])
    save(unit, by, contact=contact, role="Chef")
    before = len(rows_that_name(NAME))

    today.move_to("2027-10-31 23:00:00+01:00")
    early = contacts.delete_due()
    today.move_to("2033-01-01 09:00:00+01:00")
    done = [contacts.delete_due(), contacts.delete_due()]

    assert (before, early, done) == (3, 0, [1, 0])
    assert (PartnerContact.objects.count(), PartnerContact.history.count(), ContactEngagement.objects.count()) == (
        0,
        0,
        0,
    )
    assert rows_that_name(NAME) == []
    assert Event.objects.filter(happening="contact.deleted").count() == 1


@pytest.mark.clause("NKP-15")
def test_unit_is_reminded_a_month_before_exactly_once_and_anew_after_new_consent(today):
    unit = factories.unit()
    by = factories.contact_person(unit)
    contact = save(unit, by)

    told = [tasks.keep_contacts()]
    today.move_to("2027-10-05 09:00:00+01:00")
    told += [tasks.keep_contacts(), tasks.keep_contacts()]
    save(unit, by, contact=contact, consent_on=date(2027, 10, 5), delete_on=date(2028, 10, 5))
    today.move_to("2028-09-10 09:00:00+01:00")
    told.append(tasks.keep_contacts())

    assert told == [0, 1, 0, 1]
    assert [NAME in notice.subject + notice.body for notice in Notice.objects.all()] == [False, False]


def test_delete_by_hand_asks_first_and_is_for_the_unit():
    unit = factories.unit()
    contact = save(unit, factories.contact_person(unit))
    client, stranger = client_of(factories.director(unit)), client_of(factories.contact_person())

    asked = client.get(f"/kontakter/{contact.pk}/radera/")
    refused = stranger.post(f"/kontakter/{contact.pk}/radera/")
    gone = client.post(f"/kontakter/{contact.pk}/radera/")

    assert (asked.status_code, refused.status_code, gone.status_code) == (200, 403, 302)
    assert PartnerContact.history.count() == 0


def test_contact_only_of_something_confidential_is_hidden_like_it():
    unit, secret = factories.unit(), factories.confidential_engagement()
    by = factories.contact_person(unit)
    factories.grant(by, secret)
    contact = save(unit, by, engagements=[secret])

    seen = [client_of(who).get(f"/kontakter/{contact.pk}/").status_code for who in (by, factories.coordinator())]
    listed = [len(client_of(who).get("/kontakter/").context["rows"]) for who in (by, factories.coordinator())]

    assert (seen, listed) == ([200, 404], [1, 0])


def test_links_the_writer_cannot_see_stay_as_they_are():
    unit, secret, open_one = factories.unit(), factories.confidential_engagement(), factories.engagement()
    by = factories.contact_person(unit)
    factories.grant(by, secret)
    contact = save(unit, by, engagements=[secret, open_one])

    save(unit, factories.director(unit), contact=contact, engagements=[])

    assert list(contact.links.values_list("engagement_id", flat=True)) == [secret.pk]


def test_register_is_closed_to_who_has_no_appointment():
    assert client_of(factories.person()).get("/kontakter/").status_code == 403
