"""The world that the tests of one module ask about."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction

from tests.access import world
from tests.access.world import World


@pytest.fixture(scope="module")
def here(django_db_setup, django_db_blocker) -> Iterator[World]:
    """Built once for all tests of a module: each undoes its own effects within the transaction that holds the world."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield world.build()
        transaction.set_rollback(True)
