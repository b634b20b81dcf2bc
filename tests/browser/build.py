"""Fill an empty database with one city's policy, register, people and examples, its PDFs made.

python -m tests.browser.build stockholm [with-extra]
"""

from __future__ import annotations

import os
import sys

import django
from django.core.management import call_command


def build(city: str) -> None:
    django.setup()
    from django.db import connection

    from core import chain
    from decisions import freezing as minutes_freezing
    from documents import freezing

    if os.environ.get("UTBLICK_WITHOUT_MIGRATIONS"):
        call_command("migrate", verbosity=0, interactive=False, run_syncdb=True)
        chain.install(connection)
        freezing.install(connection)
        minutes_freezing.install(connection)
    else:
        call_command("migrate", verbosity=0, interactive=False)
    call_command("load_policy", f"policies/{city}.toml", verbosity=0)
    call_command("load_register", f"registers/{city}.toml", verbosity=0)
    call_command("load_demo", verbosity=0)
    if "with-extra" in sys.argv:
        from tests.browser import extra

        extra.add()
    do_what_waits()
    if "with-extra" in sys.argv:
        extra.leave_waiting()


def do_what_waits() -> None:
    from core import jobs
    from core.enums import JobState
    from core.models import Job

    for pk in Job.objects.filter(state=JobState.WAITING).values_list("pk", flat=True):
        jobs.run(pk)


if __name__ == "__main__":
    build(sys.argv[1])
