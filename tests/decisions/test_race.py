"""Ten secretaries record the same decisions at once, each on a connection of their own, with a pause before they write.

With the guards (the case's lock, the conditional change of state, the unique constraints) exactly one wins. The twin
shows that the race is real: without the guards the same rush stores doubles.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from contextlib import contextmanager

import pytest
from django.db import connection, connections
from django.db.models import Count, UniqueConstraint
from django.test import Client

from core.states import StateTable
from decisions import actions
from decisions.actions import deciding
from decisions.models import CaseStep, Decision, Effect
from tests import factories

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

DECIDERS = 10


class Rush:
    """Ten clients that post the same decision on each case at the same moment."""

    def __init__(self, world, number_of_cases):
        self.world = world
        self.posts = [self.post_for(world.put_forward()) for _case in range(number_of_cases)]
        self.deciders = [factories.secretary(world.board) for _decider in range(DECIDERS)]
        self.start = threading.Barrier(DECIDERS)

    def post_for(self, case):
        facts = self.world.facts() | {"step": self.world.active(case).pk, "sitting": 1, "confirm": "1"}
        return f"/arenden/{case.pk}/beslut/", facts

    def decide_all(self, decider):
        client = Client(raise_request_exception=False)
        client.force_login(decider)
        try:
            for number, (url, facts) in enumerate(self.posts):
                self.start.wait(timeout=120)
                client.post(url, facts | {"paragraph": str(number + 1)})
        finally:
            connections.close_all()

    def run(self):
        threads = [threading.Thread(target=self.decide_all, args=[decider]) for decider in self.deciders]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


def doubles():
    counted = Decision.objects.values("step").annotate(times=Count("pk"))
    return sum(row["times"] - 1 for row in counted)


@pytest.fixture
def pause(monkeypatch):
    """Who has looked waits a moment for somebody else to have looked too, and only then writes."""
    look = deciding._not_the_same_again
    looking: Counter[int] = Counter()

    def look_and_wait(step, *facts):
        look(step, *facts)
        looking[step.pk] += 1
        until = time.monotonic() + 0.5
        while looking[step.pk] < 2 and time.monotonic() < until:
            time.sleep(0.01)

    monkeypatch.setattr(deciding, "_not_the_same_again", look_and_wait)


@contextmanager
def without_unique_constraints():
    """SQLite makes the table anew from what the model says at that moment, so the model is told first."""
    meta, every = Decision._meta, list(Decision._meta.constraints)
    unique = [constraint for constraint in every if isinstance(constraint, UniqueConstraint)]
    for constraint in unique:
        meta.constraints = [each for each in meta.constraints if each is not constraint]
        with connection.schema_editor() as editor:
            editor.remove_constraint(Decision, constraint)
    try:
        yield
    finally:
        Effect.objects.all().delete()
        Decision.objects.all().delete()
        for constraint in unique:
            meta.constraints = [*meta.constraints, constraint]
            with connection.schema_editor() as editor:
                editor.add_constraint(Decision, constraint)
        meta.constraints = every


def unlocked(step):
    row = CaseStep.objects.select_related("body", "unit", "case__policy", "case__unit", "case__engagement").get(
        pk=step.pk
    )
    row.case.opened_by  # noqa: B018
    return row


def advance_blindly(table, obj, verb):
    setattr(obj, table.field, table.transitions[verb].target)
    obj.save(update_fields=[table.field])


def test_the_guards_hold_with_a_pause_between_look_and_write(world, pause):
    rush = Rush(world, 3)

    rush.run()

    assert doubles() == 0


def test_without_the_guards_the_same_rush_stores_doubles(world, pause, monkeypatch):
    rush = Rush(world, 3)
    monkeypatch.setattr(deciding, "lock_step", unlocked)
    monkeypatch.setattr(StateTable, "advance", advance_blindly)
    monkeypatch.setattr(actions, "decide", actions.decide.__wrapped__)

    with without_unique_constraints():
        rush.run()

        assert doubles() >= 1
