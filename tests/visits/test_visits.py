"""Visits: registered, changed, listed, and seen only by who may."""

from datetime import date

import pytest
from django.urls import reverse

from core.models import Event
from core.rules import NotPermitted, Refused
from engagements.models import Engagement
from tests import factories
from visits import actions
from visits.models import Visit
from visits.selectors.visits import visit_with_compartments

pytestmark = pytest.mark.django_db
LIST = reverse("visits:visit_list")
SECRET = {"confidentiality": "confidential", "confidentiality_ground": "OSL 15:1"}


def register(**fields):
    values = {"title": "Delegation från Riga", "kind": "study", "visitor": "Riga stad"} | fields
    values.setdefault("by", factories.coordinator())
    values.setdefault("responsible_unit", factories.coordinating_unit())
    return actions.register_visit(**values)


def test_register_visit_is_planned_and_found_by_its_visitor():
    visit = register(spine={"starts_on": date(2026, 12, 1)})

    assert (visit.state, visit.engagement.status) == ("proposed", "proposed")
    assert visit.engagement.starts_on == date(2026, 12, 1)
    assert "riga stad" in visit.engagement.search_text
    happenings = list(Event.objects.order_by("id").values_list("happening", flat=True))
    assert happenings == ["engagement.registered", "visit.registered"]


def test_register_confidential_visit_without_its_ground_is_refused_and_leaves_nothing():
    with pytest.raises(Refused):
        register(spine={"confidentiality": "confidential"})

    assert (Engagement.objects.count(), Visit.objects.count()) == (0, 0)


def test_register_visit_for_another_unit_is_not_permitted():
    with pytest.raises(NotPermitted):
        register(by=factories.contact_person(), responsible_unit=factories.unit())


def test_change_visit_saves_what_differs():
    visit = factories.visit()

    actions.change_visit(visit=visit, by=factories.coordinator(), visitor="Ny delegation")

    visit.refresh_from_db()
    assert visit.visitor == "Ny delegation"


def test_change_confidential_visit_without_a_grant_is_not_permitted():
    with pytest.raises(NotPermitted):
        actions.change_visit(visit=factories.visit(confidential=True), by=factories.coordinator(), visitor="x")


def test_confidential_visit_is_listed_for_who_holds_a_grant_only(client):
    factories.policy()
    registered_by, other = factories.coordinator(), factories.coordinator()
    visit = register(by=registered_by, spine=SECRET)

    seen = {}
    for person in (registered_by, other):
        client.force_login(person)
        rows = client.get(LIST).context["page"].rows
        edit = client.get(reverse("visits:visit_edit", args=[visit.pk]))
        seen[person] = ([(row.pk, row.confidential) for row in rows], edit.status_code)

    assert seen == {registered_by: ([(visit.pk, True)], 200), other: ([], 404)}


@pytest.mark.parametrize("number", [1, 3])
def test_visit_list_runs_the_same_queries_for_every_number_of_rows(client, django_assert_num_queries, number):
    factories.policy()
    client.force_login(factories.coordinator())
    for _n in range(number):
        factories.visit()
    client.get(LIST)

    with django_assert_num_queries(4):
        page = client.get(LIST)

    assert page.content.count(b"Delegation</td>") == number


def test_visit_is_registered_and_changed_from_forms(client):
    factories.policy()
    client.force_login(factories.coordinator())
    form = {
        "title": "Riga", "kind": "vip", "visitor": "Riga stad", "starts_on": "1/12 2026", "confidentiality": "open",
        "responsible_unit": factories.coordinating_unit().pk,
    }  # fmt: skip

    created = client.post(reverse("visits:visit_create"), form)
    visit = Visit.objects.get()
    changed = client.post(reverse("visits:visit_edit", args=[visit.pk]), {"kind": "study", "visitor": "Riga stad"})

    visit.refresh_from_db()
    assert (created.status_code, changed.status_code, visit.kind) == (302, 302, "study")


def test_visit_form_that_is_confidential_asks_for_its_ground(client):
    factories.policy()
    client.force_login(factories.coordinator())
    form = {"title": "Riga", "kind": "vip", "visitor": "Riga stad", "starts_on": "1/12 2026"}

    answer = client.post(reverse("visits:visit_create"), form | {"confidentiality": "confidential"})

    assert answer.status_code == 400
    assert "confidentiality_ground" in answer.context["form"].errors


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"kind": "study"}, False),
        ({"kind": "protocol"}, True),
        ({"kind": "vip"}, True),
        ({"kind": "protocol", "state": "confirmed"}, False),
    ],
)
def test_page_tells_what_is_missing_before_a_decision_only_where_one_can_be_made(client, fields, told):
    visit = factories.visit(**fields)
    client.force_login(factories.contact_person(visit.engagement.responsible_unit))

    page = client.get(f"/engagemang/{visit.pk}/").content.decode()

    assert ("Saknas inför beslut" in page) == told


def test_page_of_a_visit_tells_its_protected_parts_and_which_of_them_are_mine(client, django_assert_num_queries):
    visit = factories.visit(kind="vip")
    person, other = factories.coordinator(), factories.coordinator()
    factories.compartment(visit, person, kind="guests")
    factories.compartment(visit, other, kind="security")

    with django_assert_num_queries(1):
        found, parts = visit_with_compartments(visit.engagement, person)

    assert found == visit
    assert [(part.kind, part.responsible, part.mine, part.erased) for part in parts] == [
        ("guests", person.name, True, False),
        ("security", other.name, False, False),
    ]
