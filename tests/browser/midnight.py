"""What the clock does at midnight, done once in a served city."""

from __future__ import annotations

from datetime import timedelta


def midnight() -> dict[str, int]:
    """How many effects were carried out and notices taken down."""
    from decisions import tasks

    look_at_the_board()
    return {"carried out": tasks.carry_out_due(), "taken down": tasks.keep_board()}


def look_at_the_board() -> None:
    """The board was up all the time since somebody last looked: no walk is about its being down."""
    from django.utils import timezone

    from decisions.models import BoardCheck

    last, every = BoardCheck.objects.latest("checked_at").checked_at, timedelta(minutes=10)
    number = int((timezone.now() - last) / every)
    times = [last + every * each for each in range(1, number + 1)]
    BoardCheck.objects.bulk_create(BoardCheck(checked_at=time, up=True) for time in times)
