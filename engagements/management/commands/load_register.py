"""Load a city's register of engagements from its file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils.translation import gettext as _

from core.rules import Refused
from engagements import register_rows
from engagements.selectors.engagement_list import forget_counts


class Command(BaseCommand):
    help = "Load a register file through every area, all or nothing. The same file again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            added = register_rows.load_file(file)
        except KeyError as missing:
            raise CommandError(_refusal(file, _("nyckeln %(key)s saknas") % {"key": missing})) from missing
        except (register_rows.RegisterError, Refused, ValidationError, DatabaseError, ValueError, TypeError) as reason:
            raise CommandError(_refusal(file, reason)) from reason
        forget_counts()
        for line in added:
            self.stdout.write(f"  {line}")
        if added:
            self.stdout.write(_("%(file)s: %(count)s poster lades till.") % {"file": file.name, "count": len(added)})
        else:
            self.stdout.write(_("%(file)s: filen är redan inläst, inget ändrat.") % {"file": file.name})


def _refusal(file: Path, reason: Any) -> str:
    return f"{_('Inget har lästs in.')} {file.name}: {reason}"
