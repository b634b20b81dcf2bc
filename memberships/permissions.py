"""Who may do what with memberships. `by` None is a register being loaded or the clock on a decided day."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from core.rules import Finding, permission
from engagements.permissions import may_change_engagement
from governance.models import Unit
from memberships.enums import MembershipKind
from memberships.models import ForumParticipation, Membership


@permission
def may_register_membership(by: Any, unit: Unit, kind: str) -> Finding | None:
    """City-wide ones are coordinated by the coordinating unit (GBG-O2); a sector one is the unit's own (GBG-O1)."""
    if by is None or by.powers.coordinates:
        return None
    if kind != MembershipKind.SECTOR:
        message = _("Stadsövergripande medlemskap registreras av den samordnande enheten.")
        return Finding("membership.city-wide-coordinated", message, clause="GBG-O2")
    if unit.pk in by.powers.own_units:
        return None
    return Finding("membership.not-your-unit", _("Du registrerar branschspecifika medlemskap för din egen enhet."))


@permission
def may_change_membership(by: Any, membership: Membership) -> Finding | None:
    """The coordinating unit; for a sector membership also those who report for the responsible unit."""
    if by is None:
        return None
    hidden = may_change_engagement.rule(by, membership.engagement)
    if hidden:
        return hidden
    if by.powers.coordinates or membership.kind == MembershipKind.SECTOR:
        return None
    message = _("Stadsövergripande medlemskap ändras av den samordnande enheten.")
    return Finding("membership.city-wide-coordinated", message, clause="GBG-O2")


@permission
def may_record_participation(by: Any, membership: Membership, unit: Unit) -> Finding | None:
    """A unit says itself in which forums it takes part; the coordinating unit may say it for anybody (GBG-O6)."""
    if by is None:
        return None
    if not _sees(by, membership):
        return Finding("engagement.hidden", _("Du har inte åtkomst till medlemskapet."))
    if by.powers.coordinates or unit.pk in by.powers.own_units:
        return None
    message = _("Deltagande noteras av enheten själv eller av den samordnande enheten.")
    return Finding("membership.not-your-participation", message, clause="GBG-O6")


@permission
def may_end_participation(by: Any, participation: ForumParticipation) -> Finding | None:
    return may_record_participation.rule(by, participation.membership, participation.unit)


@permission
def may_describe_organisation(by: Any) -> Finding | None:
    if by.powers.coordinates:
        return None
    return Finding(
        "membership.organisations-coordinated", _("Uppgifter om organisationer ändras av den samordnande enheten.")
    )


def _sees(by: Any, membership: Membership) -> bool:
    return Membership.objects.visible_to(by).filter(pk=membership.pk).exists()
