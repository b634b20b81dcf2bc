"""On a case's page: deciding it on delegation, and the tasks its decision gives."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from decisions import routing
from decisions.enums import CaseState, Outcome
from decisions.models import Case, Decision
from decisions.permissions.carrying_out import may_give
from decisions.permissions.cases import has_prepared
from decisions.selectors.delegation import rules_for_case
from governance.enums import Function
from governance.models import Person


def alone(case: Case, person: Person) -> list[tuple[str, str]]:
    """Ways for this person to decide the case alone, as label and address: with each delegation held, or as the chair
    when it cannot wait. At most two queries, none for those who could never."""
    if case.state not in {CaseState.PUT_FORWARD, CaseState.TABLED}:
        return []
    step = routing.active_step(case)
    if step is None or step.body_id is None or step.role not in routing.BINDING:
        return []
    address = reverse("decisions:delegated_decide")
    ways = [
        (_("Besluta med delegation %(number)s") % {"number": rule.number}, f"{address}?delegation={rule.pk}")
        for rule in rules_for_case(case, person)
    ]
    if person.powers.in_body(Function.CHAIR, step.body_id):
        ways.append((_("Fatta brådskande beslut"), f"{reverse('decisions:delegated_urgent')}?organ={step.body_id}"))
    if not ways or has_prepared(person, case):
        return []
    return [(label, f"{url}&arende={case.pk}") for label, url in ways]


def task_source(case: Case, decisions: list[Decision], person: Person) -> Decision | None:
    """The decision from which this person may give tasks: the approval that decided the case. No query."""
    if case.state != CaseState.DECIDED:
        return None
    binding = [step for step in routing.steps_of(case) if step.role in routing.BINDING]
    final = [each for each in decisions if each.outcome == Outcome.APPROVED and each.step_id == binding[-1].pk]
    return final[0] if final and may_give.allows(person, final[0]) else None
