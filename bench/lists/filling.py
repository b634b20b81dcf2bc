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
