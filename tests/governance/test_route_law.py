"""What the Local Government Act asks of a route to the council, step by step."""

import pytest

from governance.enums import BodyKind, StepRole
from governance.route_law import Step, findings

UNIT = Step(StepRole.PREPARE, is_unit=True)
DRAFTING = Step(StepRole.PREPARE, BodyKind.PREPARATORY)
OWN_COMMITTEE = Step(StepRole.REFER)
COMMITTEE = Step(StepRole.REFER, BodyKind.COMMITTEE)
BOARD = Step(StepRole.PROPOSE, BodyKind.EXECUTIVE_BOARD)
COUNCIL = Step(StepRole.DECIDE, BodyKind.COUNCIL)


def paragraphs(*steps):
    return [finding.clause for finding in findings(steps)]


@pytest.mark.law("KL 5:27")
@pytest.mark.parametrize("heard", [OWN_COMMITTEE, COMMITTEE, BOARD])
def test_committee_concerned_is_heard_on_what_only_a_drafting_group_prepared(heard):
    assert "KL 5:27" not in paragraphs(DRAFTING, heard, COUNCIL)


@pytest.mark.law("KL 5:27")
@pytest.mark.law("KL 5:28")
def test_route_where_only_a_drafting_group_has_said_anything_is_refused():
    assert paragraphs(UNIT, DRAFTING, COUNCIL) == ["KL 5:27", "KL 5:28"]


@pytest.mark.law("KL 5:28")
def test_board_is_heard_also_on_what_a_committee_prepared():
    assert paragraphs(COMMITTEE, COUNCIL) == ["KL 5:28"]
    assert paragraphs(COMMITTEE, BOARD, COUNCIL) == []


@pytest.mark.law("KL 5:26")
def test_departments_work_is_no_preparation_by_a_body():
    assert paragraphs(UNIT, COUNCIL) == ["KL 5:26", "KL 5:28"]
