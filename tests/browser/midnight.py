"""What the clock does at midnight, done once in a served city; prints what it did.

python -m tests.browser.midnight
"""

from __future__ import annotations

import json

import django


def midnight() -> dict[str, int]:
    django.setup()
    from decisions import tasks

    look_at_the_board()
    return {"carried out": tasks.carry_out_due(), "taken down": tasks.keep_board()}


def look_at_the_board() -> None:
    """The board was up all the time since somebody last looked: no walk is about its being down."""
    from datetime import timedelta

    from django.utils import timezone

    from decisions.models import BoardCheck

    last, every = BoardCheck.objects.latest("checked_at").checked_at, timedelta(minutes=10)
    number = int((timezone.now() - last) / every)
    times = [last + every * each for each in range(1, number + 1)]
    BoardCheck.objects.bulk_create(BoardCheck(checked_at=time, up=True) for time in times)


if __name__ == "__main__":
    print(json.dumps(midnight()))
