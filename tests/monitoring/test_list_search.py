"""The lists of monitoring are searched for words in what a row shows, among the rows a person may see."""

from datetime import date
from operator import attrgetter

import pytest
from django.urls import reverse
from django.utils import timezone

from engagements.models import Engagement
from monitoring.actions import contacts
from monitoring.models import Consultation, FeedSource, ImportBatch, Signal
from tests import factories
from tests.monitoring import scenes

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
WANTED, OTHER = "Årsöversyn av badvatten", "Luftdirektivet"


def made_secret(dossier):
    Engagement.objects.filter(pk=dossier.pk).update(**scenes.SECRET)


def unit():
    return factories.unit(name="Ängsförvaltningen", serves=factories.body())


def consultations():
    scenes.reported(title=WANTED, asked_by="Örebro län", unit=unit(), channel="government")
    scenes.reported(title=OTHER)
    Consultation.objects.create(
        dossier=scenes.dossier(**scenes.SECRET), title=WANTED, asked_by="Örebro län", deadline=timezone.now()
    )


def signals():
    scenes.signal(what=WANTED, source="Örebro län", unit=unit())
    scenes.signal(what=OTHER)
    Signal.objects.create(dossier=scenes.dossier(**scenes.SECRET), what=WANTED, source_name="Örebro län")


def positions():
    scenes.position(scenes.dossier(title="Ängar och vatten"), title=WANTED, target="Örebro län", level="national")
    scenes.position(title=OTHER)
    scenes.position(scenes.dossier(title="Ängar och vatten", **scenes.SECRET), title=WANTED, target="Örebro län")


def contact(**fields):
    own = fields.pop("unit", None) or factories.unit()
    said = {"on": date(2026, 5, 4), "institution": "Kommissionen", "by_whom": "Direktören"} | fields
    return contacts.log_contact(unit=own, by=factories.contact_person(own), **said)


def logged():
    factories.policy()
    contact(about=WANTED, institution="Örebro län", unit=unit(), met="Åsa på kansliet")
    contact(about=OTHER)
    hidden = scenes.dossier()
    contact(about=WANTED, institution="Örebro län", dossier=hidden)
    made_secret(hidden)


def read():
    for name in (WANTED, OTHER):
        ImportBatch.objects.create(name=name, target="signals")


LISTS = {
    "consultation_list": (consultations, "title", {"kanal": "government"}, {"kanal": "eu"}),
    "signal_list": (signals, "headline", {"lage": "new"}, {"lage": "noted"}),
    "position_list": (positions, "title", {"niva": "national"}, {"niva": "eu"}),
    "contact_list": (logged, "about", {"samrad": "utan"}, {"enhet": "999999"}),
    "feed_list": (read, "name", {}, None),
}
FILTERED = [name for name, (*_rest, other) in LISTS.items() if other]


@pytest.fixture
def shown(client):
    """What a list shows to the coordinating unit, filled with a row that is wanted, another, and a hidden one."""

    def look(name, **asked):
        of = attrgetter(LISTS[name][1])
        return [of(row) for row in client.get(reverse(f"monitoring:{name}"), asked).context["page"].rows]

    return look


@pytest.fixture(autouse=True)
def reader(client):
    client.force_login(factories.coordinator())


@pytest.mark.parametrize("words", ["årsöversyn", "BADVATTEN ÅRSÖVERSYN", "  översyn av "])
@pytest.mark.parametrize("name", LISTS)
def test_list_shows_the_row_with_every_word_and_no_hidden_one(shown, name, words):
    LISTS[name][0]()

    assert (sorted(shown(name)), shown(name, q=words)) == ([OTHER, WANTED], [WANTED])


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("consultation_list", "ÖREBRO"),
        ("consultation_list", "ängsförvaltningen badvatten"),
        ("signal_list", "ÖREBRO"),
        ("signal_list", "ängsförvaltningen badvatten"),
        ("position_list", "ÖREBRO"),
        ("position_list", "ÄNGAR badvatten"),
        ("contact_list", "ÖREBRO"),
        ("contact_list", "åsa ängsförvaltningen"),
    ],
)
def test_words_are_looked_for_in_all_that_names_the_row(shown, name, words):
    LISTS[name][0]()

    assert shown(name, q=words) == [WANTED]


def test_contact_is_found_by_the_dossier_it_concerns(shown):
    factories.policy()
    contact(about=WANTED, dossier=scenes.dossier(title="Östersjöns framtid"))
    contact(about=OTHER)

    assert shown("contact_list", q="östersjöns") == [WANTED]


@pytest.mark.parametrize("name", LISTS)
def test_words_that_find_nothing_are_kept_and_said_with_a_way_back(client, name):
    LISTS[name][0]()

    page = client.get(reverse(f"monitoring:{name}"), {"q": "månlandning"}).text

    assert "<h2>Inget stämmer med filtret</h2>" in page
    assert '<a class="ds-button" href="?">Visa alla</a>' in page
    assert 'name="q" value="månlandning"' in page


@pytest.mark.parametrize("name", FILTERED)
def test_words_go_with_the_other_filter(client, shown, name):
    fill, _title, fits, fits_not = LISTS[name]
    fill()

    assert (shown(name, q="badvatten", **fits), shown(name, q="badvatten", **fits_not)) == ([WANTED], [])
    assert client.get(reverse(f"monitoring:{name}"), {"q": "bad", "page": "1"} | fits).context["query"] == "&".join(
        f"{key}={value}" for key, value in ({"q": "bad"} | fits).items()
    )


def test_feeds_are_searched_beside_what_was_read(client):
    read()
    FeedSource.objects.create(name="Åland", url="https://aland.example/feed")
    FeedSource.objects.create(name="Kommissionen", url="https://eu.example/feed")

    pages = [client.get(reverse("monitoring:feed_list"), {"q": words}) for words in ("ÅLAND", "eu.example", "bad")]

    assert [[feed.name for feed in page.context["feeds"]] for page in pages] == [["Åland"], ["Kommissionen"], []]
    assert ["Inga flöden är tillagda" in page.text for page in pages] == [False] * 3
    assert ['<a href="?">Visa alla</a>' in page.text for page in pages] == [True] * 3


def test_pages_of_what_was_read_keep_the_words(client):
    ImportBatch.objects.bulk_create(ImportBatch(name=f"Åtgärd {n}", target="signals") for n in range(51))

    page = client.get(reverse("monitoring:feed_list"), {"q": "åtgärd"})

    assert 'href="?q=%C3%A5tg%C3%A4rd&amp;page=2"' in page.text
