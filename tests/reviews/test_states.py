"""Every verb from every state: what the table allows happens, everything else is a conflict."""

import pytest

from core.rules import Conflict
from reviews.enums import PaperState, ReportState
from reviews.models import Evaluation, PositionPaper
from reviews.states import EVALUATION, PAPER
from tests import factories
from tests.reviews import scenes

pytestmark = pytest.mark.django_db

PAPER_STEPS = {
    ("draft", "submit"): "in_decision",
    ("in_decision", "adopt"): "adopted",
    ("in_decision", "reopen"): "draft",
    ("adopted", "replace"): "replaced",
}
EVALUATION_STEPS = {
    ("draft", "submit"): "in_decision",
    ("in_decision", "adopt"): "adopted",
    ("in_decision", "reopen"): "draft",
}


@pytest.mark.parametrize("verb", PAPER.transitions)
@pytest.mark.parametrize("state", PaperState.values)
def test_step_of_a_paper_leads_where_the_table_says_or_is_refused(state, verb):
    paper = PositionPaper.objects.create(
        engagement=factories.engagement(), number=1, title="P", state=state, created_by=factories.person()
    )

    end = _after(PAPER, paper, verb)

    assert end == PAPER_STEPS.get((state, verb), "conflict")


@pytest.mark.parametrize("verb", EVALUATION.transitions)
@pytest.mark.parametrize("state", ReportState.values)
def test_step_of_an_evaluation_leads_where_the_table_says_or_is_refused(state, verb):
    scenes.policy()
    by = factories.coordinator()
    evaluation = scenes.evaluation([scenes.engagement()], by)
    Evaluation.objects.filter(pk=evaluation.pk).update(state=state)
    evaluation.refresh_from_db()

    end = _after(EVALUATION, evaluation, verb)

    assert end == EVALUATION_STEPS.get((state, verb), "conflict")


def _after(table, obj, verb):
    try:
        table.advance(obj, verb)
    except Conflict:
        return "conflict"
    obj.refresh_from_db()
    return obj.state
