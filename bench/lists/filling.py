"""All lists, and their rows in a database."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

from bench.lists import (
    cities,
    decisions,
    engagements,
    governance,
    memberships,
    monitoring,
    portal,
    projects,
    reviews,
    visits,
)
from bench.lists.ground import Ground, settle

APPS = (engagements, governance, decisions, cities, memberships, projects, visits, monitoring, reviews, portal)
LISTS = list(chain.from_iterable(app.LISTS for app in APPS))
STAYS_SMALL = {
    "governance:body_list": "a municipality has some dozens of bodies",
    "governance:unit_list": "and of units",
    "decisions:delegation_list": "an order a body, two hundred at most",
    "engagements:theme_list": "the policy's themes",
    "engagements:goal_list": "the seventeen global goals",
    "engagements:import_list": "files read in by hand, some a week, and read by an index",
    "projects:funder_list": "funders are some dozens",
    "projects:country_list": "countries there are",
    "visits:fee_list": "programmes with a fee are a handful",
    "visits:feed_list": "a person's own calendars",
    "monitoring:ally_list": "allies are some dozens",
    "monitoring:field_list": "the network's contact persons, one a unit and field",
    "monitoring:plan_list": "a plan a year",
}


def fill(size: int, say: Callable[[str], None] = lambda line: None) -> None:
    """`size` rows of each list's table in an empty, migrated database."""
    write(Ground(), range(1, size + 1), say)
    settle()


def write(ground: Ground, numbers: range, say: Callable[[str], None] = lambda line: None) -> None:
    """The rows of these numbers; they follow on those written before."""
    ground.numbers = numbers
    say("engagements")
    ground.engagements()
    for app in APPS:
        say(app.__name__.rpartition(".")[2])
        app.fill(ground)
