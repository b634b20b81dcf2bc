"""Dossiers of what the city watches: registered, changed, listed."""

from datetime import date

import pytest
from django.urls import reverse

from core.models import Event
from core.rules import NotPermitted
from engagements.models import Engagement
from engagements.register_rows import load_file
from monitoring import actions
from monitoring.models import Dossier
from tests import factories
from tests.memberships.scenes import ROOT, shipped_policy

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LIST = reverse("monitoring:dossier_list")


def register(**fields):
    values = {"title": "EU:s öppna samråd", "kind": "monitoring", "target": "Kommissionen"} | fields
    values.setdefault("by", factories.coordinator())
    values.setdefault("responsible_unit", factories.coordinating_unit())
    return actions.register_dossier(**values)


def test_register_dossier_is_active_and_found_by_whom_it_is_aimed_at():
    dossier = register(next_deadline=date(2027, 1, 15))

    assert (dossier.engagement.status, dossier.next_deadline) == ("active", date(2027, 1, 15))
    assert "kommissionen" in dossier.engagement.search_text
    happenings = list(Event.objects.order_by("id").values_list("happening", flat=True))
    assert happenings == ["engagement.registered", "dossier.registered"]


def test_register_dossier_for_another_unit_is_not_permitted():
    with pytest.raises(NotPermitted):
        register(by=factories.contact_person(), responsible_unit=factories.unit())

    assert Engagement.objects.count() == 0


def test_change_dossier_saves_what_differs():
    dossier = register()

    actions.change_dossier(dossier=dossier, by=factories.coordinator(), kind="advocacy")

    dossier.refresh_from_db()
    assert dossier.kind == "advocacy"


def test_change_dossier_of_another_unit_is_not_permitted():
    with pytest.raises(NotPermitted):
        actions.change_dossier(dossier=register(), by=factories.contact_person(), kind="advocacy")


@pytest.mark.parametrize("number", [1, 3])
def test_dossier_list_runs_the_same_queries_for_every_number_of_rows(client, django_assert_num_queries, number):
    factories.policy()
    client.force_login(factories.coordinator())
    for each in range(number):
        register(title=f"Samråd {each}")
    client.get(LIST)

    with django_assert_num_queries(4):
        page = client.get(LIST)

    assert page.content.count(b"<td>Kommissionen</td>") == number


def test_dossier_is_registered_and_changed_from_forms(client):
    factories.policy()
    client.force_login(factories.coordinator())
    form = {"title": "Samråd", "kind": "monitoring", "responsible_unit": factories.coordinating_unit().pk}

    created = client.post(reverse("monitoring:dossier_create"), form)
    dossier = Dossier.objects.get()
    url = reverse("monitoring:dossier_edit", args=[dossier.pk])
    changed = client.post(url, {"kind": "advocacy", "next_deadline": "15 jan 2027"})

    dossier.refresh_from_db()
    assert (created.status_code, changed.status_code) == (302, 302)
    assert (dossier.kind, dossier.next_deadline) == ("advocacy", date(2027, 1, 15))


@pytest.mark.clause("NKP-09")
def test_register_of_norrkoping_knows_whom_the_city_influences_with(client):
    load_city("norrkoping")
    client.force_login(factories.coordinator())

    page = client.get(reverse("monitoring:ally_list")).text

    allies = ("Region Östergötland", "Region Östergötlands EU-kontor i Bryssel", "Sveriges Kommuner och Regioner")
    assert [name in page for name in allies] == [True, True, True]


@pytest.mark.clause("GBG-M5")
def test_register_of_gothenburg_says_which_unit_is_the_office_in_brussels(client):
    load_city("goteborg")
    client.force_login(factories.coordinator())

    page = client.get(reverse("monitoring:contact_list"))

    assert page.context["office"].unit.short == "GEO"
    assert "Göteborgs Stads representationskontor i Bryssel" in page.text


def load_city(city):
    """Twice: the second time there is nothing to add."""
    shipped_policy(city)
    first, second = load_file(ROOT / "registers" / f"{city}.toml"), load_file(ROOT / "registers" / f"{city}.toml")
    assert (bool(first), second) == (True, [])
