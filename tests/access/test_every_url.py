"""Each principal at every URL, with both methods, for every class of objects: what it answers and what it tells.

One crawl a principal; the tests of one principal follow on each other, so that it is made once.
"""

from __future__ import annotations

import pytest

from tests.access import matrix
from tests.access.crawl import MOST_QUERIES, READ, WRITE, crawled
from tests.access.principals import PRINCIPALS

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
# What a database may answer in its own way is which rows are visible; whom PostgreSQL shows what is confidential is
# asked by every search and export (test_canary), and by each app's own tests.
ASK_BOTH = ("anonymous",)
ASKING = [pytest.param(name, marks=[] if name in ASK_BOTH else [pytest.mark.on("sqlite")]) for name in PRINCIPALS]


@pytest.fixture(scope="module", params=ASKING)
def name(request) -> str:
    """Of the module, which makes pytest run all tests of one principal before those of the next."""
    return request.param


def test_every_url_answers_each_principal_as_the_matrix_says(name, request):
    answers = crawled(name).answers
    found = {key: answer.status for key, answer in answers.items() if key[2] in {READ, WRITE}}

    if request.config.getoption("--write-matrix"):
        written = matrix.read() if matrix.FILE.exists() else {}
        kept = {key: answers for key, answers in written.items() if key in found}
        matrix.write({key: kept.get(key, {}) | {name: status} for key, status in found.items()})
    expected = {key: answers[name] for key, answers in matrix.read().items()}
    assert found == expected


def test_every_answer_carries_the_headers(name):
    answers = crawled(name).answers

    assert {key: answer.faults for key, answer in answers.items() if answer.faults} == {}


def test_no_page_asks_the_database_more_than_ten_times(name):
    answers = crawled(name).answers

    assert {key: each.queries for key, each in answers.items() if key[2] == READ and each.queries > MOST_QUERIES} == {}


def test_no_page_or_log_line_says_the_word_to_anybody_it_was_not_handed_to(name):
    """Whom it was handed to is the control: the same look finds the word."""
    crawl = crawled(name)
    told = [key for key, answer in crawl.answers.items() if answer.says_the_word]

    if name == "granted":
        assert ("engagements:engagement_detail", "secret", READ) in told
    else:
        assert told == []
    assert crawl.logged == []
