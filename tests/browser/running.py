"""A city's demo built once, copied for each test, and served by processes of its own."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from signal import SIGKILL
from urllib.parse import urlsplit, urlunsplit

import psycopg

from tests.browser import clock
from tools import processes

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
SETTINGS = "tests.browser.settings"


@dataclass
class Database:
    """An address and how to copy what is there; SQLite copies a file, PostgreSQL a template."""

    url: str

    def copy_to(self, name: str, folder: Path) -> Database:
        if self.url.startswith("sqlite"):
            target = folder / "utblick.sqlite3"
            shutil.copy(self.url.removeprefix("sqlite:///"), target)
            return Database(f"sqlite:///{target}")
        copy = Database(_renamed(self.url, name))
        _drop(self.url, name)
        with _maintenance(self.url) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{urlsplit(self.url).path[1:]}"')
        return copy

    def remove(self) -> None:
        if not self.url.startswith("sqlite"):
            _drop(self.url, urlsplit(self.url).path[1:])


def _drop(url: str, name: str, tries: int = 40) -> None:
    """A vacuum that the server has begun there by itself is not ours to end: wait for it."""
    for left in reversed(range(tries)):
        try:
            with _maintenance(url) as connection:
                connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            return
        except psycopg.errors.InsufficientPrivilege:
            if not left:
                raise
            time.sleep(0.5)


def empty_database(name: str, folder: Path) -> Database:
    """A new database beside the one DATABASE_URL leads to, or a file when there is none."""
    address = os.environ.get("DATABASE_URL", "")
    if not address.startswith(("postgres", "postgresql")):
        return Database(f"sqlite:///{folder / 'template.sqlite3'}")
    _drop(address, name)
    with _maintenance(address) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return Database(_renamed(address, name))


def _renamed(address: str, name: str) -> str:
    return urlunsplit(urlsplit(address)._replace(path=f"/{name}"))


@contextmanager
def _maintenance(address: str) -> Iterator:
    with closing(psycopg.connect(_renamed(address, "postgres"), autocommit=True)) as connection:
        yield connection


def environment(folder: Path, database: Database, *, migrations: bool) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key not in {"REDIS_URL", "UTBLICK_TEST_BROKER"}}
    return kept | {
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "DATABASE_URL": database.url,
        "UTBLICK_TEST_DIR": str(folder),
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "ignore",
        **({} if migrations else {"UTBLICK_WITHOUT_MIGRATIONS": "1"}),
    }


def run_module(module: str, *arguments: str, env: dict[str, str]) -> str:
    """Run a module of the tests to its end; what it printed is returned, a failure is shown."""
    ran = subprocess.run(
        [sys.executable, "-m", module, *arguments], env=env, cwd=ROOT, capture_output=True, text=True, timeout=240
    )
    assert ran.returncode == 0, ran.stdout[-2000:] + ran.stderr[-4000:]
    return ran.stdout


@dataclass
class City:
    """A city being served: where, and with what processes."""

    folder: Path
    database: Database
    env: dict[str, str]
    url: str = ""
    started: list[subprocess.Popen] = field(default_factory=list)
    today: date = field(default_factory=clock.today)

    def serve(self) -> None:
        """Start the web server on a socket that is already open, so that nobody has to wait for a port."""
        listener = socket.socket()
        listener.bind(("127.0.0.1", 0))
        listener.listen(64)
        self.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        command = [
            *(str(BIN / "gunicorn"), "tests.browser.served", "--bind", f"fd://{listener.fileno()}"),
            *("--workers", "1", "--threads", "4", "--no-control-socket", "--log-level", "warning"),
        ]
        self._start(command, "web", pass_fds=[listener.fileno()])
        listener.close()
        try:
            with urllib.request.urlopen(f"{self.url}/halsa/", timeout=60) as answer:
                assert answer.status == 200
        except OSError as reason:
            said = self.logs()
            self.stop()
            raise AssertionError(f"the web server does not answer: {reason}\n{said}") from reason

    def work(self) -> None:
        """Start a worker for the jobs that are asked for from now on."""
        command = [
            *(str(BIN / "celery"), "--quiet", "--app", "config", "worker", "--concurrency", "1", "--pool", "solo"),
            *("--loglevel", "warning", "--without-gossip", "--without-mingle"),
        ]
        self._start(command, "worker")

    def wait_until(self, day: date) -> None:
        """Let the city's clock stand at this day, and let it do what it does at midnight."""
        self.today = day
        clock.put_ahead(self.folder, (day - clock.today()).days)
        self.midnight()

    def midnight(self) -> dict[str, int]:
        return json.loads(run_module("tests.browser.midnight", env=self.env))

    def _start(self, command: list[str], name: str, **options) -> None:
        with (self.folder / f"{name}.log").open("wb") as log:
            self.started.append(
                processes.start(command, env=self.env, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT, **options)
            )

    def stop(self) -> None:
        for process in self.started:
            processes.signal_group(process.pid, SIGKILL)
            process.wait()
        self.started.clear()
        self.database.remove()

    def logs(self) -> str:
        return "\n".join(path.read_text(errors="replace")[-3000:] for path in sorted(self.folder.glob("*.log")))
