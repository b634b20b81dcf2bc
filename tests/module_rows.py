"""Rows that all tests of a module begin from, made once for them and taken away after the last."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def rows_of_a_module(django_db_blocker) -> Iterator[None]:
    """What is made in here stays until the block is left: `with rows_of_a_module(...): load(); yield`.

    For a fixture of a module in which every test that asks the database takes the fixture, and none commits: each runs
    in a savepoint, so what it changes is gone before the next. Call `settle` when all is made, or every test pays
    again for what waits for the transaction's end.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        # As in Django's own TestCase: what asks to be outermost may run in here.
        connection.atomic_blocks[-1]._from_testcase = True
        yield
        transaction.set_rollback(True)


def settle() -> None:
    """Do now what the database does when a transaction ends: check foreign keys, chain events."""
    connection.check_constraints()
