"""Dates as people write them."""

from datetime import date

import pytest

from core.dates import SwedishDateField, read_date

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-20", date(2026, 11, 20)),
        ("20261120", date(2026, 11, 20)),
        ("20/11", date(2026, 11, 20)),
        ("20/11 2026", date(2026, 11, 20)),
        ("20/11/2025", date(2025, 11, 20)),
        ("20.11.2026", date(2026, 11, 20)),
        ("20 nov", date(2026, 11, 20)),
        ("20 Nov.", date(2026, 11, 20)),
        ("den 20 november 2026", date(2026, 11, 20)),
        ("20 november 2026", date(2026, 11, 20)),
        ("1 maj 2027", date(2027, 5, 1)),
        ("3 May 2027", date(2027, 5, 3)),
        ("10/1", date(2027, 1, 10)),
        (" 29  feb 2028 ", date(2028, 2, 29)),
    ],
)
def test_read_date_takes_what_people_write(text, day):
    assert read_date(text, today=TODAY) == day


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("31/2 2026", "”31/2 2026” finns inte i kalendern."),
        ("30 februari", "”30 februari” finns inte i kalendern."),
        ("i höstas", "Skriv datumet som 2026-11-20, 20/11 eller 20 november 2026."),
        ("20 ju", "Skriv datumet som 2026-11-20, 20/11 eller 20 november 2026."),
    ],
)
def test_read_date_says_what_is_wrong(text, says):
    with pytest.raises(ValueError) as refused:
        read_date(text, today=TODAY)

    assert str(refused.value) == says


def test_field_shows_a_date_in_words_and_reads_it_back():
    field = SwedishDateField()

    shown = field.widget.format_value(date(2026, 11, 20))

    assert (shown, field.clean(shown)) == ("20 november 2026", date(2026, 11, 20))
