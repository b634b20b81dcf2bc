"""The demo: every city's register with its examples, once, and without them again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cities.models import City
from decisions.models import BoardNotice, Case, Meeting, Minutes, Referral
from demo import removal
from engagements.models import Activity, Engagement
from governance.models import Person
from reviews.models import Evaluation, PositionPaper
from tests import start_page
from tests.module_rows import rows_of_a_module, settle

COUNTED = [City, Engagement, Activity, Case, PositionPaper, Evaluation, Meeting, Minutes, BoardNotice, Referral, Person]
CITIES = ["stockholm", "goteborg", "norrkoping"]


@dataclass(frozen=True)
class Filled:
    """A city with its register and the examples on it, and what was there before they came."""

    city: str
    registered: list[int]


def load_register(city: str) -> None:
    call_command("load_policy", f"policies/{city}.toml", verbosity=0)
    call_command("load_register", f"registers/{city}.toml", verbosity=0)


@pytest.fixture(scope="module", params=CITIES)
def filled(request, django_db_setup, django_db_blocker) -> Iterator[Filled]:
    """Once for all tests of the city."""
    with rows_of_a_module(django_db_blocker):
        load_register(request.param)
        registered = counts()
        call_command("load_demo", verbosity=0)
        settle()
        yield Filled(request.param, registered)


def counts() -> list[int]:
    return [model.objects.count() for model in COUNTED]


@pytest.mark.slow
@pytest.mark.django_db
def test_demo_fills_every_page_once_and_leaves_the_register_when_it_is_removed(filled):
    once = counts()

    load_register(filled.city)
    call_command("load_demo", verbosity=0)

    assert counts() == once
    assert [number for number in once if number == 0] == []
    assert Evaluation.objects.get().state == "adopted"
    assert {paper.state for paper in PositionPaper.objects.all()} == {"in_decision"}
    assert [meeting for meeting in Meeting.objects.all() if not meeting.example] == []
    assert [activity for activity in Activity.objects.all() if not activity.example] == []

    removal.remove_rows()

    assert counts()[:-1] == filled.registered[:-1]


# What the start page asks for each kind of person, and each part it asks for when it has been shown.
START_PAGE = {
    "Kontaktperson, Socialförvaltningen": [9, 4, 3],
    "Chef, Socialförvaltningen": [9, 6, 4],
    "Internationella enheten": [9, 3, 5],
    "Administratör": [6],
    "Registrator": [7],
    "Nämndsekreterare, kommunstyrelsen": [9, 2],
    "Ledamot, kommunstyrelsen": [9, 2],
    "Ordförande, kommunstyrelsen": [9, 2],
    "Ersättare 1, kommunstyrelsen": [5],
}


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("filled", ["stockholm"], indirect=True)
def test_start_page_asks_each_kind_of_person_at_most_ten_queries_until_the_accounts_are_closed(filled, client):
    asked = {}

    for name in START_PAGE:
        client.force_login(Person.objects.get(name=name))
        asked[name] = [queries(client, "/")]
        asked[name] += [queries(client, url, **{"HX-Request": "true"}) for url in start_page.part_urls(client)]

    assert asked == START_PAGE
    assert max(max(numbers) for numbers in asked.values()) <= 10

    removal.close_accounts()

    people = Person.objects.filter(example=True)
    assert [who for who in people if who.is_active or who.powers.functions] == []
    assert client.get("/").status_code == 302


def queries(client, url: str, **headers: str) -> int:
    client.get(url, headers=headers)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url, headers=headers).status_code == 200
    return len(captured)
