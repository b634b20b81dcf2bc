"""Files that are wrong, worn or meant to do harm: each is told what is the matter, and nothing is read in."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from documents.uploads import UploadRefused
from engagements.exchange import actions, reading, registry
from engagements.models import Engagement, Import, ImportRow
from tests import factories
from tests.engagements.exchange_files import carried_out, counts, messages, plain, previewed, workbook

AREA = "monitoring"
HEADINGS = ["Titel", "Slag", "Ansvarig enhet"]
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def officer():
    factories.policy()
    return factories.coordinator()


def row(title: str) -> list:
    return [title, "Omvärldsbevakning", factories.coordinating_unit().name]


def refused(name: str, content: bytes, officer) -> str:
    with pytest.raises(UploadRefused) as refusal:
        actions.start_import(register=registry.find(AREA), file=SimpleUploadedFile(name, content), by=officer)
    assert Import.objects.count() == 0
    return refusal.value.message


def problem(file, officer) -> str:
    upload = previewed(AREA, file, officer)
    assert (upload.state, upload.rows.count(), Engagement.objects.count()) == ("unreadable", 0, 0)
    return upload.problem


def test_old_excel_file_is_asked_to_be_saved_anew(officer):
    told = refused("register.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", officer)

    assert told == "Spara filen som Excel-arbetsbok (.xlsx) eller som CSV och försök igen."


def test_old_excel_file_with_a_new_name_is_refused(officer):
    assert "stämmer inte" in refused("register.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", officer)


def test_zip_bomb_is_refused_before_it_is_unpacked(officer):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 50_000_000)

    assert refused("register.xlsx", content.getvalue(), officer) == (
        "Filen blir för stor när den packas upp och tas inte emot."
    )


def test_one_cell_in_the_far_corner_is_refused_before_it_is_laid_out(officer):
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content)
    page = book.add_worksheet()
    page.write_row(0, 0, HEADINGS)
    page.write_string(1_048_575, 16_383, "x")
    book.close()

    told = problem(SimpleUploadedFile("stor.xlsx", content.getvalue()), officer)

    assert told.startswith("Arket är för stort")


def test_workbook_that_is_none_inside_is_told_so(officer):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook")
        archive.writestr("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row r='1'><c r='A1'")

    told = problem(SimpleUploadedFile("trasig.xlsx", content.getvalue()), officer)

    assert told in {
        "Filen går inte att läsa som Excel-arbetsbok. Spara om den som .xlsx.",
        "Filen har inget ark.",
    }


def test_formulas_are_read_as_the_values_they_had_and_run_nowhere(officer):
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content)
    page = book.add_worksheet()
    page.write_row(0, 0, [*HEADINGS, "Bakgrund"])
    page.write_row(1, 0, row("Avlopp"))
    page.write_formula(1, 3, '="a"&"b"', None, "ab")
    book.close()

    upload = previewed(AREA, SimpleUploadedFile("formel.xlsx", content.getvalue()), officer)
    carried_out(upload, officer)

    assert Engagement.objects.get().background == "ab"


def test_formula_that_runs_a_program_is_refused_in_a_csv_file(officer):
    text = "Titel;Slag\n=cmd|' /C calc'!A0;x\n"

    assert refused("register.csv", text.encode(), officer).startswith("Tabellen innehåller en formel")


def test_another_registers_file_is_recognised(officer):
    told = problem(workbook(["Stad", "Land", "Slag"], ["Oslo", "Norge", "Vänort"], sheet="Städer"), officer)

    assert told == "Filen är registret Städer. Här läses Omvärlds- och intressebevakning in."


def test_sheet_without_the_headings_asks_for_the_template(officer):
    told = problem(workbook(["Namn", "Ålder"], ["Eva", 41], sheet="Personal"), officer)

    assert told == "Inget ark har registrets rubriker (filen har Personal). Hämta mallen och fyll i den."


def test_missing_columns_are_named(officer):
    told = problem(workbook(["Titel", "Bakgrund"], ["Avlopp", "Text"]), officer)

    assert told == "Filen saknar kolumnen Slag, Ansvarig enhet."


def test_heading_twice_is_named(officer):
    told = problem(workbook([*HEADINGS, "Title"], [*row("Avlopp"), "Igen"]), officer)

    assert told == "Kolumnen ”Titel” står två gånger i filen."


def test_headings_without_rows_are_told(officer):
    assert problem(workbook(HEADINGS), officer) == "Filen har rubriker men inga rader."


def test_too_many_rows_are_told_with_the_limit(officer):
    text = "Titel;Slag;Ansvarig enhet\n" + "Avlopp;Omvärldsbevakning;x\n" * (reading.MOST_ROWS + 1)

    assert (
        problem(plain(text), officer) == "Filen har fler än 10\N{NO-BREAK SPACE}000 rader. Dela upp den i flera filer."
    )


def test_ten_thousand_wrong_rows_are_each_told_and_paged(officer, client):
    text = "Titel;Slag;Ansvarig enhet\n" + "".join(f"Rad {n};Okänt;x\n" for n in range(reading.MOST_ROWS))
    upload = previewed(AREA, plain(text), officer)
    client.force_login(officer)

    answer = client.get(upload.get_absolute_url(), {"visa": "wrong", "page": "200"})

    assert counts(upload) == (0, 0, 0, 10_000)
    assert ImportRow.objects.filter(upload=upload).count() == 10_000
    assert len(answer.context["rows"].rows) == 50
    assert len(messages(upload)) == 20_000


def test_title_over_the_headings_is_passed_over(officer):
    upload = previewed(AREA, workbook(["Vår omvärldsbevakning"], [], HEADINGS, row("Avlopp")), officer)

    assert (counts(upload), list(upload.rows.values_list("number", flat=True))) == ((1, 0, 0, 0), [4])


def test_rows_that_are_empty_are_passed_over_and_numbers_stay_the_files(officer):
    upload = previewed(AREA, workbook(HEADINGS, row("Ett"), [], [None, "", " "], row("Två")), officer)

    assert list(upload.rows.values_list("number", flat=True)) == [2, 5]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("31/2 2026", "”31/2 2026” finns inte i kalendern."),
        (45000, "Skriv datumet som 2026-11-20, 20/11 eller 20 november 2026."),
        ("i morgon", "Skriv datumet som 2026-11-20, 20/11 eller 20 november 2026."),
    ],
)
def test_date_that_is_none_is_told_in_plain_words(officer, typed, told):
    upload = previewed(AREA, workbook([*HEADINGS, "Från"], [*row("Avlopp"), typed]), officer)

    assert messages(upload) == [(2, "Från", told)]


def test_end_before_start_is_wrong_in_the_preview(officer):
    days = [date(2026, 5, 2), date(2026, 5, 1)]

    upload = previewed(AREA, workbook([*HEADINGS, "Från", "Till"], [*row("Avlopp"), *days]), officer)

    assert messages(upload) == [(2, "", "Slutdatum ligger före startdatum.")]


def test_text_longer_than_the_column_is_wrong(officer):
    upload = previewed(AREA, workbook(HEADINGS, row("x" * 300)), officer)

    assert messages(upload) == [(2, "Titel", "Texten är 300 tecken. Högst 250 får plats.")]


def test_markup_in_a_cell_is_shown_as_text(officer, client):
    upload = previewed(AREA, workbook(HEADINGS, row("<script>alert(1)</script>")), officer)
    client.force_login(officer)

    page = client.get(upload.get_absolute_url()).content.decode()

    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
