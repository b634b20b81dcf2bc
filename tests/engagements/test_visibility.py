"""Hidden equals missing, whatever the function of the one who asks."""

import re

import pytest
from django.test import Client

from engagements.models import Activity, Engagement, InboxItem
from engagements.permissions import holds_grant
from engagements.selectors import engagement_page
from tests import factories

pytestmark = pytest.mark.django_db
MISSING = 987654


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def everybody():
    superuser = factories.person(is_superuser=True, is_staff=True)
    return [
        superuser, factories.administrator(), factories.coordinator(), factories.contact_person(),
        factories.director(factories.unit()), factories.member(factories.board()), factories.registrar(),
    ]  # fmt: skip


def test_confidential_is_seen_by_nobody_without_a_grant():
    factories.confidential_engagement()

    seen = [Engagement.objects.visible_to(person).count() for person in everybody()]

    assert seen == [0] * 7


def test_confidential_is_seen_with_a_grant_while_active():
    row, friend = factories.confidential_engagement(), factories.person()
    factories.grant(friend, row)

    before = Engagement.objects.visible_to(friend).count()
    friend.is_active = False

    assert (before, Engagement.objects.visible_to(friend).count()) == (1, 0)


def test_drafts_are_the_units_own_affair():
    unit = factories.unit()
    reporter = factories.contact_person(unit)
    factories.activity(unit=unit, reported_by=reporter, state="draft")
    people = [reporter, factories.director(unit), factories.contact_person(), factories.coordinator()]

    seen = [Activity.objects.visible_to(person).count() for person in people]

    assert seen == [1, 1, 0, 0]


def test_returned_is_seen_by_the_unit_and_the_coordinator():
    row = factories.activity(state="returned")
    people = [row.reported_by, factories.coordinator(), factories.contact_person(), factories.member(factories.board())]

    seen = [Activity.objects.visible_to(person).count() for person in people]

    assert seen == [1, 1, 0, 0]


def test_activity_of_a_hidden_engagement_is_hidden_even_from_its_unit():
    row = factories.activity(engagement=factories.confidential_engagement(), state="reported")

    assert Activity.objects.visible_to(row.reported_by).count() == 0


def test_inbox_shows_a_coordinator_only_what_is_open_or_handed():
    unit, coordinator = factories.unit(), factories.coordinator()
    secret = factories.confidential_engagement()
    for engagement in (secret, factories.engagement()):
        InboxItem.objects.create(kind="engagement", engagement=engagement, unit=unit)

    before = InboxItem.objects.visible_to(coordinator).count()
    factories.grant(coordinator, secret)

    assert (before, InboxItem.objects.visible_to(coordinator).count()) == (1, 2)


def bare(response, pk):
    """The page without the number that was asked for and without the token that differs each time."""
    return re.sub(r'(content|value)="[A-Za-z0-9]{64}"', "", response.content.decode()).replace(f"/{pk}/", "")


SUB_PAGES = ["", "historik/", "synergier/", "andra/", "bedom/", "dela/", "resurser/"]


@pytest.mark.parametrize("page", SUB_PAGES)
def test_hidden_engagement_answers_exactly_as_a_missing_one(page):
    row = factories.confidential_engagement(title="Ministern kommer")
    client = client_of(factories.coordinator())

    hidden, missing = client.get(f"/engagemang/{row.pk}/{page}"), client.get(f"/engagemang/{MISSING}/{page}")

    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert bare(hidden, row.pk) == bare(missing, MISSING)


@pytest.mark.parametrize("verb", ["publicera", "status"])
def test_posting_to_a_hidden_engagement_is_missing(verb):
    row = factories.confidential_engagement()

    response = client_of(factories.coordinator()).post(f"/engagemang/{row.pk}/{verb}/")

    assert response.status_code == 404


@pytest.mark.parametrize("verb", ["skicka", "bekrafta", "godkann", "atersand", "ta-bort", "angra", "spara"])
def test_posting_to_a_hidden_activity_is_missing(verb):
    row = factories.activity(engagement=factories.confidential_engagement(), state="reported")

    response = client_of(factories.coordinator()).post(f"/aktiviteter/{row.pk}/{verb}/", {"reason": "x"})

    assert response.status_code == 404


CANARY = "Kanariefågel"
LISTS = ["/engagemang/", "/engagemang/?q=kanarie", "/engagemang/csv/", "/sok/?q=kanarie", "/sok/forslag/?q=kanarie",
         "/aktiviteter/", "/inkorg/", "/oversikt/", "/aktiviteter/rapportera/", "/"]  # fmt: skip


@pytest.mark.parametrize("url", LISTS)
def test_lists_never_tell_of_something_confidential(url):
    secret = factories.confidential_engagement(title=CANARY)
    factories.activity(engagement=secret, title=CANARY, state="reported")
    InboxItem.objects.create(kind="engagement", engagement=secret, unit=factories.unit())

    response = client_of(factories.coordinator()).get(url)

    text = b"".join(response.streaming_content) if response.streaming else response.content
    assert (response.status_code, CANARY in text.decode()) == (200, False)


def test_counts_by_area_leave_out_what_is_hidden():
    factories.engagement("visits")
    factories.confidential_engagement()
    coordinator = factories.coordinator()

    response = client_of(coordinator).get("/engagemang/")

    assert [area.count for area in response.context["areas"]] == [0, 0, 0, 0, 1]


def test_whoever_acts_is_asked_about_again_whatever_row_is_given():
    person, secret = factories.coordinator(), factories.confidential_engagement()
    handed = factories.grant(person, secret)
    read = engagement_page.visible(person, secret.pk)
    handed.delete()

    acting = holds_grant(person, read)
    person.only_reads = True

    assert (acting, holds_grant(person, read)) == (False, True)
