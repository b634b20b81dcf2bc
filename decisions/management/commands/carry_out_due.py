"""Carry out the decisions whose date has come; what the clock does every minute, by hand."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from decisions import actions


class Command(BaseCommand):
    help = "Carry out every decision whose date has come."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--today", type=datetime.date.fromisoformat, help="another day than today, as 2026-12-31")

    def handle(self, *args: Any, today: datetime.date | None = None, **options: Any) -> None:
        done = actions.carry_out_due(today=today)
        self.stdout.write(f"{done} carried out")
