"""A city being served from a copy of its demo, by processes of its own."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import urllib.request
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from signal import SIGKILL
from typing import Any
from urllib.parse import urlencode

from tests.browser import clock
from tests.databases import ROOT, Database
from tools import processes

BIN = Path(sys.executable).parent
SETTINGS = "tests.browser.settings"
LEFT_BEHIND = ("documents", "mail", "broker", "broker-control")
"""The folders of a city in which a test leaves something."""


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


def address_of(errand: str) -> str:
    """Where a served city is asked to run this errand of a test (`tests.browser.served`)."""
    return f"/{errand}-i-ett-prov/"


@dataclass
class City:
    """A city being served: where, and with what processes."""

    folder: Path
    database: Database
    env: dict[str, str]
    url: str = ""
    started: dict[str, subprocess.Popen] = field(default_factory=dict)
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
        return self.errand("midnight")

    def errand(self, name: str, **arguments: object) -> Any:
        """Have the web server do what nobody asks for over the net; returns what it told."""
        with urllib.request.urlopen(f"{self.url}{address_of(name)}?{urlencode(arguments)}", timeout=120) as answer:
            return json.load(answer)

    def begin_anew(self, template: tuple[Path, Database]) -> None:
        """As from the start, without a worker; the web server goes on, since another takes seconds to start."""
        source, database = template
        self._end("worker")
        self.errand("rest")
        database.copy_as(self.database.name)
        for each in LEFT_BEHIND:
            shutil.rmtree(self.folder / each, ignore_errors=True)
            (self.folder / each).mkdir()
        shutil.copytree(source / "documents", self.folder / "documents", dirs_exist_ok=True)
        self.today = clock.today()
        clock.put_ahead(self.folder, 0)

    def _start(self, command: list[str], name: str, **options) -> None:
        with (self.folder / f"{name}.log").open("wb") as log:
            self.started[name] = processes.start(
                command, env=self.env, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT, **options
            )

    def _end(self, name: str) -> None:
        if process := self.started.pop(name, None):
            processes.signal_group(process.pid, SIGKILL)
            process.wait()

    def stop(self) -> None:
        for name in list(self.started):
            self._end(name)
        self.database.remove()

    def logs(self) -> str:
        return "\n".join(path.read_text(errors="replace")[-3000:] for path in sorted(self.folder.glob("*.log")))
