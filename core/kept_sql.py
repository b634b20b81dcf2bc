"""Queries whose SQL is written once. For small questions that every page asks, writing costs more than running.

A query is known by its key. Everything that decides how its SQL reads is part of the key: for rows that depend on who
asks, `governance.powers.standing(person)`. What only fills a place in it is written as a stand-in, a value no row has,
and given anew each time.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import psycopg
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

MOST_KEPT = 2000
NOTHING: Mapping[Any, Any] = {}


def number(place: int) -> int:
    """Stands for the number in this place; no key of a table is so low."""
    return -7_000_000_001 - place


def text(place: int, letters: int = 3) -> str:
    """Stands for the text in this place, with as many letters; no text that is stored has such signs."""
    return chr(0xE000 + place) * letters


def in_like(words: str) -> str:
    """`words` as the databases are given them for a __contains or __icontains."""
    return f"%{connection.ops.prep_for_like_query(words)}%"


@dataclass(frozen=True, slots=True)
class _Kept:
    sql: str
    values: tuple[Any, ...]
    query: Any
    columns: Sequence[Any]
    extra: bool


_kept: dict[Hashable, _Kept | None] = {}


def rows(key: Hashable, write: Callable[[], QuerySet], given: Mapping[Any, Any] = NOTHING) -> Iterable[tuple[Any, ...]]:
    """The rows of the `values_list` that `write` gives, with each stand-in of it replaced by what is `given` for it."""
    kept = _find(key, write)
    if kept is None:
        return []
    found = _run(kept.sql, kept.values, given)
    if kept.extra:
        found = [row[: len(kept.columns)] for row in found]
    compiler = kept.query.get_compiler(connection=connection)
    converters = compiler.get_converters(kept.columns)
    return compiler.apply_converters(found, converters) if converters else found


def count(key: Hashable, write: Callable[[], QuerySet], given: Mapping[Any, Any] = NOTHING) -> int:
    """How many rows there are; slice what is written to count no further."""
    kept = _find(key, write)
    return _run(f"SELECT COUNT(*) FROM ({kept.sql}) counted", kept.values, given)[0][0] if kept else 0


def _find(key: Hashable, write: Callable[[], QuerySet]) -> _Kept | None:
    known = (connection.vendor, key)
    if known not in _kept:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[known] = _written(write())
    return _kept[known]


def _written(found: QuerySet) -> _Kept | None:
    query = found.query
    compiler = query.get_compiler(connection=connection)
    try:
        sql, values = compiler.as_sql()
    except EmptyResultSet:
        return None
    columns = [selected[0] for selected in compiler.select[: compiler.col_count]]
    return _Kept(sql, tuple(values), query, columns, bool(compiler.has_extra_select))


def _run(sql: str, values: tuple[Any, ...], given: Mapping[Any, Any]) -> list[tuple[Any, ...]]:
    with _cursor() as cursor:
        cursor.execute(sql, [given.get(value, value) for value in values])
        return cursor.fetchall()


def _cursor() -> Any:
    """A cursor of the connection; on PostgreSQL one that sends the values apart from the SQL.

    What reads the same every time can then be prepared, as the setting `prepare_threshold` says, and a query that takes
    longer to plan than to run is planned a few times and not every time.
    """
    if connection.vendor != "postgresql":
        return connection.cursor()
    connection.ensure_connection()
    wrapped = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    return wrapped(psycopg.Cursor(connection.connection))
