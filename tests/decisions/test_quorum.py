"""How many it takes, without a database."""

import pytest

from decisions.law import quorum
from governance.enums import BodyKind

COUNCIL, COMMITTEE, BOARD = BodyKind.COUNCIL, BodyKind.COMMITTEE, BodyKind.EXECUTIVE_BOARD


@pytest.mark.law("KL 5:45", "KL 6:27")
@pytest.mark.parametrize("kind", [COUNCIL, COMMITTEE, BOARD])
@pytest.mark.parametrize(("seats", "present", "met"), [(81, 41, True), (81, 40, False), (4, 2, False), (4, 3, True)])
def test_quorum_is_more_than_half(kind, seats, present, met):
    assert quorum.quorum_met(kind, seats, present, 0) is met


@pytest.mark.law("KL 5:46")
def test_quorum_of_the_council_holds_when_a_conflict_takes_it_below():
    assert quorum.quorum_met(COUNCIL, 81, 40, 1) is True


@pytest.mark.law("KL 6:27", "KL 6:30")
@pytest.mark.parametrize("kind", [COMMITTEE, BOARD])
def test_quorum_of_a_committee_does_not_count_who_may_not_be_present(kind):
    assert quorum.quorum_met(kind, 11, 5, 1) is False


@pytest.mark.law("KL 5:50")
@pytest.mark.parametrize(("present", "needed"), [(1, 1), (3, 1), (4, 2), (41, 14), (81, 27), (80, 27)])
def test_minority_is_a_third_of_those_present_in_whole_people(present, needed):
    assert quorum.minority_needed(present) == needed


@pytest.mark.law("KL 5:50", "KL 6:33")
@pytest.mark.parametrize(
    ("kind", "election", "used", "right"),
    [
        (COUNCIL, False, False, True),
        (COUNCIL, True, False, False),
        (COUNCIL, False, True, False),
        (COMMITTEE, False, False, False),
        (BOARD, False, False, False),
    ],
)
def test_minority_right_is_the_councils_once_and_not_in_elections(kind, election, used, right):
    assert quorum.minority_has_right(kind, election=election, used=used) is right


@pytest.mark.law("KL 5:55")
@pytest.mark.parametrize(("yes", "no", "won"), [(10, 3, "yes"), (3, 10, "no"), (1, 0, "yes")])
def test_winner_is_by_simple_majority(yes, no, won):
    assert quorum.winner(yes, no, "no" if won == "yes" else "yes") == won


@pytest.mark.law("KL 5:56")
@pytest.mark.parametrize(("says", "won"), [("yes", "yes"), ("no", "no"), ("", ""), ("abstained", "")])
def test_winner_at_a_tie_is_what_the_chair_or_the_lot_says(says, won):
    assert quorum.needs_chair(5, 5) is True
    assert quorum.winner(5, 5, says) == won
