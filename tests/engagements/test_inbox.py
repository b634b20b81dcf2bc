"""What reaches the coordinating unit's inbox beside activities and engagements."""

import pytest
from django.conf import settings
from django.test import Client

from core.rules import Conflict
from engagements import actions
from engagements.actions import inbox
from engagements.enums import InboxKind
from engagements.models import InboxItem
from tests import factories

pytestmark = pytest.mark.django_db


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


@pytest.mark.clause("GBG-05")
@pytest.mark.parametrize("kind", [InboxKind.REQUEST, InboxKind.SIGNAL, InboxKind.CONSULTATION])
def test_inbox_shows_what_was_put_there_at_once(kind):
    item = inbox.put(kind=kind, unit=factories.unit(), subject="En delegation vill komma", url="/besok/")

    shown = client_of(factories.coordinator()).get("/inkorg/").context["items"]

    assert [(row.pk, row.title, row.url, row.kind_label) for row in shown] == [
        (item.pk, "En delegation vill komma", "/besok/", kind.label)
    ]


def test_inbox_hides_what_belongs_to_a_confidential_engagement():
    secret = factories.confidential_engagement()
    inbox.put(kind=InboxKind.SIGNAL, unit=None, subject="Ny signal", url="/bevakning/", engagement=secret)
    handed = factories.coordinator()
    factories.grant(handed, secret)

    seen = [len(client_of(who).get("/inkorg/").context["items"]) for who in (handed, factories.coordinator())]

    assert seen == [1, 0]


@pytest.mark.clause("GBG-06")
def test_inbox_shows_others_with_the_same_theme_or_country_but_not_with_sweden_nor_what_has_ended():
    theme = factories.theme(name="Klimat")
    lands = {code: factories.country(code, name=name) for code, name in (("NO", "Norge"), ("SE", "Sverige"))}
    mine, same_theme, same_land, at_home = (factories.engagement(title=title) for title in "ABCD")
    ended, secret = factories.engagement(status="ended"), factories.confidential_engagement()
    for row in (mine, same_theme, ended, secret):
        row.themes.add(theme)
    for row, code in ((mine, "NO"), (mine, "SE"), (same_land, "NO"), (at_home, "SE")):
        row.countries.add(lands[code])
    inbox.put(kind=InboxKind.SIGNAL, unit=None, subject="Ny signal", url="/bevakning/", engagement=mine)

    [item] = client_of(factories.coordinator()).get("/inkorg/").context["items"]

    assert item.synergies == [(same_theme.pk, "B", "Klimat"), (same_land.pk, "C", "Norge")]


def test_inbox_names_a_country_in_the_readers_language():
    land = factories.country("NO", name="Norge", name_en="Norway")
    mine, other = factories.engagement(title="A"), factories.engagement(title="B")
    for row in (mine, other):
        row.countries.add(land)
    inbox.put(kind=InboxKind.SIGNAL, unit=None, subject="Ny signal", url="/bevakning/", engagement=mine)
    reader = client_of(factories.coordinator())
    reader.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    [item] = reader.get("/inkorg/").context["items"]

    assert item.synergies == [(other.pk, "B", "Norway")]


@pytest.mark.parametrize("url", ["https://example.org/", "//example.org/", "besok/"])
def test_put_takes_only_a_path_of_ours(url):
    with pytest.raises(ValueError):
        inbox.put(kind=InboxKind.REQUEST, unit=None, subject="x", url=url)

    assert InboxItem.objects.count() == 0


def test_take_care_of_a_request_without_engagement_is_recorded_once():
    item = inbox.put(kind=InboxKind.REQUEST, unit=None, subject="x", url="/besok/")
    by = factories.coordinator()

    actions.take_care(item=item, by=by)
    with pytest.raises(Conflict):
        actions.take_care(item=item, by=by)

    item.refresh_from_db()
    assert item.handled_by == by
