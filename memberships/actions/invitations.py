"""Invitations to take part, accepted or declined with the reason (STR-13)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import events
from core.rules import Finding, Refused
from engagements.models import Engagement
from governance.models import Person, Unit
from memberships import conditions, permissions
from memberships.enums import Happening, MembershipKind
from memberships.models import Invitation, Membership, Organisation
from memberships.states import INVITATION


@transaction.atomic
def receive_invitation(
    *,
    unit: Unit,
    title: str,
    received_on: date,
    by: Person,
    organisation: Organisation | None = None,
    inviter: str = "",
    engagement: Engagement | None = None,
    **facts: Any,
) -> Invitation:
    """Register an invitation from an organisation of the register, or from whom `inviter` names, such as a city.

    Where nothing says which engagement it belongs to, it is the city's membership in the organisation, so that it is
    seen by those who see that.
    """
    permissions.may_answer_for.require(by, unit)
    inviter = (organisation.name if organisation else inviter).strip()
    if not inviter:
        raise Refused([Finding("invitation.inviter", _("Ange vem som bjuder in."), clause="STR-13")])
    if engagement is not None and not Engagement.objects.visible_to(by).filter(pk=engagement.pk).exists():
        raise Refused([Finding("engagement.hidden", _("Du har inte åtkomst till engagemanget."))])
    invitation = Invitation.objects.create(
        unit=unit,
        title=title.strip(),
        received_on=received_on,
        organisation=organisation,
        inviter=inviter,
        engagement=engagement or _membership_in(organisation, by),
        **facts,
    )
    detail = {"invitation": invitation.pk, "kind": invitation.kind}
    events.record(Happening.INVITATION_RECEIVED, invitation, by=by, detail=detail)
    return invitation


@transaction.atomic
def accept_invitation(*, invitation: Invitation, by: Person) -> Invitation:
    """Answered with yes; an earlier no is taken back with its reason."""
    invitation = _lock(invitation)
    permissions.may_answer_invitation.require(by, invitation)
    invitation.answered_on = timezone.localdate()
    invitation.save()
    INVITATION.advance(invitation, "accept")
    invitation.reason = invitation.reason_text = ""
    invitation.save()
    events.record(Happening.INVITATION_ACCEPTED, invitation, by=by, detail={"invitation": invitation.pk})
    return invitation


@transaction.atomic
def decline_invitation(*, invitation: Invitation, reason: str, by: Person, reason_text: str = "") -> Invitation:
    """Answered with no, and why: it is counted in the evaluation."""
    invitation = _lock(invitation)
    permissions.may_answer_invitation.require(by, invitation)
    conditions.ready_to_decline.require(reason, reason_text)
    invitation.answered_on = timezone.localdate()
    invitation.reason, invitation.reason_text = reason, reason_text.strip()
    invitation.save()
    INVITATION.advance(invitation, "decline")
    detail = {"invitation": invitation.pk, "reason": reason}
    events.record(Happening.INVITATION_DECLINED, invitation, by=by, detail=detail)
    return invitation


def _membership_in(organisation: Organisation | None, by: Person) -> Engagement | None:
    """The engagement of the city's membership there, the city-wide one first, whichever exists."""
    if organisation is None:
        return None
    rows = Membership.objects.visible_to(by).filter(organisation=organisation).select_related("engagement")
    found = sorted(rows, key=lambda row: (row.kind != MembershipKind.CITY_WIDE, row.pk))
    return found[0].engagement if found else None


def _lock(invitation: Invitation) -> Invitation:
    rows = Invitation.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("unit", "engagement").get(pk=invitation.pk)
