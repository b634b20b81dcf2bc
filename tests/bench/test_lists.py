"""Every list that grows is measured, shows its rows, and asks the database no more when it has more of them."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from bench.lists import reporting
from bench.lists.filling import LISTS, STAYS_SMALL, write
from bench.lists.ground import Ground
from bench.lists.listed import FAR, FIRST
from bench.lists.measuring import shown_in

pytestmark = pytest.mark.slow

FEW, MANY = 60, 110
"""Both are more than a page of fifty."""
A_LIST = re.compile(r"_list$")


def asked_of_lists():
    return [(each.name, what, address) for each in LISTS for what, address in each.address(MANY).items() if what != FAR]


def looked_at(client, asked):
    """How many queries each address runs, and how many rows it shows."""
    found = {}
    for name, what, address in asked:
        with CaptureQueriesContext(connection) as ran:
            body = client.get(address).content.decode()
        found[name, what] = (len(ran), shown_in(body))
    return found


# What is chosen is named by its number, as in the bench's own empty database.
@pytest.mark.django_db(transaction=True, reset_sequences=True)
def test_every_list_shows_rows_and_runs_as_many_queries_with_more_of_them(client):
    ground = Ground()
    write(ground, range(1, FEW + 1))
    client.force_login(ground.person)
    firsts = [asked for asked in asked_of_lists() if asked[1] == FIRST]
    looked_at(client, firsts)
    few = looked_at(client, firsts)
    write(ground, range(FEW + 1, MANY + 1))

    many = looked_at(client, asked_of_lists())

    assert [asked for asked, (_queries, shown) in many.items() if shown < 2] == []
    assert {asked: queries for asked, (queries, _shown) in many.items() if asked in few} == {
        asked: queries for asked, (queries, _shown) in few.items()
    }


def named_lists():
    """Addresses of ours without an argument whose name says that they are a list."""
    for app, (_prefix, resolver) in get_resolver().namespace_dict.items():
        for name in resolver.reverse_dict:
            takes_nothing = isinstance(name, str) and not resolver.reverse_dict.getlist(name)[0][0][0][1]
            if takes_nothing and A_LIST.search(name):
                yield f"{app}:{name}"


def test_every_list_is_measured_or_said_to_stay_small():
    told = {each.name for each in LISTS} | set(STAYS_SMALL)

    assert set(named_lists()) - told == set()


ROW = {
    "key": "cities:city_list", "table": "cities.CityRelation", "size": 2000, "small": 1000,
    "asked": {
        "first": {
            "ms": {"small": 10.0, "utblick": 12.0, "admin_tuned": 40.0}, "growth": 1.2, "ratio": 0.3,
            "queries": {"small": 6, "utblick": 6, "admin_tuned": 5}, "shown": {},
        },
        "search": {
            "ms": {"small": 10.0, "utblick": 31.0}, "growth": 3.1, "ratio": None,
            "queries": {"small": 6, "utblick": 7}, "shown": {},
        },
    },
}  # fmt: skip


def test_table_marks_what_grows_and_what_runs_more_queries():
    line = reporting.table({"title": "Lists", "rows": [ROW]}).splitlines()[-1]

    assert line == (
        "| cities:city_list | **6 / 6** | 10.0 → 12.0 (1.20) | – | – | **10.0 → 31.0 (3.10)** | 40.0 | 0.30 |"
    )
