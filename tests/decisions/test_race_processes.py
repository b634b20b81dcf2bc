"""Ten secretaries record the same hundred decisions at once over HTTP, against four web processes.

Exactly one post in ten becomes the decision; the other nine are told so in plain words, and nothing breaks.
"""

from __future__ import annotations

import http.client
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from core.models import Event
from decisions.models import Case, Decision, Effect
from tests import factories
from tools.processes import free_port

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

CASES, DECIDERS, WEB_PROCESSES = 100, 10, 4
PLAINLY = "Någon annan hann före"
TOKEN = "a" * 32


@pytest.fixture
def address(other_process_env, tmp_path) -> Iterator[tuple[str, int]]:
    """Where gunicorn serves the product with four processes on this test's database."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "tests.decisions.race_site", "--bind", f"127.0.0.1:{port}"]
    command += [
        "--preload",
        "--workers",
        str(WEB_PROCESSES),
        "--worker-class",
        "gthread",
        "--threads",
        "4",
        "--keep-alive",
        "30",
    ]
    log = (tmp_path / "gunicorn.log").open("wb")
    server = subprocess.Popen(command, env=other_process_env, stdout=log, stderr=log)
    try:
        _wait_for(port, server)
        yield "127.0.0.1", port
    finally:
        server.terminate()
        server.wait(timeout=30)
        log.close()


def _wait_for(port: int, server: subprocess.Popen) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and server.poll() is None:
        with suppress(OSError), closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
            connection.request("GET", "/offentligt/")
            if connection.getresponse().status == 200:
                return
        time.sleep(0.2)
    raise AssertionError("the web processes did not start")


def signed_in(person) -> str:
    """The cookies of somebody who has signed in."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}; {settings.CSRF_COOKIE_NAME}={TOKEN}"


class Decider(threading.Thread):
    """One secretary, on a connection kept open, posting to every case at the same moment as the other nine."""

    def __init__(self, address, cookies, posts, start):
        super().__init__()
        self.address, self.cookies, self.posts, self.start_together = address, cookies, posts, start
        self.answers: list[tuple[int, bool]] = []

    def run(self) -> None:
        connection = http.client.HTTPConnection(*self.address, timeout=60)
        for url, facts in self.posts:
            self.start_together.wait(timeout=120)
            connection.request("POST", url, urlencode(facts), self.headers())
            answer = connection.getresponse()
            text = answer.read().decode()
            self.answers.append((answer.status, PLAINLY in text))
        connection.close()

    def headers(self) -> dict[str, str]:
        return {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": self.cookies,
            "X-CSRFToken": TOKEN,
        }


def test_a_thousand_posts_to_four_web_processes_make_a_hundred_decisions(world, address):
    cases = [world.put_forward() for _each in range(CASES)]
    facts = [world.facts() | {"step": world.active(case).pk, "sitting": 1, "confirm": "1"} for case in cases]
    posts = [
        (f"/arenden/{case.pk}/beslut/", said | {"paragraph": str(number)})
        for number, (case, said) in enumerate(zip(cases, facts, strict=True), start=1)
    ]
    start = threading.Barrier(DECIDERS)
    people = [factories.secretary(world.board) for _each in range(DECIDERS)]
    deciders = [Decider(address, signed_in(person), posts, start) for person in people]

    for decider in deciders:
        decider.start()
    for decider in deciders:
        decider.join()

    answers = Counter(answer for decider in deciders for answer in decider.answers)
    assert answers == {(302, False): 100, (409, True): 900}
    assert Decision.objects.count() == 100
    assert Event.objects.filter(happening="case.decided").count() == 100
    assert Effect.objects.filter(state="done").count() == 100
    assert Case.objects.filter(state="decided").count() == 100
    assert len(set(Decision.objects.values_list("paragraph", flat=True))) == 100
