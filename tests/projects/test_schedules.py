"""Dates computed from a funder's rule and from the stages of a partnership."""

from datetime import date

import pytest

from projects import schedules


def said(wanted):
    return [(each.title, each.due_on.isoformat()) for each in wanted]


@pytest.mark.parametrize(
    ("every", "expected"),
    [
        (0, [("Slutrapport", "2028-03-01")]),
        (12, [("Lägesrapport 1", "2027-01-30"), ("Slutrapport", "2028-03-01")]),
        (
            6,
            [
                ("Lägesrapport 1", "2026-07-30"), ("Lägesrapport 2", "2027-01-30"), ("Lägesrapport 3", "2027-07-30"),
                ("Slutrapport", "2028-03-01"),
            ],
        ),
    ],
)  # fmt: skip
def test_reports_follow_the_rule_of_the_funder(every, expected):
    dates = schedules.by_rule(date(2026, 1, 1), date(2027, 12, 31), every=every, within=30, final_within=61)

    assert said(dates) == expected


def test_three_year_project_period_has_baseline_yearly_reports_and_follow_up():
    dates = schedules.of_period("project", date(2027, 1, 1), date(2029, 12, 31))

    assert said(dates) == [
        ("Enkät om utgångsläget", "2027-04-01"),
        ("Årsrapport 1", "2028-02-29"),
        ("Årsrapport 2", "2029-03-01"),
        ("Årsrapport 3", "2030-03-01"),
        ("Uppföljande enkät", "2030-01-30"),
    ]


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 1, 31), 13, date(2028, 2, 29)),
        (date(2026, 11, 15), 2, date(2027, 1, 15)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
    ],
)
def test_months_later_stays_within_the_month(day, months, expected):
    assert schedules.months_later(day, months) == expected
