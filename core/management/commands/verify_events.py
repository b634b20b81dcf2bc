"""Walk the event chain and say whether anything was altered, removed, inserted or swapped."""

from django.core.management.base import BaseCommand, CommandError

from core import chain
from core.models import Event


class Command(BaseCommand):
    help = "Verify the hash chain of the event log; exits with 1 when it is broken."

    def handle(self, *args, **options):
        events = Event.objects.exclude(position=None).order_by("position")
        broken = list(chain.breaks(events.iterator(chunk_size=2000)))
        for sentence in broken[:50]:
            self.stderr.write(sentence)
        if broken:
            raise CommandError(f"the event chain is broken in {len(broken)} places")
        last = events.last()
        self.stdout.write(f"{events.count()} events verified; head {last.hash if last else '-'}")
