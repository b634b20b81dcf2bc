"""Each principal at every URL, with both methods, for every class of objects: what it answers and what it tells.

One crawl a principal, and one test, so that it is made once however the tests are divided among processes.
"""

from __future__ import annotations

import pytest

from tests.access import matrix
from tests.access.crawl import MOST_QUERIES, READ, WRITE, Crawl, crawled
from tests.access.matrix import Key
from tests.access.principals import PRINCIPALS

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CONTROL = ("engagements:engagement_detail", "secret", READ)


@pytest.mark.parametrize("name", PRINCIPALS)
def test_every_url_answers_each_principal_as_the_matrix_says_and_tells_nothing(name, here, request):
    """Status, headers, at most ten queries a page, and the word in no answer and no log line; each kind told apart.

    Whom the word was handed to is the control: the same look finds it.
    """
    crawl = crawled(name, here)
    found = {key: answer.status for key, answer in crawl.answers.items() if key[2] in {READ, WRITE}}
    told = [key for key, answer in crawl.answers.items() if answer.says_the_word]

    if request.config.getoption("--write-matrix"):
        _write(name, found)
    expected = {key: answers[name] for key, answers in matrix.read().items()}
    wrong = {
        "status": {key: found.get(key) for key, _ in found.items() ^ expected.items()},
        "headers": {key: answer.faults for key, answer in crawl.answers.items() if answer.faults},
        "queries": _too_many_queries(crawl),
        "word in an answer": told if name != "granted" else [],
        "word in the log": crawl.logged,
    }
    assert {kind: where for kind, where in wrong.items() if where} == {}
    assert (CONTROL in told) == (name == "granted")


def _too_many_queries(crawl: Crawl) -> dict[Key, int]:
    return {key: each.queries for key, each in crawl.answers.items() if key[2] == READ and each.queries > MOST_QUERIES}


def _write(name: str, found: dict[Key, int]) -> None:
    written = matrix.read() if matrix.FILE.exists() else {}
    kept = {key: answers for key, answers in written.items() if key in found}
    matrix.write({key: kept.get(key, {}) | {name: status} for key, status in found.items()})
