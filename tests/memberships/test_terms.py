"""Which term of office a day falls in, also when the policy has not been told of a new one."""

from dataclasses import dataclass
from datetime import date

import pytest

from memberships.terms import term_on


@dataclass
class Policy:
    term_starts_on: date = date(2022, 10, 15)
    term_ends_on: date = date(2026, 10, 14)


@pytest.mark.parametrize(
    ("day", "starts_on", "ends_on"),
    [
        (date(2022, 10, 15), date(2022, 10, 15), date(2026, 10, 14)),
        (date(2026, 10, 14), date(2022, 10, 15), date(2026, 10, 14)),
        (date(2026, 10, 15), date(2026, 10, 15), date(2030, 10, 14)),
        (date(2036, 1, 1), date(2034, 10, 15), date(2038, 10, 14)),
        (date(2022, 10, 14), date(2018, 10, 15), date(2022, 10, 14)),
    ],
)
def test_term_of_a_day_goes_on_in_the_policys_own_length(day, starts_on, ends_on):
    term = term_on(Policy(), day)

    assert (term.starts_on, term.ends_on, day in term) == (starts_on, ends_on, True)


def test_last_year_begins_a_year_before_the_end_also_after_a_leap_day():
    usual, leap = (
        term_on(Policy(), date(2024, 1, 1)),
        term_on(Policy(date(2024, 3, 1), date(2028, 2, 28)), date(2025, 1, 1)),
    )

    assert [usual.last_year_starts_on, leap.last_year_starts_on] == [date(2025, 10, 15), date(2027, 2, 28)]


def test_without_a_policy_there_is_no_term():
    assert term_on(None, date(2026, 11, 21)) is None
