"""Several secretaries record one meeting at once, each on a connection of their own, and all close it."""

from __future__ import annotations

import threading

import pytest
from django.db import connections

from core.models import Event
from core.rules import Conflict, NotPermitted, Refused
from decisions.actions import recording
from decisions.models import AgendaItem, Decision, Minutes
from tests import factories
from tests.decisions.rooms import Room

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

SECRETARIES = 4


def at_once(*works):
    start = threading.Barrier(len(works))
    said = []

    def run(work):
        try:
            start.wait(timeout=60)
            work()
        except (Conflict, Refused, NotPermitted) as refusal:
            said.append(type(refusal).__name__)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said


def test_secretaries_recording_at_once_number_without_gap_and_close_once(world):
    room = Room(world.board)
    items = [room.item(world.put_forward()) for _each in range(8)]
    people = [factories.secretary(world.board) for _each in range(SECRETARIES)]

    def record(number):
        for item in items[number::SECRETARIES]:
            recording.record_item(item=item, version=1, by=people[number], **room.written())

    recorded = at_once(*(lambda number=number: record(number) for number in range(SECRETARIES)))
    closed = at_once(*(lambda by=by: room.close(by=by) for by in people))

    assert (recorded, closed) == ([], ["Conflict"] * (SECRETARIES - 1))
    assert sorted(AgendaItem.objects.values_list("paragraph", flat=True)) == list(range(1, 9))
    assert (Decision.objects.count(), Minutes.objects.count()) == (8, 1)
    assert Event.objects.filter(happening="meeting.closed").count() == 1


def test_one_item_recorded_by_all_at_once_is_saved_by_one_and_nothing_is_lost(world):
    room = Room(world.board)
    item = room.item(world.put_forward())
    people = [factories.secretary(world.board) for _each in range(SECRETARIES)]

    def record(by):
        recording.record_item(item=item, version=1, by=by, **room.written(text=f"Skrivet av {by}."))

    said = at_once(*(lambda by=by: record(by) for by in people))

    item.refresh_from_db()
    assert said == ["Conflict"] * (SECRETARIES - 1)
    assert (item.version, item.paragraph) == (2, 1)
    assert item.text == f"Skrivet av {item.recorded_by}."
