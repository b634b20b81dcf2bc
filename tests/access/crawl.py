"""Every URL asked once as one principal; matrix, headers and canary word are judged by what was answered."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.http import HttpResponse

from tests.access import world
from tests.access.addresses import address
from tests.access.asking import Visitor, ask
from tests.access.headers import faults
from tests.access.patterns import Pattern, all_patterns
from tests.access.principals import client_of
from tests.access.world import CANARY, World

READ, WRITE = "GET", "POST"
WORD = CANARY.encode()
MOST_QUERIES = 10
NOT_SIGNED_IN = {"anonymous", "deactivated"}


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    faults: list[str]
    says_the_word: bool
    queries: int


@dataclass
class Crawl:
    """What one principal was answered, by URL, class and method, and what was logged meanwhile."""

    answers: dict[tuple[str, str, str], Answer] = field(default_factory=dict)
    logged: list[str] = field(default_factory=list)


def classes_of(pattern: Pattern) -> tuple[str, ...]:
    return world.CLASSES if pattern.arguments else ("none",)


def url_of(pattern: Pattern, here: World, of_class: str) -> str:
    return address(pattern, here, of_class if of_class != "none" else "open")


def says_the_word(answer: HttpResponse) -> bool:
    """Whether the word stands in anything of the answer: reason, headers or body."""
    return WORD in answer.content_read + f"{answer.reason_phrase} {dict(answer.headers)}".encode()


def crawled(name: str, here: World) -> Crawl:
    """What this principal is answered everywhere in this world."""
    client = client_of(name, here)
    found = Crawl()
    with every_log_line() as records:
        for pattern in all_patterns():
            for of_class in classes_of(pattern):
                url = url_of(pattern, here, of_class)
                for method in (READ, WRITE):
                    found.answers[pattern.name, of_class, method] = _answer(client, method, url, name, pattern)
                if "forslag" in url:
                    part = ask(client, READ, url, **{"HX-Request": "true"})
                    found.answers[pattern.name, of_class, "GET by htmx"] = _judged(
                        part, pattern, signed_in=_signed_in(name)
                    )
    found.logged = [record.name for record in records if CANARY in _without_sql(record)]
    return found


def statuses(client: Visitor, here: World, patterns: list[Pattern]) -> dict[tuple[str, str, str], int]:
    """The status of every URL of these patterns, class by class and for both methods."""
    return {
        (pattern.name, of_class, method): ask(client, method, url_of(pattern, here, of_class)).status_code
        for pattern in patterns
        for of_class in classes_of(pattern)
        for method in (READ, WRITE)
    }


def _signed_in(name: str) -> bool:
    return name not in NOT_SIGNED_IN


def _answer(client: Visitor, method: str, url: str, name: str, pattern: Pattern) -> Answer:
    """Asked twice where the first time, with nothing cached, ran more queries than a page may."""
    left = pattern.name == "governance:sign_out" and method == WRITE
    answer = ask(client, method, url)
    if method == READ and answer.queries > MOST_QUERIES:
        answer = ask(client, method, url)
    return _judged(answer, pattern, signed_in=_signed_in(name) and not left)


def _judged(answer: HttpResponse, pattern: Pattern, *, signed_in: bool) -> Answer:
    wrong = faults(answer, signed_in=signed_in, name=pattern.name)
    return Answer(answer.status_code, wrong, says_the_word(answer), answer.queries)


def _without_sql(record: logging.LogRecord) -> str:
    """The statements of the database's own debug log are not written anywhere in production."""
    return "" if record.name == "django.db.backends" else record.getMessage()


class _Keeps(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextmanager
def every_log_line() -> Iterator[list[logging.LogRecord]]:
    """All that is logged meanwhile, down to the least important."""
    root, keeps = logging.getLogger(), _Keeps()
    level = root.level
    root.addHandler(keeps)
    root.setLevel(logging.DEBUG)
    try:
        yield keeps.records
    finally:
        root.setLevel(level)
        root.removeHandler(keeps)
