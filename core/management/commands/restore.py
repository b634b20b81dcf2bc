"""Restore a backup into a new, migrated database."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from core import backup


class Command(BaseCommand):
    help = "Restore a backup into an empty database. Nothing is written unless the whole backup is as it was taken."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)

    def handle(self, *args, folder, **options):
        try:
            backup.restore(folder, tell=self.stdout.write)
        except backup.Unusable as reason:
            raise CommandError(str(reason)) from None
        self.stdout.write("Restored and compared: no differences")
