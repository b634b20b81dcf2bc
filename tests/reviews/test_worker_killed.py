"""kill -9 of the worker while it makes PDFs: each is made once, and nothing is left behind."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pytest
from celery import Celery
from django.conf import settings
from django.db.models import Count

from core.models import Event, Job, Notice
from documents import store
from documents.models import Document
from reviews import actions
from reviews.enums import Happening, PaperSectionKey
from reviews.models import PaperSection, PositionPaper
from tests import factories
from tests.databases import HERE
from tests.reviews import scenes
from tools import processes

PATIENCE = 300
UNDECIDED = ["waiting", "running"]


@pytest.mark.slow
@pytest.mark.parametrize(("number_of_papers", "kills"), [(50, 10) if HERE == "postgresql" else (15, 4)])
def test_worker_killed_again_and_again_makes_each_pdf_once(number_of_papers, kills, other_process_env, tmp_path):
    before = _files()
    papers = [_paper(number) for number in range(number_of_papers)]
    chance = random.Random()
    hits: Counter[str] = Counter()

    with _Worker(other_process_env, tmp_path / "worker.log") as worker:
        for number in range(kills):
            worker.wait_for_work()
            time.sleep(chance.uniform(0, 1.2))
            hits[worker.kill(whole=number % 2 == 0)] += 1
        worker.wait_until_done()

    states = dict(Job.objects.order_by().values_list("state").annotate(number=Count("pk")))
    assert hits.total() == kills
    assert states == {"done": 2 * number_of_papers}
    assert Document.objects.count() == number_of_papers
    assert sorted(_altered()) == []
    assert _files() - before == {document.sha256 for document in Document.objects.all()} - before
    made = Event.objects.filter(happening=Happening.PDF_MADE).order_by().values_list("subject")
    assert set(made.annotate(number=Count("pk")).values_list("number", flat=True)) == {1}
    assert made.count() == number_of_papers
    assert Notice.objects.filter(kind="reviews.pdf", sent_at__isnull=False).count() == number_of_papers
    assert PositionPaper.objects.filter(pk__in=[paper.pk for paper in papers], pdf=None).count() == 0


class _Worker:
    """A real Celery worker, started again whenever it is killed, with a clock that asks for sweeps."""

    def __init__(self, environment: dict[str, str], log: Path):
        self.environment = environment | {"UTBLICK_TEST_JOB_STALE_SECONDS": "5"}
        self.log = log
        self.broker = _broker(environment)
        self.swept_at = 0.0

    def __enter__(self) -> _Worker:
        self._start()
        return self

    def __exit__(self, *_: object) -> None:
        processes.signal_group(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def _start(self) -> None:
        command = [
            sys.executable,
            "-m",
            "celery",
            "--app",
            "config",
            "worker",
            "--concurrency",
            "2",
            "--loglevel",
            "INFO",
        ]
        command += ["--without-gossip", "--without-mingle"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )

    def kill(self, *, whole: bool) -> str:
        """The whole worker, or one of the processes that does its work; either in the middle of whatever it does."""
        children = _children(self.process.pid)
        if whole or not children:
            processes.signal_group(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self._start()
            return "worker"
        with suppress(ProcessLookupError):
            os.kill(random.choice(children), signal.SIGKILL)
        return "child"

    def wait_for_work(self) -> None:
        """Until a PDF is being made. A third attempt is let be: a job that stops three workers is given up for good,
        which has its own test."""
        self._wait(lambda: _running(attempts__lt=3) and not _running(attempts__gte=3), "no job was running")

    def wait_until_done(self) -> None:
        self._wait(lambda: not Job.objects.filter(state__in=UNDECIDED).exists(), "jobs were stuck")

    def _wait(self, condition, complaint: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < deadline, f"{complaint}\n{self.log.read_text()[-3000:]}"
            if self.process.poll() is not None:
                self._start()
            self._ask_for_sweep()
            time.sleep(0.02)

    def _ask_for_sweep(self) -> None:
        if time.monotonic() - self.swept_at > 2:
            self.swept_at = time.monotonic()
            self.broker.send_task("core.sweep_jobs", expires=2)


def _running(**attempts: int) -> bool:
    return Job.objects.filter(kind="reviews.pdf", state="running", **attempts).exists()


def _paper(number: int) -> PositionPaper:
    """A small paper whose PDF a person has ordered, so that she is told when it is made."""
    if number == 0:
        scenes.policy()
    engagement = factories.engagement(title=f"Nätverk {number:02}")
    by = factories.coordinator()
    paper = PositionPaper.objects.create(
        engagement=engagement, number=1, title=f"Positionspapper {number:02}", created_by=by
    )
    PaperSection.objects.create(paper=paper, key=PaperSectionKey.PURPOSE, order=0, text=f"Åäö nummer {number}.")
    actions.order_pdf(obj=paper, by=by)
    return paper


def _broker(environment: dict[str, str]) -> Celery:
    """The worker's own broker, reached from here."""
    app = Celery("clock")
    folder = environment.get("UTBLICK_TEST_BROKER")
    if folder:
        options = {"data_folder_in": folder, "data_folder_out": folder, "control_folder": f"{folder}-control"}
        app.conf.update(broker_url="filesystem://", broker_transport_options=options)
    else:
        options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
        app.conf.update(broker_url=settings.CELERY_BROKER_URL, broker_transport_options=options)
    return app


def _children(pid: int) -> list[int]:
    with suppress(OSError):
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def _files() -> set[str]:
    return {path.name for path in Path(settings.DOCUMENTS_DIR).rglob("*") if path.is_file()}


def _altered() -> list[str]:
    return [row.sha256 for row in Document.objects.all() if sha256(store.read(row.sha256)).hexdigest() != row.sha256]
