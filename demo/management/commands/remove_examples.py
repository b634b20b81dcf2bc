"""Take away every row marked as an example."""

from django.core.management.base import BaseCommand

from demo import removal


class Command(BaseCommand):
    help = "Remove every example row; with --people also the example people's access."

    def add_arguments(self, parser):
        parser.add_argument("--people", action="store_true", help="also close the example people's accounts")

    def handle(self, *args, **options):
        removed = removal.remove_rows()
        for what, number in removed.items():
            self.stdout.write(f"{what}: {number}")
        if options["people"]:
            self.stdout.write(f"accounts closed: {removal.close_accounts()}")
