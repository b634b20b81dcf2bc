"""Taking a case for oneself: always the case first, so that two who wait cannot wait for each other."""

from __future__ import annotations

from decisions.models import Case, CaseStep


def lock_case(case: Case) -> Case:
    Case.objects.select_for_update(of=("self",), no_key=True).get(pk=case.pk)
    return Case.objects.select_related("policy", "unit", "engagement", "opened_by").get(pk=case.pk)


def lock_step(step: CaseStep) -> CaseStep:
    """The step as it stands now, with its case locked."""
    case = lock_case(Case(pk=step.case_id))
    row = CaseStep.objects.select_related("body", "unit").get(pk=step.pk)
    row.case = case
    return row
