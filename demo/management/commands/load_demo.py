"""Fill the product with example people and example rows, so that no page is empty."""

from django.core.management.base import BaseCommand
from django.db import transaction

from demo import examples, people


class Command(BaseCommand):
    help = "Add example people and rows marked as examples; does nothing the second time."

    @transaction.atomic
    def handle(self, *args, **options):
        made = people.load()
        rows = examples.load()
        self.stdout.write(f"{len(made)} example people, {rows} example rows made")
