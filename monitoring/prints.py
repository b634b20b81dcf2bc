"""The plan of a year as PDF."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents import prints
from documents.pdf.compose import Cover, compose
from governance.models import Person
from governance.selectors import policy_in_force
from monitoring.models import MonitoringPlan
from monitoring.selectors import plans


def find(person: Person, pk: int) -> MonitoringPlan:
    """For everybody who holds an appointment today."""
    plan = plans.plan(pk)
    if plan is None or not person.powers.functions:
        raise Http404
    return plan


def html(plan: MonitoringPlan, variant: str) -> str:
    """Every quarter with what is expected and what came; no consultation of a confidential dossier is named."""
    policy = policy_in_force()
    quarters = plans.quarters(plan, None)
    rows = [row for quarter in quarters for row in quarter.rows]
    counted: list[tuple[str, Any]] = [
        (_("Punkter"), len(rows)),
        (_("Har kommit"), sum(1 for row in rows if row.consultation or row.color == "success")),
        (_("Väntas"), sum(1 for row in rows if row.expected)),
    ]
    cover = Cover(
        municipality=policy.municipality if policy else "",
        kind=_("Årsplan"),
        title=str(plan),
        subtitle=_("Samråd, remisser och egna initiativ som väntas under året"),
        facts=[(label, str(number)) for label, number in counted],
    )
    context = {"plan": plan, "quarters": quarters}
    return compose(cover=cover, body=render_to_string("monitoring/pdf/plan.html", context))


PLAN = prints.Print(
    key="bevakningsplan",
    name=gettext_lazy("Årsplan för bevakning"),
    find=find,
    load=plans.plan,
    title=str,
    html=html,
    back=lambda plan: plan.get_absolute_url(),
)
