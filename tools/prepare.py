"""Bring one city's demo data up to date: tables, policy, register, people and examples. Safe to run again.

python -m tools.prepare stockholm
"""

from __future__ import annotations

import sys

import django
from django.core.management import CommandError, call_command


def prepare(city: str) -> None:
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    refuse_tables_of_before(city)
    call_command("load_policy", f"policies/{city}.toml")
    call_command("load_register", f"registers/{city}.toml")
    call_command("load_demo")


def refuse_tables_of_before(city: str) -> None:
    """Until the product is in use an app's first migration is made anew, and what it made before is not brought along
    (docs/adr/0008): say so, instead of failing on the first page."""
    from django.apps import apps
    from django.db import connection

    there = set(connection.introspection.table_names())
    missing = {model._meta.db_table for model in apps.get_models() if model._meta.managed} - there
    if missing:
        raise CommandError(
            f"The database in var/{city} was made by an earlier version and lacks {len(missing)} tables. "
            f"Move the folder var/{city} away and start again."
        )


if __name__ == "__main__":
    try:
        prepare(sys.argv[1])
    except CommandError as reason:
        sys.exit(str(reason))
