"""Papers and evaluations that break the rules of reviews."""

from __future__ import annotations

from datetime import date

from core.rules import Finding
from governance.models import Policy, Unit
from reviews import conditions, rules
from reviews.enums import PaperSectionKey
from reviews.models import Evaluation, EvaluationSection, PaperSection, PositionPaper
from tests import factories


def _paper(unit: Unit, number: int, text: str) -> PositionPaper:
    engagement = factories.membership(engagement_fields={"responsible_unit": unit}).engagement
    paper = PositionPaper.objects.create(
        title="Papper", engagement=engagement, number=number, created_by=factories.coordinator()
    )
    for order, key in enumerate(PaperSectionKey.values):
        PaperSection.objects.create(paper=paper, key=key, order=order, text=text)
    return paper


def empty_paper(policy: Policy, unit: Unit) -> list[Finding]:
    return conditions.paper_in_order(_paper(unit, 1, ""), policy)


def groundless_paper(policy: Policy, unit: Unit) -> list[Finding]:
    """Version two without the evaluation it should build on."""
    return conditions.paper_in_order(_paper(unit, 2, "Skriven text."), policy)


def uncommissioned(policy: Policy, unit: Unit) -> list[Finding]:
    engagement = factories.membership(engagement_fields={"responsible_unit": unit}).engagement
    return conditions.ready_to_commission([engagement], "", policy)


def empty_evaluation(policy: Policy, unit: Unit) -> list[Finding]:
    evaluation = Evaluation.objects.create(
        title="Utvärdering", starts_on=date(2025, 1, 1), ends_on=date(2025, 12, 31), policy=policy,
        commissioned_by="KS § 1", figures={}, created_by=factories.coordinator(),
    )  # fmt: skip
    EvaluationSection.objects.create(evaluation=evaluation, kind="analysis", order=0, text="")
    return conditions.evaluation_in_order(evaluation, policy)


SCENES = {
    rules.SECTIONS_FILLED: empty_paper,
    rules.BUILDS_ON_EVALUATION: groundless_paper,
    rules.COMMISSIONED: uncommissioned,
    rules.REPORT_FILLED: empty_evaluation,
}
# What the city as a whole does, whichever unit has the engagement: there is nobody to only advise.
OF_THE_CITY = {rules.COMMISSIONED, rules.REPORT_FILLED}
