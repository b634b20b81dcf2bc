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
    call_command("load_policy", f"policies/{city}.toml")
    call_command("load_register", f"registers/{city}.toml")
    call_command("load_demo")


if __name__ == "__main__":
    try:
        prepare(sys.argv[1])
    except CommandError as reason:
        sys.exit(str(reason))
