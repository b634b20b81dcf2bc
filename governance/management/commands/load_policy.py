"""Load a municipality's policy from its file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from core.rules import Refused
from governance import actions
from governance.policy_file import PolicyFileRefused, read


class Command(BaseCommand):
    help = (
        "Load a policy file (docs/policy-file.md): the same again changes nothing, a changed one is the next version."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            loaded = actions.load_policy(file=read(file))
        except (PolicyFileRefused, Refused) as refusal:
            nothing = _("Inget har lästs in.")
            raise CommandError(f"{nothing}\n{refusal}") from refusal
        names = {"municipality": loaded.policy.municipality, "version": loaded.policy.version}
        if loaded.changed:
            self.stdout.write(_("%(municipality)s: version %(version)s av policyn gäller nu.") % names)
        else:
            self.stdout.write(_("%(municipality)s: filen är redan inläst, inget ändrat (version %(version)s).") % names)
