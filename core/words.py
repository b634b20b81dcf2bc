"""The search of a list: every word somewhere in the columns named, å, ä and ö in either case included."""

from __future__ import annotations

import re
from typing import Any, TypeVar

from django.db.models import CharField, Lookup, Q, QuerySet, TextField
from django.http import HttpRequest

LONGEST, MOST = 100, 8
FOLDED = "search_text"
"""A column of this name is stored casefolded."""
FOLD = "utblick_fold"

Rows = TypeVar("Rows", bound=QuerySet)


def asked_words(request: HttpRequest, name: str = "q") -> str:
    """What was typed, on one line; at most a hundred characters."""
    return " ".join(request.GET.get(name, "").split())[:LONGEST]


def matching(rows: Rows, words: str, *columns: str) -> Rows:
    """Rows with every word, the first eight of them, somewhere in the columns. No words leave the rows as they are.

    The columns are this table's or those of tables it points to, so that no row comes twice.
    """
    for word in words.casefold().split()[:MOST]:
        found = Q()
        for column in columns:
            look = "contains" if column.rpartition("__")[2] == FOLDED else Holds.lookup_name
            found |= Q(**{f"{column}__{look}": word})
        rows = rows.filter(found)
    return rows


class Holds(Lookup):
    """A text holds another, already casefolded one. SQLite by itself tells Å from å."""

    lookup_name = "holds"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        column, given = self.process_lhs(compiler, connection)
        text, word = self.process_rhs(compiler, connection)
        return f"STRPOS(LOWER({column}), {text}) > 0", [*given, *word]

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """LIKE is quick and knows a to z in either case; only what it lets through with another letter is folded."""
        column, given = self.process_lhs(compiler, connection)
        text, word = self.process_rhs(compiler, connection)
        like, pattern = f"{column} LIKE {text} ESCAPE '\\'", _pattern(word[0])
        if word[0].isascii():
            return like, [*given, pattern]
        return f"({like} AND INSTR({FOLD}({column}), {text}) > 0)", [*given, pattern, *given, *word]


def _pattern(word: str) -> str:
    """What LIKE shall find: any letter where it does not know both cases of the one asked for."""
    plain = "".join(letter if letter.isascii() else "_" for letter in re.sub(r"([\\%_])", r"\\\1", word))
    return f"%{plain}%"


def fold(text: str | None) -> str | None:
    return None if text is None else text.casefold()


def register_functions(connection: Any) -> None:
    connection.connection.create_function(FOLD, 1, fold, deterministic=True)


def register_lookups() -> None:
    CharField.register_lookup(Holds)
    TextField.register_lookup(Holds)
