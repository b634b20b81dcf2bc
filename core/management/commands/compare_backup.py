"""Check a backup, and compare it with what is in the database now."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from core import backup


class Command(BaseCommand):
    help = "Check that a backup is whole, and list what differs from the database and the stored files."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)
        parser.add_argument("--check-only", action="store_true", help="do not look at the database")

    def handle(self, *args, folder, check_only, **options):
        try:
            manifest = backup.check(folder)
        except backup.Unusable as reason:
            raise CommandError(str(reason)) from None
        found = [] if check_only else backup.differences(manifest)
        for difference in found:
            self.stdout.write(difference)
        if found:
            raise CommandError(f"{len(found)} differences")
        self.stdout.write("The backup is whole" + ("" if check_only else " and nothing differs"))
