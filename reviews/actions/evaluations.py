"""From commissioning an evaluation until it is sent for decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from core import events
from core.rules import Conflict, Finding, Refused
from decisions.actions import open_case
from decisions.models import Case
from engagements.models import Engagement
from governance import numbering
from governance.models import Aim, Person, Policy
from governance.selectors import policy_in_force
from reviews import conditions, figures, permissions
from reviews.actions import pdfs, writing
from reviews.actions.writing import Written
from reviews.drafting import evaluation as drafting
from reviews.enums import Happening, ReportSectionKind, ReportState
from reviews.models import Evaluation, EvaluationSection, EvaluationSubject, Recommendation
from reviews.states import EVALUATION

ADOPT_EVALUATION = "reviews.adopt_evaluation"


@dataclass(frozen=True, slots=True)
class Recommended:
    engagement_id: int
    kind: str
    text: str = ""
    effective_on: date | None = None


@transaction.atomic
def commission(
    *,
    title: str,
    starts_on: date,
    ends_on: date,
    engagements: Sequence[Engagement],
    commissioned_by: str,
    by: Person,
    motive: str = "",
    example: bool = False,
) -> Evaluation:
    """Begin an evaluation that a decision has asked for (GBG-C12), its sections filled from what is known (STR-15)."""
    permissions.may_commission.require(by)
    policy = policy_in_force()
    conditions.policy_is_in_force.require(policy)
    assert policy is not None
    visible = Engagement.objects.visible_to(by).filter(pk__in=[each.pk for each in engagements])
    chosen = list(visible.prefetch_related("aims").order_by("title", "pk"))
    conditions.ready_to_commission.require(chosen, commissioned_by, policy, motive=motive)

    evaluation = Evaluation.objects.create(
        title=title,
        starts_on=starts_on,
        ends_on=ends_on,
        policy=policy,
        commissioned_by=commissioned_by.strip(),
        created_by=by,
        example=example,
        registered_at=timezone.now(),
        reference_number=numbering.take_for(None),
        figures=figures.gather(chosen, starts_on, ends_on),
    )
    for order, engagement in enumerate(chosen):
        EvaluationSubject.objects.create(evaluation=evaluation, engagement=engagement, order=order)
    for section in drafting.sections(evaluation, chosen, _aims(policy)):
        section.save(force_insert=True)
    detail = {"engagements": [each.pk for each in chosen], "commissioned_by": evaluation.commissioned_by}
    events.record(Happening.REPORT_COMMISSIONED, evaluation, by=by, detail=detail)
    pdfs.want(evaluation)
    return evaluation


def _aims(policy: Policy) -> list[Aim]:
    return list(policy.aims.order_by("policyaim__order"))


@transaction.atomic
def write_evaluation(*, evaluation: Evaluation, written: Mapping[int, Written], by: Person) -> Evaluation:
    """Save the sections in `written` (by their id). Raises Conflict with both texts when somebody saved in between."""
    evaluation = writing.lock_evaluation(evaluation)
    permissions.may_write_evaluation.require(by, evaluation)
    sections = list(evaluation.sections.filter(pk__in=written).select_related("engagement", "aim"))
    written = writing.cleaned(written)
    yours = "\n\n".join(each.text for each in written.values())
    writing.require_writable(evaluation, theirs="\n\n".join(section.text for section in sections), yours=yours)

    changed = writing.store(sections, written)
    if changed:
        evaluation.save()
        events.record(Happening.REPORT_WRITTEN, evaluation, by=by, detail={"sections": changed})
        pdfs.want(evaluation)
    return evaluation


@transaction.atomic
def recommend(*, evaluation: Evaluation, version: int, rows: Sequence[Recommended], by: Person) -> Evaluation:
    """Replace the recommendations by `rows` (STR-12). Those that are cases already stay as they are."""
    evaluation = writing.lock_evaluation(evaluation)
    permissions.may_write_evaluation.require(by, evaluation)
    theirs = "\n".join(str(each) for each in evaluation.recommendations.select_related("engagement"))
    yours = "\n".join(f"{row.kind} {row.text}" for row in rows)
    writing.require_writable(evaluation, theirs=theirs, yours=yours)
    if version != evaluation.version:
        raise Conflict(
            _("Någon annan har ändrat rekommendationerna. Jämför och spara igen."), theirs=theirs, yours=yours
        )
    subjects = set(evaluation.subjects.values_list("engagement_id", flat=True))
    if any(row.engagement_id not in subjects for row in rows):
        message = _("En rekommendation gäller ett av utvärderingens engagemang.")
        raise Refused([Finding("recommendation.not-evaluated", message)])

    for old in evaluation.recommendations.filter(case=None):
        old.delete()
    for row in rows:
        Recommendation.objects.create(evaluation=evaluation, **_fields(row))
    evaluation.version += 1
    evaluation.save()
    events.record(Happening.REPORT_WRITTEN, evaluation, by=by, detail={"recommendations": [row.kind for row in rows]})
    pdfs.want(evaluation)
    return evaluation


def _fields(row: Recommended) -> dict[str, object]:
    return {
        "engagement_id": row.engagement_id,
        "kind": row.kind,
        "text": row.text.strip(),
        "effective_on": row.effective_on,
    }


@transaction.atomic
def renew_figures(*, evaluation: Evaluation, by: Person) -> Evaluation:
    """Ask the product again what it knows of the period. What people have written stays; sections nobody has touched
    are drafted anew."""
    evaluation = writing.lock_evaluation(evaluation)
    permissions.may_write_evaluation.require(by, evaluation)
    conditions.ready_to_write.require(evaluation, evaluation.case)

    engagements = list(evaluation.engagements.order_by("title", "pk"))
    evaluation.figures = figures.gather(engagements, evaluation.starts_on, evaluation.ends_on)
    evaluation.save()
    untouched = {_place(each): each for each in evaluation.sections.filter(version=1)}
    for drafted in drafting.sections(evaluation, engagements, _aims(evaluation.policy)):
        section = untouched.get(_place(drafted))
        if section is not None and section.text != drafted.text:
            section.text = drafted.text
            section.save()
    events.record(Happening.FIGURES_RENEWED, evaluation, by=by)
    pdfs.want(evaluation)
    return evaluation


def _place(section: EvaluationSection) -> tuple[str, int | None, int | None]:
    return section.kind, section.engagement_id, section.aim_id


@transaction.atomic
def submit_evaluation(*, evaluation: Evaluation, by: Person, motive: str = "") -> Case:
    """Open the case that adopts the report and records the board's conclusions (GBG-C12)."""
    evaluation = writing.lock_evaluation(evaluation)
    permissions.may_write_evaluation.require(by, evaluation)
    if evaluation.state != ReportState.DRAFT:
        raise Conflict(_("Utvärderingen är redan skickad till beslut. Ladda om sidan."))
    conditions.evaluation_in_order.require(evaluation, policy_in_force(), motive=motive)

    conclusions = evaluation.sections.get(kind=ReportSectionKind.CONCLUSIONS).text
    with override("sv"):
        recommended = "\n".join(f"- {each}" for each in evaluation.recommendations.select_related("engagement"))
    case = open_case(
        matter=ADOPT_EVALUATION,
        by=by,
        title=evaluation.title,
        background=f"Utvärderingen {evaluation.title} ({evaluation.reference_number}) läggs fram. "
        f"Beställd genom: {evaluation.commissioned_by}.\n\n{conclusions}",
        proposed_decision=f"Utvärderingen antas med följande rekommendationer:\n{recommended}",
        motive=motive.strip(),
        example=evaluation.example,
    )
    evaluation.case = case
    evaluation.save()
    EVALUATION.advance(evaluation, "submit")
    events.record(Happening.REPORT_SUBMITTED, evaluation, by=by, detail={"case": case.reference_number})
    pdfs.want(evaluation)
    return case
