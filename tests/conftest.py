"""What every test may use: the database between tests, other processes on the same database, no silent skips."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import turns
from tests.databases import HERE, Database, migrated_database


def pytest_addoption(parser):
    parser.addoption("--write-matrix", action="store_true", help="write tests/access/matrix.csv anew")
    parser.addoption("--keep-pictures", action="store_true", help="the walks keep their pictures in docs/pictures")
    parser.addoption("--no-skips", action="store_true", help="a skipped or xfailed test fails the run")


def pytest_report_header(config):
    return f"database: {HERE}"


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: turns.turn(item.nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return turns.Turns(config, log)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session, exitstatus):
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or not session.config.getoption("--no-skips"):
        return
    left_out = sum(len(reporter.stats.get(kind, [])) for kind in ("skipped", "xfailed", "xpassed"))
    if left_out and exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory) -> Path:
    """One folder for all processes of this run."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


@pytest.fixture(scope="session")
def migrated(request, shared_folder) -> Database | None:
    """An empty database with every migration run, once for all processes; none where tables come from the models."""
    return None if request.config.getvalue("nomigrations") else migrated_database(shared_folder / "migrated")


@pytest.fixture(scope="session")
def django_db_keepdb(migrated, django_db_keepdb) -> bool:
    """The copy that `django_db_modify_db_settings` has put in place is what the tests shall have."""
    return migrated is not None or django_db_keepdb


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, migrated) -> None:
    """A copy of the migrated database, emptied between tests that commit."""
    from django.db import connection
    from django.test import TransactionTestCase

    from tests import emptying

    if migrated:
        migrated.copy_as(connection.creation._get_test_db_name())
    emptying.without_guards(connection)
    TransactionTestCase._fixture_teardown = emptying.after_a_test_that_committed


@pytest.fixture(scope="session")
def django_db_setup(request, django_db_setup, django_db_blocker) -> None:
    """Without migrations (the quick way, see pyproject.toml) the database's own guards are put in by hand."""
    from django.db import connection

    from core import chain
    from decisions import freezing as minutes_freezing
    from documents import freezing

    if request.config.getvalue("nomigrations"):
        with django_db_blocker.unblock():
            chain.install(connection)
            freezing.install(connection)
            minutes_freezing.install(connection)


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """Start every test with nothing cached: keys by number would outlive the rows of another test."""
    from django.core.cache import cache

    yield
    cache.clear()


@pytest.fixture
def other_process_env(transactional_db, tmp_path) -> dict[str, str]:
    """The environment with which a process of its own works on this test's database, documents and broker.

    Needs committed rows, hence `transactional_db`. On SQLite the broker is a folder.
    """
    from django.conf import settings
    from django.db import connection

    now = connection.settings_dict
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "UTBLICK_TEST_DIR": str(settings.TEST_DIR),
        "PYTHONPATH": str(Path(__file__).resolve().parents[1]),
    }
    if connection.vendor == "sqlite":
        environment |= {"DATABASE_URL": f"sqlite:///{now['NAME']}", "UTBLICK_TEST_BROKER": str(tmp_path / "broker")}
        (tmp_path / "broker").mkdir()
    else:
        environment["DATABASE_URL"] = (
            f"postgres://{now['USER']}:{now['PASSWORD']}@{now['HOST']}:{now['PORT']}/{now['NAME']}"
        )
    return environment
