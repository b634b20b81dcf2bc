"""A register as a file: what the person may see, as the list is filtered, in constant memory."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any, BinaryIO

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import override

from engagements.exchange import neutral
from engagements.exchange.columns import fetch_sets
from engagements.exchange.kinds import LONGEST_CELL, as_text
from engagements.exchange.lookup import Lookup
from engagements.exchange.registry import Column, Register

BATCH = 1000
# Files are in Swedish whoever fetches them, so that a file fetched by one is read in by another.
LANGUAGE = "sv"
WIDE, NARROW = 44, 18
EARLIEST = date(1900, 1, 1)
BLOCK = 64 * 1024
CSV_ROWS = 200


def cells(register: Register, person: Any, asked: dict[str, str], lookup: Lookup) -> Iterator[list[Any]]:
    """The cells of each row. One query for the rows, one for the names, and one for the sets of each thousand rows."""
    rows = register.rows(person, asked).iterator(chunk_size=BATCH)
    while batch := list(islice(rows, BATCH)):
        for row in fetch_sets(batch):
            yield [column.kind.write(column.read(row), lookup) for column in register.columns]


def csv_lines(register: Register, person: Any, asked: dict[str, str]) -> Iterator[str]:
    """Semicolons and a mark of order, as spreadsheets here expect. Each part is written in Swedish."""
    writer = csv.writer(_Echo(), delimiter=";")
    with override(LANGUAGE):
        heading = writer.writerow([str(column.label) for column in register.columns])
    yield f"\N{ZERO WIDTH NO-BREAK SPACE}{heading}"
    rows = cells(register, person, asked, Lookup())
    while True:
        with override(LANGUAGE):
            block = [writer.writerow([_csv_cell(cell) for cell in row]) for row in islice(rows, CSV_ROWS)]
        if not block:
            return
        yield "".join(block)


class _Echo:
    def write(self, value: str) -> str:
        return value


def _csv_cell(cell: Any) -> str:
    if isinstance(cell, date):
        return cell.isoformat()
    return neutral.neutral(as_text(cell)) if isinstance(cell, str) else as_text(cell)


def xlsx_file(register: Register, person: Any, asked: dict[str, str], *, empty: bool = False) -> BinaryIO:
    """The workbook in a temporary file, read from its beginning: the rows, and a sheet that explains the columns.

    `empty` gives a template to fill in.
    """
    file = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115 - closed by who reads it
    # Text is written as text whatever it begins with, so nothing of it is a formula.
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with override(LANGUAGE):
        book = xlsxwriter.Workbook(file, options)
        formats, lookup = _formats(book), Lookup()
        _write_rows(book, register, formats, iter(()) if empty else cells(register, person, asked, lookup))
        _explain(book, register, formats, lookup)
        book.close()
    file.seek(0)
    return file


def blocks(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while block := file.read(BLOCK):
            yield block


def _formats(book: xlsxwriter.Workbook) -> dict[str, Any]:
    return {
        "heading": book.add_format({"bold": True, "bottom": 1, "bg_color": "#E7EEF7", "valign": "top"}),
        "day": book.add_format({"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"}),
        "text": book.add_format({"valign": "top"}),
        "quoted": book.add_format({"valign": "top", "quote_prefix": True}),
        "wrapped": book.add_format({"valign": "top", "text_wrap": True}),
    }


def _write_rows(
    book: xlsxwriter.Workbook, register: Register, formats: dict[str, Any], rows: Iterator[list[Any]]
) -> None:
    sheet = book.add_worksheet(str(register.title)[:31])
    sheet.freeze_panes(1, 1)
    for place, column in enumerate(register.columns):
        sheet.set_column(place, place, _width(column))
        sheet.write_string(0, place, str(column.label) + ("*" if column.required else ""), formats["heading"])
    for number, row in enumerate(rows, 1):
        for place, cell in enumerate(row):
            _write(sheet, number, place, cell, formats)


def _width(column: Column) -> int:
    return WIDE if getattr(column.kind, "lines", False) else max(NARROW, len(str(column.label)) + 3)


def _write(sheet: Any, row: int, place: int, cell: Any, formats: dict[str, Any]) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, str):
        begins = neutral.FORMULA.match(cell) is not None
        sheet.write_string(row, place, cell[:LONGEST_CELL], formats["quoted" if begins else "text"])
    elif isinstance(cell, date):
        if cell >= EARLIEST:
            sheet.write_datetime(row, place, cell, formats["day"])
        else:
            sheet.write_string(row, place, cell.isoformat(), formats["text"])
    else:
        sheet.write_number(row, place, cell, formats["text"])


def _explain(book: xlsxwriter.Workbook, register: Register, formats: dict[str, Any], lookup: Lookup) -> None:
    """What each column is for and what may stand in it, and the permitted values in full below."""
    sheet = book.add_worksheet(_("Förklaring"))
    for place, width in enumerate((28, 24, 10, 50, 60)):
        sheet.set_column(place, place, width)
    headings = [_("Kolumn"), _("På engelska"), _("Krävs"), _("Om kolumnen"), _("Vad som får stå")]
    for place, heading in enumerate(headings):
        sheet.write_string(0, place, heading, formats["heading"])
    for number, column in enumerate(register.columns, 1):
        with override("en"):
            english = str(column.label)
        said = ", ".join(column.kind.permitted(lookup))
        told = [str(column.label), english, _("Ja") if column.required else "", str(column.help), said]
        for place, text in enumerate(told):
            sheet.write_string(number, place, text[:LONGEST_CELL], formats["wrapped"])
