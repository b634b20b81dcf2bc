"""Indexes that the list and the search live on, in each database's own words.

They are made after every migrate, if they are not there: SQLite loses an index it was not told of when a table is
remade, and a collation or an operator class of one database cannot stand in the other's migration.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connections, transaction
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL
from django.db.models.functions import Collate

TABLE = "engagements_engagement"
COLLATIONS = {"postgresql": "sv-x-icu", "sqlite": "NOCASE"}
BY_TITLE = {
    "engagements_by_title": "",
    "engagements_by_area": "area, ",
    "engagements_by_status": "status, ",
    "engagements_by_unit": "responsible_unit_id, ",
}
NO_TRIGRAMS = (
    "Sökningen behöver PostgreSQL-tillägget pg_trgm, som inte kunde skapas: %s. Installera paketet "
    "postgresql-contrib och kör som databasens ägare: CREATE EXTENSION pg_trgm; och sedan migrate igen."
)


def swedish_title(connection: Any, title: str = "title") -> Collate:
    """The title in Swedish order (å, ä, ö last). SQLite has no such order; there case at least is overlooked."""
    return Collate(title, COLLATIONS[connection.vendor])


def ensure(using: str = "default", **_: Any) -> None:
    connection = connections[using]
    if connection.vendor not in COLLATIONS or TABLE not in connection.introspection.table_names():
        return
    collation = COLLATIONS[connection.vendor]
    with connection.cursor() as cursor:
        for name, first in BY_TITLE.items():
            cursor.execute(f'CREATE INDEX IF NOT EXISTS {name} ON {TABLE} ({first}title COLLATE "{collation}", id)')
        if connection.vendor == "postgresql":
            _trigrams(connection, cursor)
        else:
            _words(cursor)


WORDS = "engagements_words"
SHORTEST = 3
"""Fewer letters than a trigram has cannot be looked up in it."""
FOLLOWS = {
    "added": ("INSERT", "{new}"),
    "removed": ("DELETE", "{old}"),
    "changed": ("UPDATE OF search_text", "{old} {new}"),
}
NEW = f"INSERT INTO {WORDS}(rowid, search_text) VALUES (NEW.id, NEW.search_text);"
OLD = f"INSERT INTO {WORDS}({WORDS}, rowid, search_text) VALUES ('delete', OLD.id, OLD.search_text);"


def containing(words: Sequence[str], connection: Any) -> RawSQL | None:
    """Ids of the rows that can contain `words`, on SQLite from its trigrams; None where LIKE does as well.

    Trigrams only tell where to look: whoever asks looks for the words themselves as well. PostgreSQL finds its own
    trigram index when it meets a LIKE; SQLite has to be asked by name.
    """
    if connection.vendor != "sqlite" or not words:
        return None
    return RawSQL(f"SELECT rowid FROM {WORDS} WHERE {WORDS} MATCH %s", [trigrams(words)])


def among_containing(words: Sequence[str]) -> RawSQL:
    """As a condition on a query's own rows, and with it SQLite reads them in the order asked for and stops at the last
    one wanted: the sign keeps it from gathering them by their ids first."""
    ids = f'+"{TABLE}"."id" IN (SELECT rowid FROM {WORDS} WHERE {WORDS} MATCH %s)'
    return RawSQL(ids, [trigrams(words)], output_field=BooleanField())


COMMON = 1000
"""From here on, reading in order until a page is full is quicker than gathering all and putting them in order."""


def are_common(words: Sequence[str], connection: Any) -> bool:
    """Whether so many rows can contain `words`, on SQLite. PostgreSQL judges by itself."""
    if connection.vendor != "sqlite" or not words:
        return False
    some = f"SELECT 1 FROM {WORDS} WHERE {WORDS} MATCH %s LIMIT {COMMON}"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM ({some})", [trigrams(words)])
        return cursor.fetchone()[0] == COMMON


def trigrams(words: Sequence[str]) -> str:
    """Trigrams side by side that cover each word. All of them, one letter apart, take SQLite three times as long."""
    found = [word[start : start + SHORTEST] for word in words for start in _starts(len(word))]
    return " AND ".join('"' + trigram.replace('"', '""') + '"' for trigram in dict.fromkeys(found))


def _starts(letters: int) -> list[int]:
    return [*range(0, letters - SHORTEST, SHORTEST), letters - SHORTEST]


def _words(cursor: Any) -> None:
    """Trigrams of the search text beside the table, which its triggers keep in step with it."""
    cursor.execute(
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {WORDS} USING fts5(search_text, content='{TABLE}', content_rowid='id', "
        "tokenize='trigram case_sensitive 1')"
    )
    cursor.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s", [f"{WORDS}%"])
    if cursor.fetchone()[0] == len(FOLLOWS):
        return
    for name, (change, steps) in FOLLOWS.items():
        body = steps.format(new=NEW, old=OLD)
        cursor.execute(f"DROP TRIGGER IF EXISTS {WORDS}_{name}")
        cursor.execute(f"CREATE TRIGGER {WORDS}_{name} AFTER {change} ON {TABLE} BEGIN {body} END")
    cursor.execute(f"INSERT INTO {WORDS}({WORDS}) VALUES ('rebuild')")


def _trigrams(connection: Any, cursor: Any) -> None:
    try:
        with transaction.atomic(using=connection.alias):
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except DatabaseError as reason:
        raise ImproperlyConfigured(NO_TRIGRAMS % str(reason).strip().splitlines()[0]) from reason
    cursor.execute(f"CREATE INDEX IF NOT EXISTS engagements_by_words ON {TABLE} USING gin (search_text gin_trgm_ops)")
