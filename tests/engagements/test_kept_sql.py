"""The engagement page keeps the SQL it has written; what a person may see must not be kept with it."""

import pytest
from django.urls import reverse

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
