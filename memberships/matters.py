"""What can be decided about memberships, what must be in order first, and what follows."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from decisions import matters
from decisions.matters import Matter
from engagements import actions as engagements
from engagements.enums import AreaKey, Status
from memberships import actions, conditions
from memberships.actions.declarations import DECLARATION
from memberships.actions.seats import NOT_STAND_AGAIN, STAND
from memberships.enums import MembershipKind


def _joins(kind: str) -> Any:
    def opens_from(engagement: Any) -> bool:
        return engagement.status == Status.PROPOSED and _kind(engagement) == kind

    return opens_from


def _leaves(kind: str) -> Any:
    def opens_from(engagement: Any) -> bool:
        return engagement.status in {Status.ACTIVE, Status.DORMANT} and _kind(engagement) == kind

    return opens_from


def _kind(engagement: Any) -> str:
    return engagement.membership.kind if hasattr(engagement, "membership") else ""


def join(case: Any, decision: Any) -> None:
    membership = conditions.membership_of(case)
    if membership is not None:
        actions.begin_membership(membership=membership, on=case.effective_on or decision.decided_on)


def decline(case: Any, decision: Any) -> None:
    if case.engagement.status == Status.PROPOSED:
        engagements.decline(engagement=case.engagement, by=None, on=decision.decided_on)


def leave(case: Any, decision: Any) -> None:
    membership = conditions.membership_of(case)
    if membership is not None:
        actions.end_membership(membership=membership, on=case.effective_on or decision.decided_on)


def stand(case: Any, decision: Any) -> None:
    actions.enter_candidature(candidature=case.candidature)


def stand_down(case: Any, decision: Any) -> None:
    actions.stand_down(seat=case.candidature.seat)


def adopt(case: Any, decision: Any) -> None:
    actions.adopt_declaration(declaration=case.declaration, on=decision.decided_on)


def link(case: Any) -> tuple[Any, str] | None:
    membership = conditions.membership_of(case)
    return (membership.organisation.name, membership.get_absolute_url()) if membership else None


def _joining(key: str, name: Any, kind: str) -> Matter:
    return Matter(
        key=key, name=name, area=AreaKey.MEMBERSHIPS, in_order=conditions.ready_to_join, carry_out=join,
        on_rejected=decline, asks_effective_on=True, opens_from=_joins(kind), link=link,
    )  # fmt: skip


def _leaving(key: str, name: Any, kind: str) -> Matter:
    return Matter(
        key=key, name=name, area=AreaKey.MEMBERSHIPS, in_order=conditions.ready_to_leave, carry_out=leave,
        asks_effective_on=True, opens_from=_leaves(kind), link=link,
    )  # fmt: skip


def register() -> None:
    """Cases about a seat open from the organisation's page, where the seat is chosen."""
    matters.register(_joining("memberships.join", _("Gå med i organisation"), MembershipKind.CITY_WIDE))
    matters.register(_leaving("memberships.leave", _("Lämna organisation"), MembershipKind.CITY_WIDE))
    matters.register(_joining("memberships.join_sector", _("Gå med i branschorganisation"), MembershipKind.SECTOR))
    matters.register(_leaving("memberships.leave_sector", _("Lämna branschorganisation"), MembershipKind.SECTOR))
    matters.register(
        Matter(
            key=STAND, name=_("Kandidera till uppdrag"), area=AreaKey.MEMBERSHIPS,
            in_order=conditions.ready_to_stand, on_decided=stand, link=link,
        )
    )  # fmt: skip
    matters.register(
        Matter(
            key=NOT_STAND_AGAIN, name=_("Inte kandidera om till uppdrag"), area=AreaKey.MEMBERSHIPS,
            in_order=conditions.ready_not_to_stand, on_decided=stand_down, link=link,
        )
    )  # fmt: skip
    matters.register(
        Matter(
            key=DECLARATION, name=_("Deklaration eller avsiktsförklaring"), area=AreaKey.MEMBERSHIPS,
            in_order=conditions.ready_to_decide_declaration, on_decided=adopt, asks_survey=False, link=link,
        )
    )  # fmt: skip
