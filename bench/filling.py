"""Migrate the database in UTBLICK_BENCH_DATABASE and fill it: `python -m bench.filling 100000 pages`, or `lists`."""

from __future__ import annotations

import sys
from time import monotonic


def main(size: int, what: str) -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from bench import data
    from bench.lists import filling as lists

    began = monotonic()

    def say(line: str) -> None:
        print(f"{monotonic() - began:5.0f} s  {line}", flush=True)

    say("tables")
    call_command("migrate", verbosity=0)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")
    (lists if what == "lists" else data).fill(size, say)
    say("filled")


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
