"""Every list at two sizes beside the admin's list of the same table, in interleaved rounds."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from bench.lists.listed import ASKED, FAR, ListPage
from bench.pages import CannotMeasure, Contender, Say, paired
from bench.scenarios import PRODUCT, TUNED
from bench.words import USERNAME

SMALL = "small"
CALLS = 5
ROW = re.compile(r"<tr[ >]|<li class=\"(?!crumb)|<article")


@dataclass
class Asked:
    """One address of a list: milliseconds of each round, queries and what is shown, for each contender."""

    cpu: dict[str, list[float]] = field(default_factory=dict)
    queries: dict[str, int] = field(default_factory=dict)
    shown: dict[str, int] = field(default_factory=dict)

    def summary(self) -> dict[str, Any]:
        ours = self.cpu[PRODUCT]
        return {
            "ms": {name: round(median(times), 2) for name, times in self.cpu.items()},
            "growth": paired(ours, self.cpu[SMALL]),
            "ratio": paired(ours, self.cpu[TUNED]) if TUNED in self.cpu else None,
            "queries": self.queries,
            "shown": self.shown,
        }


def small_of(size: int) -> int:
    """How many rows the smaller of the two has."""
    return min(1000, size // 2)


def measure(small: str, large: str, size: int, rounds: int, say: Say) -> list[dict[str, Any]]:
    """`small` and `large` are the two databases, filled with `small_of(size)` and `size` rows."""
    import django

    django.setup()
    from bench.lists.filling import LISTS

    with contextlib.ExitStack() as open_ones:
        running = {
            name: open_ones.enter_context(contextlib.closing(Contender(kind, database, USERNAME)))
            for name, kind, database in ((SMALL, PRODUCT, small), (PRODUCT, PRODUCT, large), (TUNED, TUNED, large))
        }
        measured = [(each, _looked_at(each, size, running)) for each in LISTS]
        for number in range(rounds):
            say(f"  round {number + 1} of {rounds}")
            turn = list(running)[number % 3 :] + list(running)[: number % 3]
            for each, asked in measured:
                for name in turn:
                    _time(name, running[name], addresses(each, name, size), asked)
    return [_summary(each, asked, size) for each, asked in measured]


def addresses(each: ListPage, name: str, size: int) -> dict[str, str]:
    if name == TUNED:
        return each.in_the_admin(size)
    return each.address(small_of(size) if name == SMALL else size)


def shown_in(body: str) -> int:
    return len(ROW.findall(body))


def _looked_at(each: ListPage, size: int, running: dict[str, Contender]) -> dict[str, Asked]:
    """What each contender shows of it. A page without a row measures nothing."""
    found = {what: Asked() for what in ASKED if what in each.address(size)}
    for name, contender in running.items():
        for what, address in addresses(each, name, size).items():
            seen = contender.ask(do="look", addresses=[address])
            found[what].queries[name] = seen["queries"]
            found[what].shown[name] = shown_in(seen["body"])
            if found[what].shown[name] < 2 and (what != FAR or size >= 2000):
                raise CannotMeasure(f"{each.name}: {name} shows no row at {address}")
    return found


def _time(name: str, contender: Contender, of: dict[str, str], asked: dict[str, Asked]) -> None:
    for what, address in of.items():
        took = contender.ask(do="time", addresses=[address], calls=CALLS)
        asked[what].cpu.setdefault(name, []).append(took["cpu"])


def _summary(each: ListPage, asked: dict[str, Asked], size: int) -> dict[str, Any]:
    parts = {what: of.summary() for what, of in asked.items()}
    return {"key": each.name, "table": each.model, "size": size, "small": small_of(size), "asked": parts}
