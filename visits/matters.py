"""What can be decided about visits: whether the city receives a protocol or VIP visit (GBG-V2).

A study visit is the unit's own decision and has no matter.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from decisions import matters
from decisions.matters import Matter
from engagements.enums import AreaKey
from visits import actions
from visits.conditions import ready_to_decide_visit
from visits.conditions.visits import visit_of
from visits.enums import VisitKind, VisitState

NAMES = {VisitKind.PROTOCOL: _("Protokollärt besök"), VisitKind.VIP: _("VIP-besök")}


def confirm(case: Any, decision: Any) -> None:
    visit = visit_of(case)
    if visit is not None and visit.state == VisitState.PROPOSED:
        actions.confirm_visit(visit=visit, by=None, motive=_now("Beslut i ärende %s") % case.reference_number)


def decline(case: Any, decision: Any) -> None:
    visit = visit_of(case)
    if visit is not None and visit.state == VisitState.PROPOSED:
        actions.decline_visit(visit=visit, reason=_now("Avslaget i ärende %s") % case.reference_number, by=None)


def _opens_from(kind: str) -> Any:
    def opens_from(engagement: Any) -> bool:
        visit = getattr(engagement, "visit", None)
        return visit is not None and (visit.kind, visit.state) == (kind, VisitState.PROPOSED)

    return opens_from


def register() -> None:
    for kind, name in NAMES.items():
        matters.register(
            Matter(
                key=f"visits.{kind}", name=name, area=AreaKey.VISITS, in_order=ready_to_decide_visit,
                carry_out=confirm, on_rejected=decline, asks_survey=False, opens_from=_opens_from(kind),
            )
        )  # fmt: skip
