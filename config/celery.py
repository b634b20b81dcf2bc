"""The Celery application: the worker and the one clock.

Started by `celery --app config worker` and `celery --app config beat`. Each leaves a sign of life, the worker when a
sweep has been done and the clock when it has asked for one; `python -m tools.heartbeat` reads it.
"""

import os
from pathlib import Path

from celery import Celery, signals

# Whoever forgets to say which settings gets the ones that refuse to start half-configured.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

app = Celery("utblick")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(related_name="jobs")

SWEEP = "core.sweep_jobs"


@signals.task_success.connect
def worker_is_alive(sender=None, **_: object) -> None:
    if getattr(sender, "name", None) == SWEEP:
        _leave_sign("worker")


@signals.after_task_publish.connect
def clock_is_alive(sender=None, **_: object) -> None:
    if sender == SWEEP:
        _leave_sign("beat")


def _leave_sign(part: str) -> None:
    from django.conf import settings

    folder = Path(settings.HEARTBEAT_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / part).touch()
