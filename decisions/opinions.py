"""The matter in which a body adopts its department's statement as its own opinion on a referral (SAF-01)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.rules import Finding
from decisions.actions.answers import adopt, let_go
from decisions.conditions.referrals import too_late_for_an_answer
from decisions.matters import Matter
from decisions.models import Answer
from decisions.referring import OPINION


def answer_of(case: Any) -> Answer | None:
    rows = Answer.objects.select_related("referral__case__engagement", "body", "unit")
    return rows.filter(answer_case_id=case.pk).first()


def in_order(case: Any) -> list[Finding]:
    """The referral still waits, and there is a stance and a statement to adopt."""
    answer = answer_of(case)
    if answer is None:
        return [Finding("referral.no-answer", _("Ärendet hör inte till någon remiss som väntar på svar."))]
    findings = too_late_for_an_answer(answer)
    if not answer.stance:
        findings.append(Finding("referral.stance-missing", _("Välj ställningstagande i remissvaret.")))
    if not case.assessment.strip():
        message = _("Skriv förvaltningens tjänsteutlåtande. Det är det som nämnden antar som sitt yttrande.")
        findings.append(Finding("referral.statement-missing", message))
    return findings


def link(case: Any) -> tuple[Any, str] | None:
    answer = answer_of(case)
    return (_("Läs remissen"), answer.get_absolute_url()) if answer else None


OPINION_MATTER = Matter(
    key=OPINION,
    name=gettext_lazy("Yttrande över remiss"),
    area=None,
    in_order=in_order,
    on_decided=adopt,
    on_rejected=let_go,
    on_closed=let_go,
    link=link,
    asks_survey=False,
)
