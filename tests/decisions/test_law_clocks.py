"""The days the law counts."""

from datetime import UTC, date, datetime

import pytest

from decisions.enums import Outcome
from decisions.law import appeals, clocks
from governance.enums import BodyKind, StepRole


@pytest.mark.law("KL 5:69")
def test_minutes_are_adjusted_within_fourteen_days_of_the_meeting():
    assert clocks.adjust_by(date(2026, 11, 20)) == date(2026, 12, 4)


@pytest.mark.law("KL 8:12")
def test_the_adjustment_is_announced_by_the_second_day_after():
    assert clocks.announce_by(date(2026, 11, 20)) == date(2026, 11, 22)


@pytest.mark.law("KL 13:5")
def test_the_appeal_time_is_three_weeks_from_the_day_of_the_announcement():
    assert clocks.appeal_ends(date(2026, 11, 20)) == date(2026, 12, 11)


@pytest.mark.law("KL 13:5")
def test_legal_force_comes_the_day_after_the_last_day_to_appeal():
    assert clocks.legal_force_on(clocks.appeal_ends(date(2026, 11, 20))) == date(2026, 12, 12)


@pytest.mark.parametrize(
    ("announced", "last"),
    [
        (date(2026, 11, 21), date(2026, 12, 14)),  # a Saturday
        (date(2026, 12, 3), date(2026, 12, 28)),  # Christmas Eve, then two holidays and a Sunday
        (date(2026, 5, 29), date(2026, 6, 22)),  # Midsummer's Eve
        (date(2026, 3, 13), date(2026, 4, 7)),  # Good Friday to Easter Monday
        (date(2026, 4, 10), date(2026, 5, 4)),  # the first of May
    ],
)
@pytest.mark.law("Lagen 1930:173 2 §")
def test_a_last_day_that_is_a_holiday_moves_to_the_next_working_day(announced, last):
    assert clocks.appeal_ends(announced) == last


@pytest.mark.law("KL 13:5")
def test_each_day_the_board_was_down_moves_the_last_day_by_one():
    down = {date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 25)}

    assert clocks.appeal_ends(date(2026, 11, 20), down) == date(2026, 12, 14)


@pytest.mark.law("KL 13:5")
def test_a_day_down_within_the_days_it_was_moved_by_moves_it_again():
    down = {date(2026, 12, 1), date(2026, 12, 2), date(2026, 12, 3), date(2026, 12, 4), date(2026, 12, 15)}

    assert clocks.appeal_ends(date(2026, 11, 20), down) == date(2026, 12, 16)


def test_days_down_before_the_announcement_and_after_the_last_day_move_nothing():
    down = {date(2026, 11, 19), date(2026, 12, 12)}

    assert clocks.appeal_ends(date(2026, 11, 20), down) == date(2026, 12, 11)


def test_days_run_from_midnight_in_stockholm():
    late_in_utc = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)

    assert clocks.stockholm_day(late_in_utc) == date(2026, 11, 21)


def test_an_outage_over_midnight_touches_two_days():
    outage = (datetime(2026, 11, 20, 22, 50, tzinfo=UTC), datetime(2026, 11, 20, 23, 10, tzinfo=UTC))

    assert clocks.days_of([outage]) == {date(2026, 11, 20), date(2026, 11, 21)}


@pytest.mark.law("KL 5:13")
def test_the_council_is_announced_a_week_before():
    assert clocks.council_announce_by(date(2026, 12, 14)) == date(2026, 12, 7)


@pytest.mark.parametrize(
    ("kind", "role", "outcome", "can"),
    [
        (BodyKind.COUNCIL, StepRole.DECIDE, Outcome.APPROVED, True),
        (BodyKind.COUNCIL, StepRole.DECIDE, Outcome.TABLED, True),
        (BodyKind.COMMITTEE, StepRole.DECIDE, Outcome.APPROVED, True),
        (BodyKind.COMMITTEE, StepRole.DECIDE, Outcome.REJECTED, True),
        (BodyKind.EXECUTIVE_BOARD, StepRole.CONFIRM, Outcome.APPROVED, True),
        (BodyKind.COMMITTEE, StepRole.DECIDE, Outcome.RETURNED, False),
        (BodyKind.COMMITTEE, StepRole.DECIDE, Outcome.TABLED, False),
        (BodyKind.EXECUTIVE_BOARD, StepRole.PROPOSE, Outcome.RETURNED, False),
        (BodyKind.EXECUTIVE_BOARD, StepRole.CARRY_OUT, Outcome.APPROVED, False),
        (BodyKind.COMPANY_BOARD, StepRole.DECIDE, Outcome.APPROVED, False),
    ],
)
@pytest.mark.law("KL 13:2")
def test_what_is_preparatory_or_executive_cannot_be_appealed(kind, role, outcome, can):
    assert appeals.can_be_appealed(kind, role, outcome) is can
