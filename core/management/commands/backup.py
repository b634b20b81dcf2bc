"""Take a backup of the database and the stored files."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from core import backup


class Command(BaseCommand):
    help = "Write every table and every stored file to a new folder, with a manifest of counts and hashes."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="where to; must not exist")

    def handle(self, *args, folder, **options):
        try:
            backup.take(folder, tell=self.stdout.write)
        except backup.Unusable as reason:
            raise CommandError(str(reason)) from None
        self.stdout.write(f"Backup written to {folder}")
