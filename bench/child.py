"""One contender in a process of its own: answers requests through the WSGI handler and says what they took.

Started by `bench.processes` with its settings in DJANGO_SETTINGS_MODULE; speaks lines of JSON.
"""

from __future__ import annotations

import gc
import io
import json
import os
import sys
from statistics import median
from time import perf_counter, process_time
from typing import Any

from bench import cpu

LEAST_CALLS = 3
SECONDS = 0.8
"""A scenario is called until it has had 0.8 s, but at least 3 times and at most as often as is ordered."""


class Caller:
    def __init__(self, username: str) -> None:
        import django

        django.setup()
        from django.conf import settings
        from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
        from django.contrib.sessions.backends.cached_db import SessionStore
        from django.core.wsgi import get_wsgi_application

        from governance.models import Person

        self.application = get_wsgi_application()
        person = Person.objects.get(username=username)
        session = SessionStore()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.save()
        self.cookie = f"{settings.SESSION_COOKIE_NAME}={session.session_key}"

    def get(self, address: str) -> tuple[int, bytes]:
        """One GET as a server would make it, read to its end and closed."""
        path, _, query = address.partition("?")
        status: list[str] = []
        environ: dict[str, Any] = {
            "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "SCRIPT_NAME": "",
            "SERVER_NAME": "localhost", "SERVER_PORT": "80", "HTTP_HOST": "localhost", "REMOTE_ADDR": "127.0.0.1",
            "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_COOKIE": self.cookie, "HTTP_ACCEPT_LANGUAGE": "sv",
            "wsgi.version": (1, 0), "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(), "wsgi.errors": sys.stderr,
            "wsgi.multithread": False, "wsgi.multiprocess": True, "wsgi.run_once": False,
        }  # fmt: skip
        response = self.application(environ, lambda line, headers, exc=None: status.append(line))
        try:
            body = b"".join(response)
        finally:
            response.close()
        return int(status[0].split()[0]), body

    def look(self, addresses: list[str]) -> dict[str, Any]:
        """One visit with what it shows and how many queries it ran, after one to warm up."""
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        for address in addresses:
            self.get(address)
        bodies, queries = [], 0
        for address in addresses:
            with CaptureQueriesContext(connection) as captured:
                status, body = self.get(address)
            if status != 200:
                raise SystemExit(f"{address} answered {status}")
            queries += len(captured)
            bodies.append(body.decode())
        return {"body": "\n".join(bodies), "queries": queries}

    def time(self, addresses: list[str], most: int) -> dict[str, float]:
        """p50 of a visit's milliseconds by the clock and by the processors: of this process and its database's."""
        walls, cpus, until = [], [], perf_counter() + SECONDS
        backend = self.backend()
        gc.collect()
        while len(walls) < LEAST_CALLS or (perf_counter() < until and len(walls) < most):
            wall, spent = perf_counter(), process_time() * 1000 + self.of_backend(backend)
            for address in addresses:
                self.get(address)
            walls.append((perf_counter() - wall) * 1000)
            cpus.append(process_time() * 1000 + self.of_backend(backend) - spent)
        return {"wall": median(walls), "cpu": median(cpus), "calls": len(walls)}

    def backend(self) -> int | None:
        """The process that works for us in PostgreSQL; SQLite works in ours."""
        from django.db import connection

        if connection.vendor != "postgresql":
            return None
        connection.ensure_connection()
        return connection.connection.info.backend_pid

    def of_backend(self, pid: int | None) -> float:
        return cpu.spent_by(pid) if pid else 0.0


def main() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    caller = Caller(sys.argv[1])
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        order = json.loads(line)
        if order["do"] == "look":
            answer = caller.look(order["addresses"])
        else:
            answer = caller.time(order["addresses"], order["calls"])
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
