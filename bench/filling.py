"""Migrate the database in UTBLICK_BENCH_DATABASE and fill it: `python -m bench.filling 100000`."""

from __future__ import annotations

import sys
from time import monotonic


def main(size: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from bench import data

    began = monotonic()

    def say(line: str) -> None:
        print(f"{monotonic() - began:5.0f} s  {line}", flush=True)

    say("tables")
    call_command("migrate", verbosity=0)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")
    data.fill(size, say)
    say("filled")


if __name__ == "__main__":
    main(int(sys.argv[1]))
