"""From a file to a table: the sheet, the row with the headings, and what stands under each.

The file has passed documents.uploads. What is looked for here is what only a spreadsheet can be: too long, too wide,
the wrong sheet, without its columns.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import python_calamine
from django.utils.translation import gettext as _
from django.utils.translation import override

from engagements.exchange import neutral
from engagements.exchange.kinds import as_text, is_empty
from engagements.exchange.registry import Column, Register, all_registers

MOST_ROWS = 10_000
MOST_COLUMNS = 200
# Rows that only hold formatting are no rows of the register, but cost memory.
MOST_SHEET_ROWS = 50_000
LOOKED_FOR_HEADINGS = 10
PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,4})(\d{1,9})["']""")
SHEET = re.compile(r"^xl/worksheets/[^/]+\.xml$", re.IGNORECASE)


class Unreadable(Exception):
    """The file as a whole cannot be read as this register. The message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` are (number in the file, cells by column key). `ignored` are headings nobody knows."""

    columns: list[Column]
    rows: list[tuple[int, dict[str, Any]]]
    ignored: list[str] = field(default_factory=list)


def read(content: bytes, name: str, register: Register) -> Table:
    """The table of the file. Raises Unreadable."""
    sheets = _csv_sheets(content) if name.casefold().endswith(".csv") else _xlsx_sheets(content)
    chosen = _chosen(sheets, register)
    headings, first, rows = _under_headings(chosen, register)
    columns, ignored = _columns_of(headings, register)
    found = []
    for number, row in enumerate(rows, first):
        cells = {column.key: row[place] if place < len(row) else None for place, column in columns.items()}
        if all(is_empty(cell) for cell in row):
            continue
        if len(found) == MOST_ROWS:
            words = {"most": f"{MOST_ROWS:,}".replace(",", "\N{NO-BREAK SPACE}")}
            raise Unreadable(_("Filen har fler än %(most)s rader. Dela upp den i flera filer.") % words)
        found.append((number, cells))
    if not found:
        raise Unreadable(_("Filen har rubriker men inga rader."))
    return Table(list(columns.values()), found, ignored)


def _xlsx_sheets(content: bytes) -> dict[str, Sequence[Sequence[Any]]]:
    _refuse_sparse(content)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        found = {}
        for sheet in book.sheets_metadata:
            if str(sheet.typ).endswith("WorkSheet"):
                found[sheet.name] = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
        return found
    except (python_calamine.CalamineError, ValueError, OSError, KeyError, OverflowError) as error:
        raise Unreadable(_("Filen går inte att läsa som Excel-arbetsbok. Spara om den som .xlsx.")) from error
    except BaseException as error:
        # The reader is native code: what it calls a panic is no Exception, but still only a file that cannot be read.
        if type(error).__name__ == "PanicException":
            raise Unreadable(_("Filen går inte att läsa som Excel-arbetsbok. Spara om den som .xlsx.")) from error
        raise


def _refuse_sparse(content: bytes) -> None:
    """One cell in the far corner makes a reader lay out every cell before it: refused before anything is laid out."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for entry in archive.infolist():
            if SHEET.match(entry.filename):
                _refuse_far(archive.read(entry))


def _refuse_far(xml: bytes) -> None:
    for match in PLACE.finditer(xml):
        letters, number = match.groups()
        if int(number) > MOST_SHEET_ROWS or len(letters) > 3 or _place(letters) > MOST_COLUMNS:
            words = {"rows": MOST_SHEET_ROWS, "columns": MOST_COLUMNS}
            message = _("Arket är för stort: högst %(rows)s rader och %(columns)s kolumner. Ta bort det som är tomt.")
            raise Unreadable(message % words)


def _place(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _csv_sheets(content: bytes) -> dict[str, Sequence[Sequence[Any]]]:
    text = _decoded(content)
    first = text.split("\n", 1)[0]
    between = max(";,\t", key=first.count)
    csv.field_size_limit(1_000_000)
    try:
        return {"": list(_csv_rows(text, between))}
    except csv.Error as error:
        raise Unreadable(_("Filen går inte att läsa som CSV. Spara den med semikolon mellan kolumnerna.")) from error


def _csv_rows(text: str, between: str) -> Iterator[list[str]]:
    for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=between)):
        if number > MOST_SHEET_ROWS:
            raise Unreadable(_("Filen har för många rader. Dela upp den i flera filer."))
        yield [neutral.plain(cell) for cell in row]


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(_("Texten går inte att läsa. Spara filen som UTF-8."))


def _chosen(sheets: dict[str, Any], register: Register) -> Sequence[Sequence[Any]]:
    """The sheet of the register's name, or the first with headings of it."""
    if not sheets:
        raise Unreadable(_("Filen har inget ark."))
    names = {name.casefold(): name for name in sheets}
    for title in _spellings(register.title):
        if title in names and _known(sheets[names[title]], register):
            return sheets[names[title]]
    best = max(sheets, key=lambda name: _known(sheets[name], register))
    other = _other_register(sheets, register)
    if other is not None and not _has_required(sheets[best], register):
        words = {"other": other.title, "this": register.title}
        raise Unreadable(_("Filen är registret %(other)s. Här läses %(this)s in.") % words)
    if not _known(sheets[best], register):
        words = {"sheets": ", ".join(name for name in sheets if name) or _("ett ark")}
        raise Unreadable(
            _("Inget ark har registrets rubriker (filen har %(sheets)s). Hämta mallen och fyll i den.") % words
        )
    return sheets[best]


def _other_register(sheets: dict[str, Any], register: Register) -> Register | None:
    """The register the file was made of, when that is another."""
    names = {name.casefold() for name in sheets}
    others = (each for each in all_registers() if each.area != register.area)
    return next((each for each in others if names & _spellings(each.title)), None)


def _spellings(label: Any) -> set[str]:
    """Swedish and English, and as much of it as the name of a sheet has room for."""
    found = set()
    for language in ("sv", "en"):
        with override(language):
            found |= {" ".join(str(label).casefold().split()), str(label).casefold()[:31]}
    return found


def _headings(register: Register) -> dict[str, Column]:
    """Every way to write each heading: Swedish, English, the key."""
    known: dict[str, Column] = {}
    for column in register.columns:
        for word in _spellings(column.label) | {column.key}:
            known.setdefault(word, column)
    return known


def _words(row: Sequence[Any]) -> list[str]:
    return [" ".join(as_text(cell).rstrip("*").casefold().split()) for cell in row]


def _known(rows: Sequence[Sequence[Any]], register: Register) -> int:
    known = _headings(register)
    return max((sum(word in known for word in _words(row)) for row in rows[:LOOKED_FOR_HEADINGS]), default=0)


def _has_required(rows: Sequence[Sequence[Any]], register: Register) -> bool:
    known = _headings(register)
    wanted = {column.key for column in register.columns if column.required}
    return any(
        wanted <= {known[word].key for word in _words(row) if word in known} for row in rows[:LOOKED_FOR_HEADINGS]
    )


def _under_headings(rows: Sequence[Sequence[Any]], register: Register) -> tuple[Sequence[Any], int, Sequence[Any]]:
    """The row with most known headings among the first ones, the number of the row after it, and the rows after it."""
    known = _headings(register)
    first = range(min(LOOKED_FOR_HEADINGS, len(rows)))
    place = max(first, key=lambda number: (sum(word in known for word in _words(rows[number])), -number))
    return rows[place], place + 2, rows[place + 1 :]


def _columns_of(headings: Sequence[Any], register: Register) -> tuple[dict[int, Column], list[str]]:
    known = _headings(register)
    columns: dict[int, Column] = {}
    ignored = []
    for place, word in enumerate(_words(headings)):
        column = known.get(word)
        if column is None:
            ignored += [as_text(headings[place])] if word else []
        elif column in columns.values():
            raise Unreadable(_("Kolumnen ”%(column)s” står två gånger i filen.") % {"column": column.label})
        else:
            columns[place] = column
    found = {column.key for column in columns.values()}
    missing = [str(column.label) for column in register.columns if column.required and column.key not in found]
    if missing:
        raise Unreadable(_("Filen saknar kolumnen %(names)s.") % {"names": ", ".join(missing)})
    return columns, ignored
