"""Who may do what with memberships. `by` None is a register being loaded or the clock on a decided day."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from core.rules import Finding, permission
from engagements.permissions import may_change_engagement
from governance.models import Unit
from memberships.enums import MembershipKind
from memberships.models import Demand, ForumParticipation, Invitation, Membership, VotingMandate


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


@permission
def may_record_population(by: Any) -> Finding | None:
    if by is None or by.powers.coordinates:
        return None
    return Finding("membership.population-coordinated", _("Folkmängden noteras av den samordnande enheten."))


@permission
def may_write_mandate(by: Any, membership: Membership) -> Finding | None:
    """Who answers for the membership gives the mandate (GBG-O5)."""
    return may_change_membership.rule(by, membership)


@permission
def may_note_outcome(by: Any, mandate: VotingMandate) -> Finding | None:
    """Who wrote the mandate, and who represents the city with it."""
    if may_write_mandate.rule(by, mandate.membership) is None:
        return None
    mine = VotingMandate.objects.visible_to(by).carried_by(by).filter(pk=mandate.pk)
    if mine.exists():
        return None
    message = _("Utfallet noteras av den som bär mandatet och av den enhet som gav det.")
    return Finding("mandate.not-yours", message, clause="GBG-O5")


@permission
def may_answer_for(by: Any, unit: Unit) -> Finding | None:
    """Invitations and demands: the unit's own people, and the coordinating unit for anybody."""
    if by is None or by.powers.coordinates or unit.pk in by.powers.own_units:
        return None
    message = _("Det gör enheten själv eller den samordnande enheten.")
    return Finding("membership.not-your-unit", message)


@permission
def may_answer_invitation(by: Any, invitation: Invitation) -> Finding | None:
    if by is not None and not Invitation.objects.visible_to(by).filter(pk=invitation.pk).exists():
        return Finding("engagement.hidden", _("Du har inte åtkomst till inbjudan."))
    return may_answer_for.rule(by, invitation.unit)


@permission
def may_change_demand(by: Any, demand: Demand) -> Finding | None:
    if by is not None and not Demand.objects.visible_to(by).filter(pk=demand.pk).exists():
        return Finding("engagement.hidden", _("Du har inte åtkomst till kravet."))
    return may_answer_for.rule(by, demand.unit)


@permission
def may_pursue_through(by: Any, demand: Demand, membership: Membership) -> Finding | None:
    """Who answers for the demand, through a membership they may see."""
    if by is not None and not _sees(by, membership):
        return Finding("engagement.hidden", _("Du har inte åtkomst till medlemskapet."))
    return may_change_demand.rule(by, demand)


def _sees(by: Any, membership: Membership) -> bool:
    return Membership.objects.visible_to(by).filter(pk=membership.pk).exists()
