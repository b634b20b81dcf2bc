"""What every test shares."""

import shutil

import pytest
from django.conf import settings
from django.core.management.commands import flush
from django.db import connections

from core import chain


@pytest.fixture(scope="session", autouse=True)
def flush_steps_around_the_event_chain():
    """Tests with real transactions empty the tables afterwards; the event log refuses that, so it is let go meanwhile."""
    handle = flush.Command.handle

    def flush_all(self, **options):
        connection = connections[options["database"]]
        chain.remove(connection)
        try:
            handle(self, **options)
        finally:
            chain.install(connection)

    flush.Command.handle = flush_all
    yield
    flush.Command.handle = handle


@pytest.fixture(scope="session", autouse=True)
def run_dir_is_removed_afterwards():
    yield
    shutil.rmtree(settings.RUN_DIR, ignore_errors=True)
