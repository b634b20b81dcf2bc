"""The calendar of an agreement: months, prolongations, and the last day to give notice."""

from datetime import date

import pytest

from cities.terms import Terms, Window, add_months, end_after, ends_after_notice, last_day_of_notice, window


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -13, date(2024, 12, 15)),
        (date(2026, 5, 4), 0, date(2026, 5, 4)),
    ],
)
def test_months_are_added_to_the_end_of_short_ones(day, months, expected):
    assert add_months(day, months) == expected


@pytest.mark.parametrize(
    ("ends_on", "months", "times", "expected"),
    [
        (date(2026, 6, 30), 6, 1, date(2026, 12, 31)),
        (date(2027, 2, 28), 12, 1, date(2028, 2, 29)),
        (date(2026, 12, 31), 36, 2, date(2032, 12, 31)),
        (date(2026, 1, 30), 1, 1, date(2026, 2, 27)),
        (date(2026, 1, 30), 1, 2, date(2026, 3, 30)),
        (date(2026, 6, 30), 6, 0, date(2026, 6, 30)),
    ],
)
def test_period_is_prolonged_in_whole_months_without_drift(ends_on, months, times, expected):
    assert end_after(Terms(ends_on, months), times) == expected


@pytest.mark.parametrize(
    ("ends_on", "months", "expected"),
    [
        (date(2026, 12, 31), 3, date(2026, 9, 30)),
        (date(2027, 5, 31), 3, date(2027, 2, 28)),
        (date(2028, 5, 31), 3, date(2028, 2, 29)),
        (date(2026, 12, 31), 0, date(2026, 12, 31)),
        (date(2027, 5, 30), 3, date(2027, 2, 27)),
    ],
)
def test_last_day_of_notice_is_whole_months_before_the_end(ends_on, months, expected):
    assert last_day_of_notice(ends_on, months) == expected


TERMS = Terms(date(2026, 12, 31), prolongs_months=24, notice_months=6)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 1, 1), Window(date(2026, 12, 31), date(2026, 6, 30), date(2028, 12, 31))),
        (date(2026, 6, 30), Window(date(2026, 12, 31), date(2026, 6, 30), date(2028, 12, 31))),
        (date(2026, 7, 1), Window(date(2028, 12, 31), date(2028, 6, 30), date(2030, 12, 31))),
        (date(2031, 2, 1), Window(date(2032, 12, 31), date(2032, 6, 30), date(2034, 12, 31))),
    ],
)
def test_window_rolls_forward_when_its_last_day_has_passed(today, expected):
    assert window(TERMS, today) == expected


def test_window_of_an_agreement_that_is_not_prolonged_is_its_last_day_and_then_nothing():
    terms = Terms(date(2026, 12, 31), notice_months=6)

    assert window(terms, date(2026, 12, 31)) == Window(date(2026, 12, 31), date(2026, 12, 31), None)
    assert window(terms, date(2027, 1, 1)) is None


def test_notice_longer_than_the_period_is_counted_to_a_period_that_can_be_reached():
    terms = Terms(date(2026, 12, 31), prolongs_months=3, notice_months=12)

    assert window(terms, date(2026, 11, 21)) == Window(date(2027, 12, 31), date(2026, 12, 31), date(2028, 3, 31))


def test_agreement_until_further_notice_has_no_window_and_ends_the_months_after_notice():
    terms = Terms(None, notice_months=6)

    assert window(terms, date(2026, 1, 1)) is None
    assert ends_after_notice(terms, date(2026, 8, 31)) == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("day", "ends"), [(date(2026, 6, 30), date(2026, 12, 31)), (date(2026, 7, 1), date(2028, 12, 31))]
)
def test_notice_a_day_late_ends_a_period_later(day, ends):
    assert ends_after_notice(TERMS, day) == ends


def test_end_of_an_agreement_until_further_notice_is_an_error():
    with pytest.raises(ValueError):
        end_after(Terms(None), 1)
