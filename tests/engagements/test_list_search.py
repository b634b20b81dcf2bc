"""Each list's own search: by what its rows show, within what is chosen, and never past what is hidden."""

import re
from datetime import date
from urllib.parse import quote

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from engagements.models import CheckIn, Communication, Engagement, InboxItem
from engagements.selectors import activities, follow_ups
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NOTHING_FITS = "Inget stämmer med filtret"
TAB = re.compile(r'<li><a href="([^"]*)"')


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-11-21 09:00:00+01:00", tick=False):
        yield


def activity(engagement, title):
    values = {"state": "reported", "starts_on": date(2026, 3, 4), "result": f"{title} gav en metod"}
    return factories.activity(engagement=engagement, unit=engagement.responsible_unit, title=title, **values)


def check_in(engagement, _title):
    CheckIn.objects.create(engagement=engagement, due_on=date(2026, 12, 1))


def communication(engagement, title):
    Communication.objects.create(
        engagement=engagement, unit=engagement.responsible_unit, title=title, channel="web", audience="Föräldrar",
        planned_on=date(2026, 12, 1),
    )  # fmt: skip


def reported(engagement, title):
    row, unit = activity(engagement, title), engagement.responsible_unit
    InboxItem.objects.create(kind="activity", engagement=engagement, activity=row, unit=unit)


def registered(engagement, _title):
    unit = engagement.responsible_unit
    InboxItem.objects.create(kind="engagement", engagement=engagement, unit=unit)


def requested(engagement, title):
    unit = engagement.responsible_unit
    InboxItem.objects.create(kind="signal", engagement=engagement, unit=unit, subject=title, url="/bevakning/")


LISTS = {
    "activities": ("/aktiviteter/", "lines", activity),
    "follow-ups": ("/aktiviteter/uppfoljning/", "lines", activity),
    "check-ins": ("/avstamningar/", "lines", check_in),
    "communication": ("/kommunikation/", "rows", communication),
    "inbox-activity": ("/inkorg/", "items", reported),
    "inbox-engagement": ("/inkorg/", "items", registered),
    "inbox-subject": ("/inkorg/", "items", requested),
}
OTHERWISE = {
    "activities": ("state", "draft"),
    "follow-ups": ("enhet", "min"),
    "check-ins": ("visa", "forsenade"),
    "communication": ("visa", "gjort"),
    "inbox-activity": ("visa", "hanterat"),
}
"""What can be chosen so that none of the rows is left."""
one_of_each = pytest.mark.parametrize("name", OTHERWISE)


class Listed:
    """A list of two rows, in two engagements of two units, and a third of something confidential like the first."""

    def __init__(self, name):
        self.url, self.rows, self.put = LISTS[name]
        self.reader, unit = factories.coordinator(), factories.unit(name="Älvstyrelsen")
        self.add(factories.engagement, "Östersjöns städer", unit, "Årsmöte i Åbo")
        self.add(factories.engagement, "Bergsbyar", factories.unit(name="Brukskontoret"), "Seminarium")
        self.secret = self.add(factories.confidential_engagement, "Östersjöns hemlighet", unit, "Årsmöte i Åbo")
        self.client = Client()
        self.client.force_login(self.reader)

    def add(self, make, title, unit, what):
        engagement = make(title=title, responsible_unit=unit)
        Engagement.objects.filter(pk=engagement.pk).update(search_text=f"{title}\n{unit.name}".casefold())
        self.put(engagement, what)
        return engagement

    def get(self, **asked):
        return self.client.get(self.url, asked)

    def found(self, words):
        return sorted(row.engagement for row in self.get(q=words).context[self.rows])


def words_of_the_first(name):
    """In the engagement's title and the unit's name; in the row's own text where it has one; two of them together."""
    own = [] if name in ("check-ins", "inbox-engagement") else ["åBO", "ÅRSMÖTE städer"]
    return ["ÖSTERSJÖNS", "städer öster", "älvSTYRELSEN", *own]


@pytest.mark.parametrize(("name", "words"), [(name, words) for name in LISTS for words in words_of_the_first(name)])
def test_words_in_either_case_find_their_row_and_neither_another_nor_a_hidden_one(name, words):
    listed = Listed(name)

    assert listed.found("") == ["Bergsbyar", "Östersjöns städer"]
    assert listed.found(words) == ["Östersjöns städer"]


@pytest.mark.parametrize("name", LISTS)
def test_what_is_hidden_is_found_by_who_it_was_handed_to_only(name):
    listed = Listed(name)

    before = listed.found("HEMLIGHET")
    factories.grant(listed.reader, listed.secret)

    assert (before, listed.found("HEMLIGHET")) == ([], ["Östersjöns hemlighet"])


@one_of_each
def test_words_that_find_nothing_are_said_to_and_stay_in_the_field_with_a_way_back(name):
    page = Listed(name).get(q='<b>"Öar').content.decode()

    assert NOTHING_FITS in page
    assert '<a class="ds-button" href="?">Visa alla</a>' in page
    assert 'name="q" value="&lt;b&gt;&quot;Öar"' in page


@one_of_each
def test_search_stays_within_what_is_chosen_and_the_tabs_keep_the_words(name):
    listed, (field, chosen) = Listed(name), OTHERWISE[name]

    page = listed.get(**{"q": "östersjöns & co", field: chosen})
    within = listed.get(**{"q": "östersjöns", field: chosen})
    html = page.content.decode()
    tabs = [tab for tab in TAB.findall(html) if tab.startswith(listed.url)]

    assert [*within.context[listed.rows]] == []
    assert NOTHING_FITS in within.content.decode()
    assert f'<input type="hidden" name="{field}" value="{chosen}">' in html
    assert len(tabs) > 1
    assert [tab for tab in tabs if not tab.endswith("q=" + quote("östersjöns & co"))] == []


@pytest.mark.parametrize("name", [name for name in OTHERWISE if name != "inbox-activity"])
def test_leafing_keeps_what_is_chosen_and_the_words(name):
    listed, (field, chosen) = Listed(name), OTHERWISE[name]

    page = listed.get(**{"q": "öster sjö", field: chosen, "page": "2"})

    assert page.context["page"].page_query == f"{field}={chosen}&q=%C3%B6ster+sj%C3%B6"


@one_of_each
def test_a_list_without_a_row_says_why_and_has_no_field(name):
    url, _rows, _put = LISTS[name]
    client = Client()
    client.force_login(factories.coordinator())

    page = client.get(url).content.decode()

    assert (NOTHING_FITS in page, 'id="f-q"' in page, 'class="empty"' in page) == (False, False, True)


@one_of_each
def test_search_asks_the_database_no_more_than_the_list_does(name):
    listed = Listed(name)
    listed.get()
    asked = []
    for words in ("", "östersjöns städer"):
        with CaptureQueriesContext(connection) as ran:
            listed.get(q=words)
        asked.append(len(ran))

    assert asked[1] <= asked[0]


def test_an_activity_is_not_found_by_the_words_of_another_in_the_same_engagement():
    engagement = factories.engagement(title="Vänort", search_text="vänort\nårsmöte\nseminarium")
    for title in ("Årsmöte", "Seminarium"):
        activity(engagement, title)
    reader = factories.coordinator()

    found = [
        activities.page_of(reader, words="årsmöte")[0],
        follow_ups.due(reader, words="årsmöte")[0],
    ]

    assert [[line.title for line in lines] for lines in found] == [["Årsmöte"], ["Årsmöte"]]


def test_what_an_activity_led_to_is_searched_where_it_is_shown():
    activity(factories.engagement(), "Studiebesök")
    reader = factories.coordinator()

    found = [activities.page_of(reader, words="METOD")[0], follow_ups.due(reader, words="METOD")[0]]

    assert [[line.title for line in lines] for lines in found] == [[], ["Studiebesök"]]


def test_what_one_has_sent_oneself_steps_aside_for_a_search():
    unit = factories.unit()
    reader = factories.contact_person(unit)
    factories.activity(unit=unit, reported_by=reader, title="Årsmöte")
    client = Client()
    client.force_login(reader)

    mine = [len(client.get("/aktiviteter/", {"q": words}).context["mine"]) for words in ("", "årsmöte")]

    assert mine == [1, 0]


def test_search_of_the_inbox_looks_past_its_first_fifty_and_says_no_number():
    unit = factories.unit(name="Kulturförvaltningen")
    InboxItem.objects.bulk_create(
        InboxItem(kind="signal", unit=unit, subject=f"Signal {number}", url="/bevakning/") for number in range(60)
    )
    client = Client()
    client.force_login(factories.coordinator())

    page = client.get("/inkorg/", {"q": "signal 59"})

    assert [item.title for item in page.context["items"]] == ["Signal 59"]
    assert "<h1>Inkorg</h1></div>" in page.content.decode()
