"""Protected parts of a visit: that they exist is seen, what they say is read only by whom they were handed to."""

from datetime import date

import pytest
from django.urls import reverse

from core.models import Event, Job, Notice
from core.rules import NotPermitted, Refused
from tests import factories
from visits import actions
from visits.models import Compartment, CompartmentDetail

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CANARY = "kanariefågel"


def visit_with_part(officer, **fields):
    factories.policy()
    spine = {"title": "Besök", "responsible_unit": factories.coordinating_unit(), "starts_on": date(2026, 12, 1)}
    visit = factories.visit(engagement_fields=spine, **fields)
    part = actions.open_compartment(visit=visit, kind="security", ground="OSL 18:8", by=officer)
    actions.keep_detail(compartment=part, kind="route", text=f"Bakvägen {CANARY}", by=officer)
    return visit, part


def address(part, name="detail"):
    return reverse(f"visits:compartment_{name}", args=[part.visit_id, part.kind])


def test_a_part_exists_for_who_reads_the_visit_and_says_nothing_without_its_grant(client):
    officer, other = factories.coordinator(), factories.coordinator()
    visit, part = visit_with_part(officer)

    seen = {}
    for person in (officer, other):
        client.force_login(person)
        page, inside = client.get(visit.get_absolute_url()), client.get(address(part))
        seen[person] = (["Säkerhet" in page.content.decode(), CANARY in page.content.decode()], inside.status_code)

    assert seen == {officer: ([True, False], 200), other: ([True, False], 404)}
    assert f"{officer.name} ansvarar" in client.get(visit.get_absolute_url()).content.decode()


def test_each_reading_is_noted_and_a_refused_one_is_not(client):
    officer, other = factories.coordinator(), factories.coordinator()
    _visit, part = visit_with_part(officer)
    for person in (officer, officer, other):
        client.force_login(person)
        client.get(address(part))

    read = Event.objects.filter(happening="visit.compartment_read").values_list("actor_id", flat=True)
    assert list(read) == [officer.pk, officer.pk]


def test_the_one_responsible_hands_out_and_takes_back(client):
    officer, other = factories.coordinator(), factories.coordinator()
    _visit, part = visit_with_part(officer)
    client.force_login(officer)

    client.post(address(part, "share"), {"person": other.pk})
    client.force_login(other)
    shared = client.get(address(part)).status_code
    passed_on = client.post(address(part, "share"), {"person": factories.coordinator().pk}).status_code
    client.force_login(officer)
    client.post(address(part, "share"), {"revoke": other.pk})
    client.force_login(other)

    assert (shared, passed_on, client.get(address(part)).status_code) == (200, 403, 404)
    said = Event.objects.filter(happening__in=["visit.compartment_shared", "visit.compartment_revoked"])
    assert list(said.order_by("id").values_list("happening", flat=True)) == [
        "visit.compartment_shared", "visit.compartment_revoked",
    ]  # fmt: skip


def test_responsibility_is_handed_over_to_who_holds_the_part_and_then_may_be_taken_back():
    officer, other = factories.coordinator(), factories.coordinator()
    _visit, part = visit_with_part(officer)

    with pytest.raises(Refused):
        actions.hand_over_compartment(compartment=part, person=other, by=officer)
    with pytest.raises(Refused):
        actions.revoke_compartment(compartment=part, person=officer, by=officer)
    actions.share_compartment(compartment=part, person=other, by=officer)
    actions.hand_over_compartment(compartment=part, person=other, by=officer)
    actions.revoke_compartment(compartment=part, person=officer, by=other)

    part.refresh_from_db()
    assert (part.responsible, list(part.grants.values_list("user", flat=True))) == (other, [other.pk])


def test_share_a_part_of_a_confidential_visit_with_somebody_who_may_not_read_the_visit_is_refused():
    officer, other = factories.coordinator(), factories.coordinator()
    visit = factories.visit(confidential=True)
    factories.grant(officer, visit.engagement)
    part = actions.open_compartment(visit=visit, kind="guests", ground="OSL 15:1", by=officer)

    with pytest.raises(Refused) as refused:
        actions.share_compartment(compartment=part, person=other, by=officer)

    assert [each.code for each in refused.value.findings] == ["visit.shared-first"]
    assert part.grants.count() == 1


def test_who_lost_the_visit_has_lost_its_parts(client):
    officer = factories.coordinator()
    visit = factories.visit(confidential=True)
    factories.grant(officer, visit.engagement)
    part = actions.open_compartment(visit=visit, kind="guests", ground="OSL 15:1", by=officer)
    visit.engagement.grants.all().delete()
    client.force_login(officer)

    assert client.get(address(part)).status_code == 404
    with pytest.raises(NotPermitted):
        actions.keep_detail(compartment=part, kind="guest", text="x", by=officer)


@pytest.mark.parametrize(("ground", "times"), [(" ", 1), ("OSL 15:1", 2)])
def test_open_compartment_without_ground_or_twice_is_refused(ground, times):
    visit, officer = factories.visit(), factories.coordinator()

    with pytest.raises(Refused):
        for _n in range(times):
            actions.open_compartment(visit=visit, kind="guests", ground=ground, by=officer)

    assert Compartment.objects.count() == times - 1


def test_open_compartment_of_another_units_visit_is_not_permitted():
    with pytest.raises(NotPermitted):
        actions.open_compartment(
            visit=factories.visit(), kind="guests", ground="OSL 15:1", by=factories.contact_person()
        )


def test_a_fact_is_added_and_taken_away_on_the_page(client):
    officer = factories.coordinator()
    _visit, part = visit_with_part(officer)
    client.force_login(officer)

    added = client.post(address(part), {"uppgift-kind": "room", "uppgift-text": "Rum 4"})
    empty = client.post(address(part), {"uppgift-kind": "room", "uppgift-text": ""})
    route = CompartmentDetail.objects.get(kind="route")
    client.post(address(part, "drop_detail"), {"detail": route.pk})

    assert (added.status_code, empty.status_code) == (302, 400)
    assert list(CompartmentDetail.objects.values_list("text", flat=True)) == ["Rum 4"]


def test_nothing_of_a_part_leaks_in_lists_search_exports_history_notices_or_the_log(client):
    """The word stands in a protected part only; it is looked for as somebody who reads the visit but not the part."""
    officer, other = factories.coordinator(), factories.coordinator()
    visit, part = visit_with_part(officer)
    actions.share_compartment(compartment=part, person=factories.coordinator(), by=officer)
    client.force_login(other)
    addresses = [
        "/besok/", f"/besok/?q={CANARY}", f"/sok/?q={CANARY}", f"/sok/forslag/?q={CANARY}", "/engagemang/csv/",
        "/register/visits/csv/",
        f"/engagemang/?q={CANARY}", visit.get_absolute_url(), f"{visit.get_absolute_url()}historik/", "/", "/inkorg/",
        "/oversikt/", reverse("visits:visit_confirm", args=[visit.pk]), reverse("visits:visit_hosts", args=[visit.pk]),
    ]  # fmt: skip

    hits = []
    for each in addresses:
        answer = client.get(each)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        # A page may repeat what was typed into its own search box; a hit would carry the fact's first word too.
        if f"Bakvägen {CANARY}".encode() in body:
            hits.append(each)

    stored = [str(row) for model in (Event, Notice, Job) for row in model.objects.values()]
    stored += [str(row) for row in type(visit).history.values()]
    visit.engagement.refresh_from_db()
    assert hits == []
    assert [row for row in stored if CANARY in row] == []
    assert CANARY not in visit.engagement.search_text
