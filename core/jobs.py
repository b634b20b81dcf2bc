"""Background work that is done once, also when a worker is killed in the middle.

A handler does the slow part outside any transaction and returns a function that stores the result; that function runs
in the transaction that marks the job done, and only if the worker still holds the claim. So a job that was taken over
by another worker stores nothing twice.
"""

from __future__ import annotations

import logging
import threading
import uuid
from collections.abc import Callable
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Any

from celery import current_app
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import Q
from django.utils import timezone

from core.enums import JobState
from core.models import Job

log = logging.getLogger(__name__)

Store = Callable[[], dict[str, Any] | None]
Progress = Callable[[int], None]
Handler = Callable[[Job, Progress], Store]

MOST_ATTEMPTS = 3
HEARTBEAT_EVERY = 2.0
STALE_AFTER = timedelta(seconds=settings.JOB_STALE_SECONDS)
REMIND_EVERY = 2 * STALE_AFTER

_handlers: dict[str, Handler] = {}


class HasFailed(Exception):
    """A handler's way to say in plain words why the work cannot be done; it is not tried again."""


def handler(kind: str) -> Callable[[Handler], Handler]:
    def register(function: Handler) -> Handler:
        _handlers[kind] = function
        return function

    return register


def request(kind: str, *, key: str, arguments: dict[str, Any], label: str = "", by: Any = None) -> Job:
    """Write down that this work is wanted, in the caller's transaction, and remind a worker once it has committed.

    The same `key` again returns the job there is. A broker that does not answer costs nothing: the sweep finds the row.
    """
    job, created = Job.objects.get_or_create(
        key=key,
        defaults={"kind": kind, "arguments": arguments, "label": label, "requested_by_id": getattr(by, "pk", None)},
    )
    if created:
        transaction.on_commit(lambda: remind(job.pk))
    return job


def retry(job: Job) -> None:
    """Let a failed job start over."""
    Job.objects.filter(pk=job.pk, state=JobState.FAILED).update(
        state=JobState.WAITING, attempts=0, error="", progress=0, claim=""
    )
    transaction.on_commit(lambda: remind(job.pk))


def remind(job_id: int) -> None:
    """Send the job's number to the broker; swallow a broker that is down, since the row stays."""
    try:
        current_app.send_task("core.run_job", (job_id,), retry=False)
    except Exception:
        log.warning("broker unreachable; job %s waits for the sweep", job_id)


def claim(job_id: int) -> Job | None:
    """Take the job if it waits, or if whoever ran it has not been heard from. Conditional, so one of many gets it."""
    token = str(uuid.uuid4())
    now = timezone.now()
    free = Q(state=JobState.WAITING) | Q(state=JobState.RUNNING, heartbeat_at__lt=now - STALE_AFTER)
    job = Job.objects.filter(pk=job_id).filter(free).first()
    if job is None:
        return None
    if job.attempts >= MOST_ATTEMPTS:
        Job.objects.filter(pk=job_id, claim=job.claim).filter(free).update(
            state=JobState.FAILED, error=job.error or "the worker stopped three times", finished_at=now
        )
        return None
    taken = (
        Job.objects.filter(pk=job_id, claim=job.claim, attempts=job.attempts)
        .filter(free)
        .update(state=JobState.RUNNING, claim=token, attempts=job.attempts + 1, heartbeat_at=now, progress=0)
    )
    return Job.objects.get(pk=job_id) if taken else None


def run(job_id: int) -> bool:
    """Claim and do one job. True when this call finished it."""
    job = claim(job_id)
    if job is None:
        return False
    try:
        with _heartbeat(job):
            store = _handlers[job.kind](job, lambda percent: _report(job, percent))
        return _finish(job, store)
    except HasFailed as reason:
        _give_up(job, str(reason), final=True)
    except Exception as error:
        log.exception("job %s (%s) failed", job.pk, job.kind)
        _give_up(job, f"{type(error).__name__}: {error}", final=job.attempts >= MOST_ATTEMPTS)
    return False


@transaction.atomic
def _finish(job: Job, store: Store) -> bool:
    mine = Job.objects.select_for_update(no_key=True).filter(pk=job.pk, claim=job.claim, state=JobState.RUNNING)
    if mine.first() is None:
        return False
    result = store() or {}
    Job.objects.filter(pk=job.pk).update(
        state=JobState.DONE, progress=100, finished_at=timezone.now(), result=result, error=""
    )
    return True


def _give_up(job: Job, reason: str, *, final: bool) -> None:
    state = JobState.FAILED if final else JobState.WAITING
    Job.objects.filter(pk=job.pk, claim=job.claim).update(
        state=state, error=reason, finished_at=timezone.now() if final else None
    )


def _report(job: Job, percent: int) -> None:
    Job.objects.filter(pk=job.pk, claim=job.claim).update(progress=percent, heartbeat_at=timezone.now())


@contextmanager
def _heartbeat(job: Job):
    """Say every other second that the job is alive, from a thread with a connection of its own."""
    if connection.in_atomic_block:
        yield
        return
    stopped = threading.Event()

    def beat() -> None:
        try:
            while not stopped.wait(HEARTBEAT_EVERY):
                # A database that is busy for a moment must not end the beat: the job would look abandoned.
                with suppress(DatabaseError):
                    Job.objects.filter(pk=job.pk, claim=job.claim).update(heartbeat_at=timezone.now())
        finally:
            connection.close()

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join()


def sweep() -> int:
    """Remind workers of every job that has waited a while, or whose worker has gone silent. Returns how many.

    A waiting job is reminded of now and then, not at every sweep: a long backlog must not fill the broker.
    """
    now = timezone.now()
    unanswered = now - REMIND_EVERY
    waiting = Q(state=JobState.WAITING, reminded_at__lt=unanswered)
    silent = Q(state=JobState.RUNNING, heartbeat_at__lt=now - STALE_AFTER)
    ids = list(Job.objects.filter(waiting | silent).values_list("pk", flat=True)[:500])
    Job.objects.filter(pk__in=ids).update(reminded_at=now)
    for job_id in ids:
        remind(job_id)
    return len(ids)
