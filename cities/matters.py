"""What can be decided about cities abroad."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from cities import actions, amending, conditions
from cities.enums import RelationKind
from decisions import matters
from decisions.matters import Matter
from engagements import actions as engagements
from engagements.enums import AreaKey, Status

NAMES = {
    RelationKind.TWIN_TOWN: _("Vänortsavtal"),
    RelationKind.PARTNER_CITY: _("Avtal om partnerstad"),
    RelationKind.COOPERATION_CITY: _("Samarbetsavtal med stad"),
}


def begin(case: Any, decision: Any) -> None:
    relation = conditions.relation_of(case)
    if relation is not None:
        actions.begin_relation(relation=relation, on=case.effective_on or decision.decided_on)


def decline(case: Any, decision: Any) -> None:
    if case.engagement.status == Status.PROPOSED:
        engagements.decline(engagement=case.engagement, by=None, on=decision.decided_on)


def change_agreement(case: Any, decision: Any) -> None:
    if hasattr(case, "amendment"):
        amending.apply_amendment(amendment=case.amendment, on=case.effective_on or decision.decided_on)


def _opens_from(kind: str) -> Any:
    def opens_from(engagement: Any) -> bool:
        waits = engagement.status in {Status.PROPOSED, Status.DORMANT}
        return waits and hasattr(engagement, "city_relation") and engagement.city_relation.kind == kind

    return opens_from


def register() -> None:
    for kind, name in NAMES.items():
        matters.register(
            Matter(
                key=f"cities.{kind}", name=name, area=AreaKey.CITIES, in_order=conditions.ready_to_agree,
                carry_out=begin, on_rejected=decline, asks_effective_on=True, opens_from=_opens_from(kind),
            )
        )  # fmt: skip
    matters.register(
        Matter(
            key=amending.CHANGE_AGREEMENT, name=_("Betydande ändring av avtal med stad"), area=AreaKey.CITIES,
            in_order=conditions.ready_to_change_agreement, carry_out=change_agreement, asks_effective_on=True,
        )
    )  # fmt: skip
