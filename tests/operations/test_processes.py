"""Nothing is left running, the parts say whether they live, and every scheduled request has somebody to take it."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from config.celery import app
from config.json_lines import JsonLines
from tools import heartbeat, processes
from tools.run import PORT_TAKEN

ROOT = Path(__file__).resolve().parents[2]


def is_running(pid: int) -> bool:
    with contextlib.suppress(OSError):
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    return False


def wait_until(condition, patience: float = 30.0) -> bool:
    deadline = time.monotonic() + patience
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)
    return bool(condition())


def test_every_scheduled_request_has_a_task_that_takes_it():
    app.loader.import_default_modules()

    assert [entry["task"] for entry in app.conf.beat_schedule.values() if entry["task"] not in app.tasks] == []


def test_broker_gives_up_before_a_request_is_kept_waiting():
    from config.settings.base import CELERY_TASK_TIME_LIMIT, redis_broker

    _, options = redis_broker("redis://127.0.0.1/0")

    assert (options["socket_timeout"], options["unacked_restore_interval"]) == (1, 1)
    assert options["visibility_timeout"] > CELERY_TASK_TIME_LIMIT
    assert settings.CELERY_TASK_PUBLISH_RETRY is False


@pytest.mark.django_db
def test_health_answers_anybody_and_tells_nothing(client):
    response = client.get(reverse("core:health"))

    assert (response.status_code, response.content) == (200, b"ok\n")


def test_heartbeat_tells_alive_from_silent_and_never_seen(tmp_path, monkeypatch):
    monkeypatch.setenv("HEARTBEAT_DIR", str(tmp_path))
    never = heartbeat.main("worker")
    (tmp_path / "worker").touch()
    alive = heartbeat.main("worker")
    os.utime(tmp_path / "worker", (time.time() - 600, time.time() - 600))
    silent = heartbeat.main("worker")

    assert (never, alive, silent) == (1, 0, 1)


def test_log_line_is_json_in_utc():
    record = logging.LogRecord("prov", logging.WARNING, __file__, 1, "på %s", ("svenska",), None)
    record.created = 0.0

    line = json.loads(JsonLines().format(record))

    assert (line["at"], line["level"], line["message"]) == ("1970-01-01T00:00:00.000+00:00", "warning", "på svenska")


def test_end_all_ends_grandchildren_that_will_not(tmp_path):
    stubborn = "trap '' TERM; sleep 300 & echo $! > pid; wait"
    process = processes.start(["sh", "-c", stubborn], cwd=tmp_path)
    assert wait_until(lambda: (tmp_path / "pid").exists() and (tmp_path / "pid").read_text())
    grandchild = int((tmp_path / "pid").read_text())

    processes.end_all([process], patience=0.2)

    assert wait_until(lambda: not is_running(grandchild))


@pytest.mark.slow
def test_servers_end_with_the_command_that_was_run():
    run = subprocess.run(
        [sys.executable, "-m", "tools.servers", "--", "sh", "-c", "echo $DATABASE_URL $REDIS_URL; exit 3"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )

    assert run.returncode == 3
    ports = [int(url.rsplit(":", 1)[1].split("/")[0]) for url in run.stdout.split()]
    assert [processes.answers(port) for port in ports] == [False, False]


@pytest.fixture
def open_folder():
    """A folder for temporary files that the user PostgreSQL runs as can enter, and that is removed whatever happens."""
    folder = Path(tempfile.mkdtemp(prefix="utblick-test-servers-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL], ids=["SIGTERM", "SIGKILL"])
def test_servers_end_when_whoever_started_them_is_ended(number, open_folder):
    url = open_folder / "url"
    command = [sys.executable, "-m", "tools.servers", "--", "sh", "-c", f"echo $DATABASE_URL > {url}; sleep 300"]
    run = subprocess.Popen(command, cwd=ROOT, start_new_session=True, env=os.environ | {"TMPDIR": str(open_folder)})
    assert wait_until(lambda: url.exists() and url.read_text(), patience=90)
    port = int(url.read_text().rsplit(":", 1)[1].split("/")[0])

    run.send_signal(number)
    run.wait(30)

    assert wait_until(lambda: not processes.answers(port))


def test_run_says_that_the_port_is_taken_and_which_is_free():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        run = subprocess.run(
            [sys.executable, "-m", "tools.run", "--port", str(port)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
        )

    assert (run.returncode, run.stderr) == (1, PORT_TAKEN.format(port=port, other=port + 1) + "\n")


def test_run_of_unknown_city_names_the_cities_there_are():
    run = subprocess.run(
        [sys.executable, "-m", "tools.run", "--city", "atlantis"], cwd=ROOT, capture_output=True, text=True, timeout=60
    )

    assert run.returncode == 2
    assert "CITY is one of: goteborg, norrkoping, stockholm" in run.stderr
