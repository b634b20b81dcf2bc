"""What activities led to: planned, in use or dropped, with what changed (NKP-12)."""

from datetime import date

import pytest
import time_machine
from django.test import Client

from core.models import Event
from core.rules import NotPermitted, Refused
from engagements.actions import follow_up as actions
from engagements.models import ActivityFollowUp
from engagements.selectors import follow_ups
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-11-21 09:00:00+01:00", tick=False):
        yield


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def reported(**fields):
    return factories.activity(**{"state": "accepted", "starts_on": date(2026, 3, 4)} | fields)


def say(activity, by, came_of="in_use", changed="Tre skolor använder metoden.", **said):
    return actions.follow_up(activity=activity, came_of=came_of, changed=changed, by=by, **said)


@pytest.mark.clause("NKP-12")
def test_activity_is_followed_up_from_its_page_and_counted_in_the_overview():
    unit = factories.unit()
    activity, other = reported(unit=unit, title="Studiebesöket"), reported(unit=unit)
    reported()
    client = client_of(factories.contact_person(unit))

    due = client.get("/aktiviteter/uppfoljning/?enhet=min").context["lines"]
    reply = client.post(
        f"/aktiviteter/{activity.pk}/folj-upp/", {"came_of": "in_use", "changed": "Tre skolor använder metoden."}
    )
    say(other, factories.coordinator(), "dropped", "Pengarna räckte inte.")
    page = client.get(f"/aktiviteter/{activity.pk}/").content.decode()
    figures = client.get("/oversikt/").context["came_of"]

    assert (sorted(line.pk for line in due), reply.status_code) == (sorted([activity.pk, other.pk]), 302)
    assert ("Taget i bruk" in page, "Tre skolor använder metoden." in page) == (True, True)
    assert (figures.reported, figures.in_use, figures.dropped, figures.share_in_use) == (3, 1, 1, 50)


@pytest.mark.parametrize(("months", "found"), [(6, 1), (12, 0)])
def test_due_after_the_months_the_policy_says(months, found):
    factories.policy(follow_up_after_months=months)
    reported(starts_on=date(2026, 3, 4))
    reported(starts_on=date(2026, 11, 1))
    reported(state="draft")

    lines, more = follow_ups.due(factories.coordinator())

    assert (len(lines), more) == (found, False)


def test_what_was_planned_is_due_again_on_its_day_and_every_answer_is_kept():
    activity, by = reported(), factories.coordinator()
    with time_machine.travel("2026-09-21 09:00:00+02:00", tick=False):
        say(activity, by, "planned", "Prövas i höst.", next_on=date(2026, 11, 1))

    due, _more = follow_ups.due(by)
    said = say(activity, by)

    assert [(line.pk, line.came_of) for line in due] == [(activity.pk, "Planerat")]
    assert [row.changed for row in follow_ups.earlier(said)] == ["Prövas i höst."]
    assert follow_ups.due(by)[0] == []


@pytest.mark.parametrize(
    ("fields", "said", "codes"),
    [
        ({"state": "draft"}, {}, ["follow-up.not-reported"]),
        ({}, {"changed": " "}, ["follow-up.changed"]),
        ({}, {"came_of": "planned", "next_on": date(2026, 11, 21)}, ["follow-up.next"]),
        ({}, {"next_on": date(2027, 1, 1)}, ["follow-up.settled"]),
    ],
)
def test_follow_up_that_does_not_hold_is_refused_and_nothing_is_written(fields, said, codes):
    with pytest.raises(Refused) as refused:
        say(reported(**fields), factories.coordinator(), **said)

    assert [finding.code for finding in refused.value.findings] == codes
    assert (ActivityFollowUp.objects.count(), Event.objects.filter(happening="activity.followed_up").count()) == (0, 0)


def test_follow_up_by_another_unit_is_refused():
    with pytest.raises(NotPermitted) as refused:
        say(reported(), factories.contact_person())

    assert (refused.value.finding.code, refused.value.finding.clause) == ("follow-up.not-your-unit", "NKP-12")
