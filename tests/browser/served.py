"""The product over WSGI, with the one-click sign-in that `config.wsgi` refuses outside the demo's own settings.

A test has it run errands that nobody asks for over the net: what the clock does at midnight, a meeting with many
items. The server has started already; another process would have to.
"""

from __future__ import annotations

import json
from threading import Condition
from urllib.parse import parse_qsl

from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application

from tests.browser.midnight import midnight
from tests.browser.running import address_of
from tests.browser.sitting import sitting

product = get_wsgi_application()


class UnderWay:
    """How many requests are being answered: none of them may meet another database than it began with."""

    def __init__(self):
        self.changed, self.number = Condition(), 0
        request_started.connect(self.one_more)
        request_finished.connect(self.one_less)

    def one_more(self, **_) -> None:
        with self.changed:
            self.number += 1

    def one_less(self, **_) -> None:
        with self.changed:
            self.number -= 1
            self.changed.notify_all()

    def wait_for_all(self, patience: float = 60) -> bool:
        with self.changed:
            return self.changed.wait_for(lambda: self.number == 0, patience)


under_way = UnderWay()


def rest() -> None:
    """Answer what was asked and forget what was kept: what is asked next may be asked of another database."""
    from django.core.cache import cache

    assert under_way.wait_for_all(), "a request is still being answered"
    cache.clear()


ERRANDS = {address_of(each.__name__): each for each in (midnight, rest, sitting)}


def application(environ, start_response):
    errand = ERRANDS.get(environ["PATH_INFO"])
    if errand is None:
        return product(environ, start_response)
    done = json.dumps(carried_out(errand, dict(parse_qsl(environ["QUERY_STRING"])))).encode()
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(done)))])
    return [done]


def carried_out(errand, arguments: dict[str, str]):
    from django.db import connection

    try:
        return errand(**arguments)
    finally:
        connection.close()
