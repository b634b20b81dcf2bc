"""Pages: fill a database, start the contenders, look at what they show, and time them in interleaved rounds."""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from bench.scenarios import CONTENDERS, LEAST, PRODUCT, SCENARIOS, Scenario

ROOT = Path(__file__).resolve().parents[1]
LINK = re.compile(r'href="/(?:engagemang|least|(?:admin|tuned)/engagements/engagement)/(\d+)/')
Say = Callable[[str], None]


class CannotMeasure(Exception):
    """A contender failed or shows something else than the others; the sentence says which."""


class Contender:
    """A process that answers for one contender."""

    def __init__(self, name: str, database: str, username: str) -> None:
        self.name = name
        environment = os.environ | {"DJANGO_SETTINGS_MODULE": CONTENDERS[name], "UTBLICK_BENCH_DATABASE": database}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bench.child", username],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment,
        )  # fmt: skip
        self._read()

    def ask(self, **order: Any) -> dict[str, Any]:
        assert self.process.stdin
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        return self._read()

    def _read(self) -> dict[str, Any]:
        assert self.process.stdout
        line = self.process.stdout.readline()
        if not line:
            raise CannotMeasure(f"{self.name} ended with {self.process.wait()}")
        return json.loads(line)

    def close(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@dataclass
class Measured:
    """One scenario: the milliseconds of each round, queries and size, for each contender.

    `cpu` is the processor time of the contender and its database backend, which is what is compared.
    """

    key: str
    says: str
    wall: dict[str, list[float]] = field(default_factory=dict)
    cpu: dict[str, list[float]] = field(default_factory=dict)
    queries: dict[str, int] = field(default_factory=dict)
    size: dict[str, int] = field(default_factory=dict)

    def summary(self) -> dict[str, Any]:
        return {
            "key": self.key,
            "says": self.says,
            "ms": {name: round(median(times), 2) for name, times in self.cpu.items()},
            "wall_ms": {name: round(median(times), 2) for name, times in self.wall.items()},
            "ratio": {name: paired(self.cpu[PRODUCT], times) for name, times in self.cpu.items() if name != PRODUCT},
            "wall_ratio": {
                name: paired(self.wall[PRODUCT], times) for name, times in self.wall.items() if name != PRODUCT
            },
            "queries": self.queries,
            "bytes": self.size,
            "rounds": {name: [round(ms, 2) for ms in times] for name, times in self.cpu.items()},
        }


def paired(ours: list[float], theirs: list[float]) -> float:
    """The median of the ratios of each round, so that a slow moment of the machine strikes both sides."""
    return round(median(a / b for a, b in zip(ours, theirs, strict=True)), 3)


def fill(database: str, size: int, say: Say, what: str = "pages") -> None:
    """Migrate and fill an empty database in a process of its own, for the pages or for the lists. SQLite need not
    survive a power cut meanwhile."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings.bench", "UTBLICK_BENCH_DATABASE": database}
    command = [sys.executable, "-m", "bench.filling", str(size), what]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        for line in process.stdout:
            say(f"  {line.rstrip()}")
    if process.returncode:
        raise CannotMeasure("the database could not be filled")


@contextlib.contextmanager
def contenders(database: str, names: list[str]) -> Iterator[dict[str, Contender]]:
    from bench.words import USERNAME

    started: dict[str, Contender] = {}
    try:
        for name in names:
            started[name] = Contender(name, database, USERNAME)
        yield started
    finally:
        for contender in started.values():
            contender.close()


def measure(database: str, rounds: int, calls: int, say: Say) -> list[dict[str, Any]]:
    """Every scenario in every round, at most `calls` times, the contenders in turn, another one first in each round."""
    order = list(CONTENDERS)
    with contenders(database, order) as running:
        measured = [look(scenario, running) for scenario in SCENARIOS]
        for number in range(rounds):
            say(f"  round {number + 1} of {rounds}")
            turn = order[number % len(order) :] + order[: number % len(order)]
            for scenario, result in zip(SCENARIOS, measured, strict=True):
                for name in turn:
                    took = running[name].ask(do="time", addresses=scenario.addresses[name], calls=calls)
                    result.wall.setdefault(name, []).append(took["wall"])
                    result.cpu.setdefault(name, []).append(took["cpu"])
    return [result.summary() for result in measured]


def look(scenario: Scenario, running: dict[str, Contender]) -> Measured:
    """What each contender shows. The product and the least page must show the same rows."""
    result = Measured(scenario.key, scenario.says)
    shown: dict[str, list[str]] = {}
    for name, contender in running.items():
        seen = contender.ask(do="look", addresses=scenario.addresses[name])
        result.queries[name] = seen["queries"]
        result.size[name] = len(seen["body"].encode())
        shown[name] = list(dict.fromkeys(LINK.findall(seen["body"])))
    empty = [name for name, numbers in shown.items() if not numbers]
    if scenario.compares_rows and empty:
        raise CannotMeasure(f"{scenario.says}: no engagement shown by {', '.join(empty)}")
    if scenario.compares_rows and LEAST in shown and shown[PRODUCT] != shown[LEAST]:
        raise CannotMeasure(f"{scenario.says}: the product and the least page show different rows")
    return result
