"""Files for the tests of registers in and out, and the work in the background done at once."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import python_calamine
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from core import jobs
from engagements.exchange import actions, export, registry
from engagements.models import Import, ImportRow
from governance.models import Person


def workbook(*rows: list[Any], sheet: str = "Ark1", name: str = "fil.xlsx") -> SimpleUploadedFile:
    """A workbook as a person would make it: dates as dates, numbers as numbers, the rest as text."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"strings_to_formulas": False})
    page = book.add_worksheet(sheet)
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            if isinstance(cell, date):
                page.write_datetime(number, place, cell, day)
            elif isinstance(cell, int | float):
                page.write_number(number, place, cell)
            elif cell is not None:
                page.write_string(number, place, cell)
    book.close()
    return SimpleUploadedFile(name, content.getvalue())


def plain(text: str, name: str = "fil.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def exported(area: str, person: Person, **asked: str) -> bytes:
    with export.xlsx_file(registry.find(area), person, asked) as file:
        return file.read()


def as_upload(content: bytes, name: str = "register.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def table(content: bytes, *, without: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """The rows of the first sheet, by heading."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    headings, *rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    names = [str(heading).rstrip("*") for heading in headings]
    return [{name: cell for name, cell in zip(names, row, strict=False) if name not in without} for row in rows]


def previewed(area: str, file: SimpleUploadedFile, by: Person) -> Import:
    """The file taken in and compared."""
    upload = actions.start_import(register=registry.find(area), file=file, by=by)
    assert jobs.run(upload.job_id)
    upload.refresh_from_db()
    return upload


def read_in(area: str, file: SimpleUploadedFile, by: Person) -> Import:
    """The file taken in, compared and carried out."""
    return carried_out(previewed(area, file, by), by)


def carried_out(upload: Import, by: Person) -> Import:
    upload = actions.order_import(upload=upload, by=by)
    assert jobs.run(upload.job_id)
    upload.refresh_from_db()
    return upload


def outcomes(upload: Import) -> dict[int, str]:
    return dict(ImportRow.objects.filter(upload=upload).values_list("number", "outcome"))


def messages(upload: Import) -> list[tuple[int, str, str]]:
    """Row, column and message of each thing that is wrong."""
    rows = ImportRow.objects.filter(upload=upload, outcome="wrong").order_by("number")
    return [(row.number, line["column"], line["message"]) for row in rows for line in row.lines]


def counts(upload: Import) -> tuple[int, int, int, int]:
    """New, changed, the same, wrong."""
    return upload.new, upload.changed, upload.same, upload.wrong
