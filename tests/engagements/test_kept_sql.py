"""The engagement page keeps the SQL it has written; what a person may see must not be kept with it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.models import Event
from governance.enums import Function
from tests import factories


@pytest.mark.django_db
def test_page_after_an_appointment_ended_shows_no_more_than_without_it(client):
    unit = factories.unit()
    draft = factories.activity(unit=unit, title="Enhetens utkast", reported_by=factories.contact_person(unit))
    person = factories.person()
    appointment = factories.appoint(person, Function.CONTACT_PERSON, unit=unit)
    client.force_login(person)
    address = reverse("engagements:engagement_detail", args=[draft.engagement_id])
    before = client.get(address)

    appointment.delete()

    after = client.get(address)
    assert ["Enhetens utkast" in page.text for page in (before, after)] == [True, False]


@pytest.mark.django_db
def test_confidential_page_asks_at_most_ten_questions_and_leaves_its_trace(client):
    visit = factories.visit(confidential=True)
    person = factories.coordinator()
    factories.grant(person, visit.engagement)
    client.force_login(person)
    address = reverse("engagements:engagement_detail", args=[visit.pk])
    client.get(address)

    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)

    bounds = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
    questions = [query["sql"] for query in asked if not query["sql"].startswith(bounds)]
    assert response.status_code == 200
    assert len(questions) <= 10
    assert Event.objects.filter(happening="engagement.read").count() == 2


@pytest.mark.django_db
def test_confidential_page_after_the_grant_was_taken_back_is_missing(client):
    visit = factories.visit(confidential=True)
    person = factories.coordinator()
    grant = factories.grant(person, visit.engagement)
    client.force_login(person)
    address = reverse("engagements:engagement_detail", args=[visit.pk])
    before = client.get(address)

    grant.delete()

    assert [page.status_code for page in (before, client.get(address))] == [200, 404]
