"""What a file would bring about: each row new, changed, the same or wrong, and why."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from engagements.exchange.columns import ID, fetch_sets, mark_of, spine_of
from engagements.exchange.enums import Outcome
from engagements.exchange.kinds import LONGEST_CELL, Day, as_text, is_empty
from engagements.exchange.lookup import Lookup
from engagements.exchange.reading import Table
from engagements.exchange.registry import Column, Register

BATCH = 500
SHOWN = 240


@dataclass(slots=True)
class Line:
    """One column of a row: what stands in the register, what in the file, and what is wrong with it."""

    column: str
    stored: str = ""
    typed: str = ""
    message: str = ""
    clause: str = ""

    def as_json(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(slots=True)
class Row:
    """`values` are those columns the file has, read; of a row that changes, `differs` are those that differ, and
    `before` what is stored in their place."""

    number: int
    values: dict[str, Any]
    title: str = ""
    outcome: str = Outcome.SAME
    pk: int | None = None
    existing: Any = None
    differs: dict[str, Any] = field(default_factory=dict)
    before: dict[str, Any] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    confidential: bool = False

    def refuse(self, message: str, *, column: Column | None = None, typed: Any = "", clause: str = "") -> None:
        self.outcome = Outcome.WRONG
        label = str(column.label) if column else ""
        self.lines.append(Line(label, typed=as_text(typed)[:SHOWN], message=str(message), clause=clause))


def compare(
    register: Register,
    table: Table,
    person: Any,
    lookup: Lookup,
    progress: Callable[[int], None] = lambda percent: None,
) -> list[Row]:
    """Every row of the table against the register as this person sees it, in the order of the file."""
    rows = [_parsed(register, table, number, cells, lookup) for number, cells in table.rows]
    _identify(register, rows, person)
    _refuse_twice(register, rows)
    _refuse_unknown_names(register, rows, person)
    found = [row for row in rows if row.pk is not None]
    for start in range(0, len(found), BATCH):
        _against_register(register, found[start : start + BATCH], person, lookup)
        progress(100 * start // max(len(found), 1))
    for row in rows:
        if row.pk is None and row.outcome != Outcome.WRONG:
            _as_new(register, table, row)
    return rows


def digest_of(rows: list[Row]) -> str:
    """The same for the same consequences: which rows are new and changed, in what, and from what."""
    facts = [
        (
            row.number,
            row.outcome,
            row.pk,
            [(key, _plain(row.before[key]), _plain(row.differs[key])) for key in row.differs],
        )
        for row in rows
        if row.outcome in {Outcome.NEW, Outcome.CHANGED}
    ]
    return hashlib.sha256(json.dumps(facts, ensure_ascii=False, default=str).encode()).hexdigest()


def _plain(value: Any) -> Any:
    return sorted(map(str, value)) if isinstance(value, frozenset) else str(value)


def _parsed(register: Register, table: Table, number: int, cells: dict[str, Any], lookup: Lookup) -> Row:
    row = Row(number, {})
    for column in table.columns:
        cell = cells[column.key]
        if column.fixed:
            continue
        try:
            row.values[column.key] = column.kind.empty if is_empty(cell) else column.kind.parse(cell, lookup)
        except ValueError as reason:
            row.refuse(str(reason), column=column, typed=cell)
    row.title = (register.name_of(row.values) or as_text(row.values.get("title", "")))[:250]
    row.confidential = row.values.get("confidentiality") == "confidential"
    return row


def _identify(register: Register, rows: list[Row], person: Any) -> None:
    """By the number written when the register was exported from here, else by the natural key."""
    by_mark, by_name = {}, dict[tuple, list[int]]()
    pairs = list(register.identities(person))
    for pk, natural in pairs:
        by_name.setdefault(natural, []).append(pk)
    asked = {int(mark.partition("-")[0]) for row in rows if (mark := _mark(row))}
    numbers = sorted(asked & {pk for pk, _natural in pairs})
    for start in range(0, len(numbers), BATCH):
        for engagement in _engagements(register, person, numbers[start : start + BATCH]):
            by_mark[mark_of(engagement)] = engagement.pk
    for row in rows:
        row.pk = by_mark.get(row.values.get(ID, ""))
        natural = register.identity(row.values) if row.pk is None else None
        same = by_name.get(natural, []) if natural else []
        if len(same) == 1:
            row.pk = same[0]
        elif same:
            row.refuse(_("Flera rader i registret heter så. Hämta registret härifrån: då skiljer kolumnen Id dem åt."))


def _mark(row: Row) -> str:
    mark = row.values.get(ID, "")
    number, dash, rest = mark.partition("-")
    return mark if dash and rest and number.isascii() and number.isdigit() and len(number) < 18 else ""


def _engagements(register: Register, person: Any, pks: list[int]) -> list[Any]:
    """Without what the columns read: only numbers and when they were made."""
    found = register.rows(person, {}).filter(pk__in=pks).prefetch_related(None)
    return [spine_of(row) for row in found]


def _refuse_twice(register: Register, rows: list[Row]) -> None:
    first: dict[Any, int] = {}
    for row in rows:
        natural = register.identity(row.values)
        key = ("pk", row.pk) if row.pk is not None else ("natural", natural)
        if key[1] is None:
            continue
        if key in first:
            row.refuse(_("Samma som rad %(number)s i filen. Ta bort den ena.") % {"number": first[key]})
        else:
            first[key] = row.number


def _refuse_unknown_names(register: Register, rows: list[Row], person: Any) -> None:
    columns = [column for column in register.columns if column.names_row]
    if not columns:
        return
    known = {name.casefold() for name in register.known_names(person)}
    known |= {row.title.casefold() for row in rows if row.outcome != Outcome.WRONG}
    for row in rows:
        for column in columns:
            typed = row.values.get(column.key) or ""
            for name in sorted(typed) if isinstance(typed, frozenset) else [typed]:
                if name and name.casefold() == row.title.casefold():
                    row.refuse(_("Raden hänvisar till sig själv."), column=column, typed=name)
                elif name and name.casefold() not in known:
                    message = _("”%(name)s” finns varken i registret eller i filen.") % {"name": name}
                    row.refuse(message, column=column, typed=name)


def _against_register(register: Register, rows: list[Row], person: Any, lookup: Lookup) -> None:
    found = fetch_sets(list(register.rows(person, {}).filter(pk__in=[row.pk for row in rows])))
    stored = {each.pk: each for each in found}
    for row in rows:
        row.existing = stored.get(row.pk)
        if row.existing is None:
            row.refuse(_("Raden finns inte längre i registret."))
            continue
        row.confidential = row.confidential or spine_of(row.existing).is_confidential
        row.title = row.title or spine_of(row.existing).title[:250]
        if row.outcome != Outcome.WRONG:
            _differences(register, row, lookup)


def _differences(register: Register, row: Row, lookup: Lookup) -> None:
    row.differs, row.before, fixed = differing(register, row.values, row.existing, lookup)
    for column in fixed:
        value = row.values[column.key]
        message = _("Det här ändras inte genom en fil. Ändra på radens egen sida, eller lämna som det står.")
        if value == column.kind.empty:
            message = _("Fyll i ”%(column)s”.") % {"column": column.label}
        row.refuse(message, column=column, typed=column.kind.write(value, lookup))
    if fixed:
        return
    row.lines = [_line(register.by_key[key], row.before[key], value, lookup) for key, value in row.differs.items()]
    row.outcome = Outcome.CHANGED if row.differs else Outcome.SAME


def _line(column: Column, before: Any, after: Any, lookup: Lookup) -> Line:
    stored, typed = _excerpts(*(as_text(_shown(column, each, lookup)) for each in (before, after)))
    return Line(str(column.label), stored=stored, typed=typed)


def _excerpts(stored: str, typed: str) -> tuple[str, str]:
    """Both from a little before the place where they part, when they are long."""
    if max(len(stored), len(typed)) <= SHOWN:
        return stored, typed
    pairs = enumerate(zip(stored, typed, strict=False))
    alike = next((place for place, (before, after) in pairs if before != after), min(len(stored), len(typed)))
    start = max(alike - 60, 0)
    return _cut(stored, start), _cut(typed, start)


def _cut(text: str, start: int) -> str:
    return ("… " if start else "") + text[start : start + SHOWN] + (" …" if len(text) > start + SHOWN else "")


def differing(
    register: Register, values: dict[str, Any], stored: Any, lookup: Lookup
) -> tuple[dict[str, Any], dict[str, Any], list[Column]]:
    """What differs between what was typed and what is stored, by key: typed, stored, and the columns that may not."""
    differs, stands, fixed = {}, {}, []
    for key, value in values.items():
        column = register.by_key[key]
        if key == ID or _stands_for_nothing(column, value):
            continue
        before = _normal(column, column.read(stored), lookup)
        if before == value or _was_cut(before, value):
            continue
        if column.once or (column.required and value == column.kind.empty):
            fixed.append(column)
        else:
            differs[key], stands[key] = value, before
    return differs, stands, fixed


def _stands_for_nothing(column: Column, value: Any) -> bool:
    """An empty choice leaves what is stored: status and secrecy are never emptied."""
    return value == "" and type(column.kind).__name__ == "Choice"


def _normal(column: Column, value: Any, lookup: Lookup) -> Any:
    """A stored text as it would come back from a file."""
    return column.kind.write(value, lookup) if isinstance(value, str) and hasattr(column.kind, "lines") else value


def _was_cut(stored: Any, typed: Any) -> bool:
    """A cell holds no more than so many letters: what was cut on its way out is no change."""
    return isinstance(stored, str) and isinstance(typed, str) and len(stored) > LONGEST_CELL and (
        as_text(stored[:LONGEST_CELL]) == typed
    )  # fmt: skip


def _shown(column: Column, value: Any, lookup: Lookup) -> Any:
    written = column.kind.write(value, lookup)
    return written.isoformat() if isinstance(column.kind, Day) and written else written


def _as_new(register: Register, table: Table, row: Row) -> None:
    row.outcome = Outcome.NEW
    present = {column.key for column in table.columns}
    for column in register.columns:
        if column.required and column.key in present and row.values.get(column.key) == column.kind.empty:
            row.refuse(_("Fyll i ”%(column)s”.") % {"column": column.label}, column=column)
