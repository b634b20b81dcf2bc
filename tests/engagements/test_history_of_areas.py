"""What changed in an area's own row is told on the engagement's page in words."""

import pytest
from django.test import Client
from django.urls import reverse

from projects import actions
from tests import factories


@pytest.mark.django_db
def test_change_of_an_areas_own_field_is_named_on_the_engagements_page():
    factories.policy()
    officer = factories.coordinator()
    unit = factories.coordinating_unit()
    project = actions.register_project(title="Cykelprojekt", responsible_unit=unit, by=officer)
    actions.change_project(project=project, by=officer, programme="Interreg")
    client = Client()
    client.force_login(officer)

    answer = client.get(reverse("engagements:engagement_detail", args=[project.pk]))

    assert answer.status_code == 200
    assert "program" in answer.content.decode().casefold()
