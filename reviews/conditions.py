"""Whether a paper or an evaluation may be written, decided on and followed up now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from core.rules import Finding, condition
from decisions.enums import CaseState
from decisions.models import Case
from engagements.models import Engagement
from governance import rulebook
from governance.models import Policy
from memberships.actions.seats import NOT_STAND_AGAIN
from memberships.models import Seat
from reviews import rules
from reviews.enums import PaperState, ReportSectionKind, ReportState
from reviews.models import Evaluation, EvaluationSection, PositionPaper, Recommendation

MUST_BE_WRITTEN = [
    ReportSectionKind.BACKGROUND,
    ReportSectionKind.PARTICIPATION,
    ReportSectionKind.RESULTS,
    ReportSectionKind.ANALYSIS,
    ReportSectionKind.CONCLUSIONS,
]


@condition
def policy_is_in_force(policy: Policy | None) -> list[Finding]:
    if policy is not None:
        return []
    return [Finding("decision.no-policy", _("Ingen policy är i kraft. En administratör behöver läsa in en."))]


@condition
def ready_to_begin(engagement: Engagement | None, area: str = "") -> list[Finding]:
    """One version of a paper is written at a time."""
    running = PositionPaper.objects.filter(engagement=engagement, area=area).unfinished().first()
    if running is None:
        return []
    message = _("Version %(number)s skrivs redan. Fortsätt på den i stället.") % {"number": running.number}
    return [Finding("paper.one-at-a-time", message)]


@condition
def ready_to_write(obj: PositionPaper | Evaluation, case: Case | None) -> list[Finding]:
    """A draft, or one whose case is still, or again, being prepared. What is put forward is what is decided on."""
    if obj.state == PaperState.DRAFT:
        return []
    if obj.state == PaperState.IN_DECISION and case is not None and case.state == CaseState.PREPARING:
        return []
    if obj.state == PaperState.IN_DECISION:
        message = _("Texten är framlagd för beslut och ändras bara om ärendet återremitteras, avslås eller återkallas.")
        return [Finding("review.put-forward", message)]
    return [Finding("review.frozen", _("Texten är beslutad och fryst."))]


@condition
def paper_in_order(paper: PositionPaper, policy: Policy | None) -> list[Finding]:
    """All seven sections written (GBG-C10); from version two, the evaluation it builds on (GBG-C12)."""
    unit = paper.engagement.responsible_unit if paper.engagement else None
    found: list[Finding] = []
    empty = [section.get_key_display() for section in paper.sections.all() if not section.text.strip()]
    if empty:
        message = _("Skriv det som saknas: %(sections)s.") % {"sections": ", ".join(map(str, empty))}
        found += rulebook.judge(policy, rules.SECTIONS_FILLED, message, unit=unit)
    if paper.number >= 2:
        missing = _missing_ground(paper)
        if missing:
            found += rulebook.judge(policy, rules.BUILDS_ON_EVALUATION, missing, unit=unit)
    return found


def what_it_is_about(paper: PositionPaper, prefix: str = "") -> Q:
    """The subjects of an evaluation that a paper can build on: its engagement, or any of its area."""
    if paper.area:
        return Q(**{f"{prefix}engagement__area": paper.area})
    return Q(**{f"{prefix}engagement_id": paper.engagement_id})


def _missing_ground(paper: PositionPaper) -> str:
    evaluation = paper.builds_on
    if evaluation is None:
        return _("Ange den antagna utvärdering som ändringen bygger på.")
    if evaluation.state != ReportState.ADOPTED:
        return _("Utvärderingen som ändringen bygger på är inte antagen.")
    if not evaluation.subjects.filter(what_it_is_about(paper)).exists():
        return _("Utvärderingen som ändringen bygger på omfattar inte det som pappret handlar om.")
    if not paper.conclusions.strip():
        return _("Skriv vilka av styrelsens slutsatser som ändringen bygger på.")
    return ""


@condition
def ready_to_commission(
    engagements: Sequence[Engagement], commissioned_by: str, policy: Policy | None
) -> list[Finding]:
    """A decision asked for it (GBG-C12), and everybody who reads reports may know of what it is about."""
    found: list[Finding] = []
    if not engagements:
        found.append(Finding("evaluation.what", _("Välj minst ett engagemang att utvärdera.")))
    if any(engagement.is_confidential for engagement in engagements):
        message = _("En utvärdering läses av alla förtroendevalda. Ta bort sekretessbelagda engagemang.")
        found.append(Finding("evaluation.open-engagements", message))
    return found + _uncommissioned(commissioned_by, policy)


def _uncommissioned(commissioned_by: str, policy: Policy | None) -> list[Finding]:
    if commissioned_by.strip():
        return []
    message = _("Ange beslutet som beställde utvärderingen: organ, datum och paragraf.")
    return rulebook.judge(policy, rules.COMMISSIONED, message)


@condition
def evaluation_in_order(evaluation: Evaluation, policy: Policy | None) -> list[Finding]:
    """Commissioned (GBG-C12), every part written, and a recommendation on each engagement (STR-12, STR-15)."""
    found = _uncommissioned(evaluation.commissioned_by, policy)
    missing = _unwritten(list(evaluation.sections.all()))
    recommended = evaluation.recommendations.values("engagement")
    for subject in evaluation.subjects.exclude(engagement__in=recommended).select_related("engagement"):
        missing.append(_("rekommendation för %(engagement)s") % {"engagement": subject.engagement})
    if missing:
        message = _("Skriv det som saknas: %(sections)s.") % {"sections": ", ".join(missing)}
        found += rulebook.judge(policy, rules.REPORT_FILLED, message)
    return found


def _unwritten(sections: list[EvaluationSection]) -> list[str]:
    missing = []
    for kind in MUST_BE_WRITTEN:
        if any(section.kind == kind and not section.text.strip() for section in sections):
            missing.append(str(kind.label).lower())
    unassessed = [s for s in sections if s.kind == ReportSectionKind.ASSESSMENT and not (s.score and s.result_score)]
    if unassessed:
        missing.append(_("bedömning med siffror per inriktning"))
    return missing


@condition
def ready_to_pursue(recommendation: Recommendation, matter: str | None, seat: Seat | None = None) -> list[Finding]:
    """The evaluation has left the writers' table, and what is recommended needs a decision of its own (STR-12)."""
    if recommendation.case_id:
        return [Finding("recommendation.pursued", _("Rekommendationen är redan ett ärende."))]
    if recommendation.evaluation.state == ReportState.DRAFT:
        message = _("Skicka utvärderingen till beslut först.")
        return [Finding("recommendation.draft", message, "STR-12")]
    if matter is None:
        message = _("Rekommendationen genomförs i det löpande arbetet och kräver inget eget ärende.")
        return [Finding("recommendation.no-matter", message)]
    if matter == NOT_STAND_AGAIN and seat is None:
        return [Finding("recommendation.no-seat", _("Kommunen innehar inget uppdrag i organisationen att lämna."))]
    return []


def nothing_to_adopt(obj: Any) -> list[Finding]:
    """A case to adopt a text that was opened without one."""
    if obj is not None:
        return []
    return [
        Finding("review.no-text", _("Ärendet saknar text att anta. Skicka texten till beslut från dess egen sida."))
    ]
