"""An empty database again after a test that committed, although its triggers forbid it."""

from __future__ import annotations

from django.db import connections, transaction

KEPT = {"django_content_type", "auth_permission"}
"""Written by the migrations and the same for every test; `flush` would write them anew each time."""


def after_a_test_that_committed(case) -> None:
    """Instead of Django's own way to leave a `TransactionTestCase`, which is `flush`."""
    for name in case._databases_names(include_mirrors=False):
        empty(connections[name])


def empty(connection) -> None:
    """Delete what is there; foreign keys are checked when the transaction ends, so the order does not matter."""
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    with guards_off(connection), transaction.atomic(connection.alias), connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(_asks(connection, table) for table in tables if table not in KEPT))
        for (table,) in cursor.fetchall():
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")


def _asks(connection, table: str) -> str:
    return f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {connection.ops.quote_name(table)})"


def without_guards(connection) -> None:
    """Let `flush` by hand empty what is append-only and frozen."""
    flush = connection.ops.execute_sql_flush

    def flush_without_guards(statements):
        with guards_off(connection):
            return flush(statements)

    connection.ops.execute_sql_flush = flush_without_guards


class guards_off:
    """Append-only and frozen tables, with their triggers off. Only tests do this, and only to start afresh."""

    def __init__(self, connection):
        self.connection = connection

    def __enter__(self):
        with self.connection.cursor() as cursor:
            if self.connection.vendor == "sqlite":
                cursor.execute(
                    "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name NOT LIKE 'engagements_words%'"
                )
                self.again = []
                for name, sql in cursor.fetchall():
                    cursor.execute(f'DROP TRIGGER "{name}"')
                    self.again.append(sql)
            else:
                cursor.execute("SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal")
                tables = [table for (table,) in cursor.fetchall()]
                for table in tables:
                    cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
                self.again = [f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in tables]

    def __exit__(self, *_: object):
        with self.connection.cursor() as cursor:
            for statement in self.again:
                cursor.execute(statement)
