"""What is told of engagements: planned, done, published by the coordinating unit only (GBG-C13)."""

from datetime import date

import pytest
from django.test import Client

from core.models import Event
from core.rules import Conflict, NotPermitted, Refused
from engagements.actions import communication
from engagements.models import Communication
from tests import factories

pytestmark = pytest.mark.django_db


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def save(engagement, by, **said):
    values = {
        "unit": engagement.responsible_unit, "title": "Konferens", "channel": "web", "audience": "invånare",
        "done_on": date(2026, 5, 4), "text": "Vi var där.", "link": "https://exempel.se/",
    }  # fmt: skip
    return communication.save_communication(engagement=engagement, by=by, **values | said)


def published_engagement(**fields):
    return factories.engagement(published=True, public_summary="Om det.", **fields)


@pytest.mark.clause("GBG-C13", "GBG-07")
def test_unit_plans_and_logs_and_the_coordinating_unit_publishes():
    unit = factories.unit()
    engagement = published_engagement(responsible_unit=unit)
    contact, coordinator = client_of(factories.contact_person(unit)), client_of(factories.coordinator())
    said = {"title": "Konferens", "channel": "web", "audience": "invånare", "unit": unit.pk, "planned_on": "2026-12-01"}

    planned = contact.post(f"/engagemang/{engagement.pk}/kommunikation/ny/", said)
    row = Communication.objects.get()
    done = contact.post(f"/kommunikation/{row.pk}/andra/", said | {"version": 1, "done_on": "2026-05-04"})
    by_the_unit = contact.post(f"/kommunikation/{row.pk}/publicera/")
    by_the_office = coordinator.post(f"/kommunikation/{row.pk}/publicera/")

    row.refresh_from_db()
    assert [answer.status_code for answer in (planned, done, by_the_unit, by_the_office)] == [302, 302, 403, 302]
    assert (row.published, row.channel, row.audience, row.planned_on, row.done_on) == (
        True, "web", "invånare", date(2026, 12, 1), date(2026, 5, 4),
    )  # fmt: skip
    assert [
        item["title"] for item in Client().get("/offentligt/flode.json").json()["items"] if "Konf" in item["title"]
    ] == ["Konferens"]


@pytest.mark.parametrize(
    ("fields", "said", "code"),
    [
        ({"published": False}, {}, "communication.engagement-unpublished"),
        ({}, {"done_on": None, "planned_on": date(2026, 12, 1)}, "communication.not-done"),
        (
            {"confidentiality": "confidential", "confidentiality_ground": "OSL 15:1"},
            {},
            "communication.confidential",
        ),
    ],
)
def test_publish_of_what_the_public_may_not_read_is_refused(fields, said, code):
    by = factories.coordinator()
    engagement = factories.engagement(**{"published": True, "public_summary": "Om det."} | fields)
    factories.grant(by, engagement)
    row = save(engagement, by, **said)

    with pytest.raises(Refused) as refused:
        communication.publish_communication(communication=row, by=by)

    assert [finding.code for finding in refused.value.findings] == [code]
    assert Event.objects.filter(happening="communication.published").count() == 0


def test_publish_twice_is_recorded_once_and_taken_back():
    by = factories.coordinator()
    row = save(published_engagement(), by)

    for _each in range(2):
        communication.publish_communication(communication=row, by=by)
    gone = communication.unpublish_communication(communication=row, by=by)

    assert (gone.published, gone.published_at) == (False, None)
    assert Event.objects.filter(happening="communication.published").count() == 1


def test_a_published_one_is_changed_by_who_publishes():
    unit, by = factories.unit(), factories.coordinator()
    engagement = published_engagement(responsible_unit=unit)
    row = communication.publish_communication(communication=save(engagement, by), by=by)

    with pytest.raises(NotPermitted) as refused:
        save(engagement, factories.contact_person(unit), communication=row, title="Annat")

    assert (refused.value.finding.code, refused.value.finding.clause) == (
        "communication.only-coordinator-publishes", "GBG-C13",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"title": " "}, "communication.what"),
        ({"done_on": None}, "communication.day"),
        ({"done_on": date(2099, 1, 1)}, "communication.future"),
    ],
)
def test_save_that_says_too_little_is_refused(said, code):
    with pytest.raises(Refused) as refused:
        save(factories.engagement(), factories.coordinator(), **said)

    assert [finding.code for finding in refused.value.findings] == [code]
    assert Communication.objects.count() == 0


def test_save_by_a_stranger_and_on_an_older_version_is_refused():
    engagement, by = factories.engagement(), factories.coordinator()
    row = save(engagement, by)
    save(engagement, by, communication=row, version=1)

    with pytest.raises(NotPermitted):
        save(engagement, factories.contact_person())
    with pytest.raises(Conflict):
        save(engagement, by, communication=row, version=1)

    assert Communication.objects.count() == 1


def test_plan_of_everything_shows_planned_and_done_apart_and_hides_what_is_confidential():
    by = factories.coordinator()
    save(factories.engagement(), by, title="Gjord")
    save(factories.engagement(), by, title="Planerad", done_on=None, planned_on=date(2026, 12, 1))
    secret = factories.confidential_engagement()
    Communication.objects.create(
        engagement=secret,
        unit=secret.responsible_unit,
        title="Hemlig",
        channel="web",
        audience="x",
        done_on=date(2026, 1, 1),
    )
    client = client_of(by)

    told = [
        [row.title for row in client.get(url).context["rows"]]
        for url in ("/kommunikation/", "/kommunikation/?visa=gjort")
    ]

    assert told == [["Planerad"], ["Gjord"]]
