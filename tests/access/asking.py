"""One request as one principal: answered by the whole product, undone, and without what only other tests look at."""

from __future__ import annotations

from functools import cache
from typing import Any
from unittest.mock import patch

from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import ResolverMatch, URLResolver, get_resolver

NOT_ASKED = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT", 'INSERT INTO "core_event"')


class Visitor(Client):
    """Comes to every request with the same cookies, whatever the answer before said of them.

    Django's client also keeps what each template was given, and takes in the cookies of each answer.
    """

    def request(self, **request: Any) -> HttpResponse:
        with patch.object(get_resolver(), "resolve", _resolved):
            return self.handler(self._base_environ(**request))


@cache
def _resolved(path: str) -> ResolverMatch:
    """The view at this address, looked up once: who asks and how does not change where an address leads."""
    return URLResolver.resolve(get_resolver(), path)


class Counter:
    """Counts what is asked of the database: not the test's own savepoints, nor the event that a reading leaves."""

    def __init__(self) -> None:
        self.number = 0

    def __call__(self, execute: Any, sql: str, *arguments: Any) -> Any:
        self.number += not sql.startswith(NOT_ASKED)
        return execute(sql, *arguments)


def ask(client: Visitor, method: str, url: str, **headers: str) -> HttpResponse:
    """The answer to one request, read to its end, whose effects on rows are undone."""
    counter = Counter()
    with transaction.atomic(), connection.execute_wrapper(counter):
        answer = client.generic(method, url, headers=headers)
        answer.content_read = b"".join(answer.streaming_content) if answer.streaming else answer.content
        transaction.set_rollback(True)
    answer.queries = counter.number
    return answer
