"""What of reviews can be decided: adopting a position paper, adopting an evaluation."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.rules import Finding
from decisions.matters import Matter
from reviews import conditions
from reviews.actions.adoption import adopt, reopen, text_of
from reviews.actions.evaluations import ADOPT_EVALUATION
from reviews.actions.papers import ADOPT_PAPER
from reviews.models import Evaluation, PositionPaper


def paper_in_order(case: Any) -> list[Finding]:
    paper = text_of(case)
    if not isinstance(paper, PositionPaper):
        return conditions.nothing_to_adopt(None)
    return conditions.paper_in_order(paper, case.policy)


def evaluation_in_order(case: Any) -> list[Finding]:
    evaluation = text_of(case)
    if not isinstance(evaluation, Evaluation):
        return conditions.nothing_to_adopt(None)
    return conditions.evaluation_in_order(evaluation, case.policy)


def link(case: Any) -> tuple[Any, str] | None:
    obj = text_of(case)
    if obj is None:
        return None
    label = _("Läs positionspappret") if isinstance(obj, PositionPaper) else _("Läs utvärderingen")
    return label, obj.get_absolute_url()


MATTERS = [
    Matter(
        key=ADOPT_PAPER,
        name=gettext_lazy("Anta positionspapper"),
        area=None,
        in_order=paper_in_order,
        on_decided=adopt,
        on_rejected=reopen,
        on_closed=reopen,
        link=link,
        goals=True,
    ),
    Matter(
        key=ADOPT_EVALUATION,
        name=gettext_lazy("Anta utvärdering"),
        area=None,
        in_order=evaluation_in_order,
        on_decided=adopt,
        on_rejected=reopen,
        on_closed=reopen,
        link=link,
        goals=True,
    ),
]
