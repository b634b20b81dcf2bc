"""The public feeds: valid, embeddable, and with nothing in them that is not published (GBG-07)."""

import re
from datetime import date, datetime
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from engagements.models import Communication
from tests import factories

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def published(**fields):
    return factories.engagement(**{"published": True, "public_summary": "Om det här."} | fields)


def told(engagement, **fields):
    values = {
        "title": "Konferens i Turin", "channel": "web", "audience": "invånare", "done_on": date(2026, 5, 4),
        "published": True, "published_at": timezone.now(), "unit": engagement.responsible_unit,
        "link": "https://exempel.se/turin",
    }  # fmt: skip
    return Communication.objects.create(engagement=engagement, **values | fields)


@pytest.mark.clause("GBG-07")
def test_json_feed_is_valid_and_may_be_read_from_any_page(client):
    engagement = published(title="Eurocities")
    told(engagement)

    answer = client.get("/offentligt/flode.json")
    feed = answer.json()

    assert answer["Content-Type"] == "application/feed+json; charset=utf-8"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert sorted(item["title"] for item in feed["items"]) == ["Eurocities", "Konferens i Turin"]
    assert len({item["id"] for item in feed["items"]}) == 2
    for item in feed["items"]:
        assert {"id", "url", "title", "content_text", "date_published", "date_modified", "tags"} <= item.keys()
        assert item["url"].startswith("http")
        assert datetime.fromisoformat(item["date_published"]).tzinfo is not None


@pytest.mark.clause("GBG-07")
def test_atom_feed_follows_the_standard(client):
    told(published(title="Staden & <vännen>"))

    answer = client.get("/offentligt/flode.atom")
    feed = ElementTree.fromstring(answer.content)
    stamp = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")

    assert (answer["Content-Type"], answer["Access-Control-Allow-Origin"]) == (
        "application/atom+xml; charset=utf-8", "*",
    )  # fmt: skip
    assert feed.tag == f"{ATOM}feed"
    assert [len(feed.findall(f"{ATOM}{name}")) for name in ("id", "title", "updated", "author")] == [1, 1, 1, 1]
    assert [link.get("rel") for link in feed.findall(f"{ATOM}link")] == ["self", "alternate"]
    assert feed.find(f"{ATOM}author/{ATOM}name").text
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 2
    for entry in entries:
        assert [len(entry.findall(f"{ATOM}{name}")) for name in ("id", "title", "updated", "summary")] == [1, 1, 1, 1]
        assert stamp.fullmatch(entry.find(f"{ATOM}updated").text)
        assert entry.find(f"{ATOM}link").get("rel") == "alternate"
        assert entry.find(f"{ATOM}id").text.startswith("tag:")
    assert {entry.find(f"{ATOM}title").text for entry in entries} == {"Staden & <vännen>", "Konferens i Turin"}


@pytest.mark.parametrize("url", ["/offentligt/flode.json", "/offentligt/flode.atom"])
def test_feed_holds_nothing_that_is_not_published(client, url):
    told(
        published(title="Hemligt", confidentiality="confidential", confidentiality_ground="OSL 15:1"),
        title="Om hemligheten",
    )
    told(factories.engagement(title="Inte publicerat"), title="Om opublicerat")
    told(published(title="Exempel", example=True), title="Om exemplet")
    told(published(title="Öppet"), title="Utkast", published=False, published_at=None)

    text = client.get(url).content.decode()

    found = [
        word
        for word in ("Hemligt", "hemligheten", "Inte publicerat", "opublicerat", "Exempel", "Utkast")
        if word in text
    ]
    assert found == []
    assert "Öppet" in text


def test_feed_of_one_area_and_of_the_newest_few(client):
    published(area="cities", title="Turin")
    published(area="projects", title="Projektet")
    published(area="projects", title="Det andra")

    cities = client.get("/offentligt/flode.json?omrade=cities").json()["items"]
    few = client.get("/offentligt/flode.json?antal=2").json()["items"]

    assert ([item["title"] for item in cities], len(few)) == (["Turin"], 2)


@pytest.mark.parametrize("many", [1, 3])
def test_feed_asks_the_same_number_of_questions(client, many, django_assert_num_queries):
    for _each in range(many):
        told(published())

    with django_assert_num_queries(3):
        answer = client.get("/offentligt/flode.json")

    assert len(answer.json()["items"]) == 2 * many


def test_page_tells_how_the_feeds_are_used(client):
    published(title="Eurocities")

    page = client.get("/offentligt/floden/").content.decode()

    wanted = ("/offentligt/flode.json", "/offentligt/flode.atom", "?omrade=cities", "Eurocities")
    assert [word for word in wanted if word not in page] == []


def test_public_page_shows_what_was_told(client):
    engagement = published(title="Eurocities")
    told(engagement)

    page = client.get(f"/offentligt/{engagement.pk}/").content.decode()

    assert ("Konferens i Turin" in page, "https://exempel.se/turin" in page) == (True, True)
