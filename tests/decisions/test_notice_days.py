"""The days the law counts before a meeting."""

from datetime import date

import pytest

from decisions.law import notice_days


@pytest.mark.law("KL 5:13")
def test_last_day_to_call_is_the_same_weekday_the_week_before():
    assert notice_days.call_by(date(2026, 12, 16)) == date(2026, 12, 9)


@pytest.mark.law("KL 5:14")
@pytest.mark.parametrize(
    ("held_on", "last"),
    [
        (date(2026, 12, 16), date(2026, 12, 15)),
        (date(2026, 11, 30), date(2026, 11, 27)),
        (date(2027, 1, 7), date(2027, 1, 5)),
        (date(2026, 12, 28), date(2026, 12, 23)),
        (date(2026, 4, 7), date(2026, 4, 2)),
    ],
    ids=["midweek", "monday", "after-epiphany", "after-christmas", "after-easter"],
)
def test_last_day_for_what_is_urgent_is_the_weekday_before(held_on, last):
    assert notice_days.urgent_by(held_on) == last
