"""Who may do what with engagements, activities and the inbox. `by` None is the clock or a register being loaded."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from core.rules import Finding, permission
from engagements.enums import ActivityState
from engagements.models import Activity, Engagement, EngagementGrant, Participation
from governance.enums import Function
from governance.models import Unit


def _no(code: str, message: str, clause: str = "") -> Finding:
    return Finding(code=code, message=message, clause=clause)


def _hidden(by: Any, engagement: Engagement) -> Finding | None:
    """A confidential engagement is nobody's who was not handed it, whatever their function."""
    if not engagement.is_confidential or holds_grant(by, engagement):
        return None
    return _no("engagement.hidden", _("Du har inte åtkomst till engagemanget."))


def holds_grant(by: Any, engagement: Engagement) -> bool:
    """Whether the confidential engagement was handed to this person.

    A row that came through `visible_to` to a page that only reads has been asked about already. Whoever acts is asked
    about again, whatever row the action was given.
    """
    if getattr(by, "only_reads", False) and engagement.seen_by_id == by.pk:
        return True
    rows = EngagementGrant.objects.filter(content_object=engagement, user_id=by.pk)
    return rows.filter(permission__codename="read_confidential").exists()


def reports_for(by: Any, unit_id: int | None) -> bool:
    """Contact person, director or officer of the unit."""
    return unit_id in by.powers.own_units


@permission
def may_register_engagement(by: Any, unit: Unit) -> Finding | None:
    """The unit that will answer for it, or the coordinating unit."""
    if by is None or by.powers.coordinates or reports_for(by, unit.pk):
        return None
    message = _("Bara kontaktpersoner, chefer och den samordnande enheten registrerar engagemang, för sin egen enhet.")
    return _no("engagement.not-your-unit", message)


@permission
def may_change_engagement(by: Any, engagement: Engagement) -> Finding | None:
    if by is None:
        return None
    hidden = _hidden(by, engagement)
    if hidden:
        return hidden
    if by.powers.coordinates or reports_for(by, engagement.responsible_unit_id):
        return None
    message = _("Den ansvariga enheten och den samordnande enheten ändrar uppgifterna.")
    return _no("engagement.not-your-unit", message)


@permission
def may_change_status(by: Any, engagement: Engagement) -> Finding | None:
    """Who records what a body decided, or answers for the engagement. None is the clock on the effective day."""
    if by is None or by.powers.coordinates or by.powers.registers:
        return None
    if by.powers.in_unit(Function.DIRECTOR, engagement.responsible_unit_id):
        return None
    message = _("Status ändras av den samordnande enheten, av den ansvariga enhetens chef eller av ett beslut.")
    return _no("engagement.status-not-yours", message)


@permission
def may_link(by: Any, engagement: Engagement, other: Engagement) -> Finding | None:
    """Who may change one of the two, and sees both. None is a register or an import."""
    if by is None:
        return None
    hidden = _hidden(by, engagement) or _hidden(by, other)
    if hidden:
        return hidden
    if may_change_engagement.allows(by, engagement) or may_change_engagement.allows(by, other):
        return None
    message = _("Den ansvariga enheten för något av de två och den samordnande enheten kopplar ihop engagemang.")
    return _no("engagement.not-yours-to-link", message)


@permission
def may_assess(by: Any, engagement: Engagement) -> Finding | None:
    return may_change_engagement.rule(by, engagement)


@permission
def may_publish(by: Any, engagement: Engagement) -> Finding | None:
    hidden = _hidden(by, engagement)
    if hidden:
        return hidden
    if by.powers.coordinates:
        return None
    return _no("engagement.only-coordinator-publishes", _("Bara den samordnande enheten publicerar."), "GBG-04")


@permission
def may_share(by: Any, engagement: Engagement) -> Finding | None:
    """Only who has the access, and coordinates, directs the responsible unit, or registered it."""
    if not holds_grant(by, engagement):
        return _no("engagement.hidden", _("Du har inte åtkomst till engagemanget."))
    directs = by.powers.in_unit(Function.DIRECTOR, engagement.responsible_unit_id)
    if by.powers.coordinates or directs or engagement.created_by_id == by.pk:
        return None
    message = _("Åtkomst delas ut av den samordnande enheten, den ansvariga enhetens chef eller den som registrerade.")
    return _no("engagement.not-yours-to-share", message)


@permission
def may_record_resources(by: Any, engagement: Engagement, unit: Unit) -> Finding | None:
    """A unit states its own resources; the responsible and the coordinating unit state anybody's."""
    hidden = _hidden(by, engagement)
    if hidden:
        return hidden
    if by.powers.coordinates or reports_for(by, unit.pk) or reports_for(by, engagement.responsible_unit_id):
        return None
    return _no("engagement.not-your-resources", _("En enhet noterar sina egna resurser."))


@permission
def may_report(by: Any, unit: Unit, engagement: Engagement) -> Finding | None:
    hidden = _hidden(by, engagement)
    if hidden:
        return hidden
    if by.powers.coordinates or reports_for(by, unit.pk):
        return None
    message = _("Du rapporterar för den enhet där du är kontaktperson, chef eller handläggare.")
    return _no("activity.not-your-unit", message)


@permission
def may_edit_activity(by: Any, activity: Activity) -> Finding | None:
    hidden = _hidden(by, activity.engagement)
    if hidden:
        return hidden
    if activity.reported_by_id == by.pk or reports_for(by, activity.unit_id):
        return None
    return _no("activity.not-your-unit", _("Bara enheten som rapporterar ändrar i sin rapport."))


@permission
def may_confirm_activity(by: Any, activity: Activity) -> Finding | None:
    """The line holds the mandate: the unit's director, and nobody else (SMF-05)."""
    hidden = _hidden(by, activity.engagement)
    if hidden:
        return hidden
    if by.powers.in_unit(Function.DIRECTOR, activity.unit_id):
        return None
    return _no("activity.director-confirms", _("Bara enhetens chef bekräftar. Linjen har mandatet."), "SMF-05")


@permission
def may_handle_activity(by: Any, activity: Activity) -> Finding | None:
    hidden = _hidden(by, activity.engagement)
    if hidden:
        return hidden
    if by.powers.coordinates:
        return None
    return _no("activity.coordinator-handles", _("Bara den samordnande enheten godkänner aktiviteter."), "GBG-05")


@permission
def may_return_activity(by: Any, activity: Activity) -> Finding | None:
    """What waits for the director is the director's to return; what is reported is the coordinating unit's."""
    if activity.state == ActivityState.AWAITING_CONFIRMATION:
        return may_confirm_activity.rule(by, activity)
    return may_handle_activity.rule(by, activity)


@permission
def may_see_inbox(by: Any) -> Finding | None:
    if by.powers.coordinates:
        return None
    return _no("inbox.coordinator-only", _("Inkorgen hör till den samordnande enheten."), "GBG-05")


@permission
def may_handle_inbox(by: Any, engagement: Engagement | None) -> Finding | None:
    return may_see_inbox.rule(by) or (_hidden(by, engagement) if engagement else None)


@permission
def may_see_overview(by: Any) -> Finding | None:
    """Everybody with an appointment; staff's one whole picture (GBG-06)."""
    if by.powers.functions:
        return None
    return _no("overview.appointed-only", _("Översikten är för den som har ett uppdrag i kommunen i dag."), "GBG-06")


def _takes_part(by: Any, engagement: Engagement) -> bool:
    """Of the responsible unit or of one that takes part in the running work."""
    units = by.powers.own_units
    if engagement.responsible_unit_id in units:
        return True
    return bool(units) and Participation.objects.filter(engagement=engagement, unit_id__in=units).exists()


@permission
def may_check_in(by: Any, engagement: Engagement) -> Finding | None:
    """Units doing the work check in with the coordinating unit; both plan and log it (GBG-C8)."""
    if by is None:
        return None
    hidden = _hidden(by, engagement)
    if hidden:
        return hidden
    if by.powers.coordinates or _takes_part(by, engagement):
        return None
    message = _("Avstämningar planeras och noteras av enheterna som gör arbetet och av den samordnande enheten.")
    return _no("check-in.not-your-unit", message, "GBG-C8")


@permission
def may_answer_dormancy(by: Any, engagement: Engagement) -> Finding | None:
    hidden = _hidden(by, engagement)
    if hidden:
        return hidden
    if by.powers.coordinates or reports_for(by, engagement.responsible_unit_id):
        return None
    message = _("Den ansvariga enheten väljer om engagemanget ska väckas, vila eller avslutas.")
    return _no("dormancy.not-your-unit", message, "NKP-13")


@permission
def may_see_contacts(by: Any) -> Finding | None:
    if by.powers.functions:
        return None
    message = _("Kontaktregistret är för den som har ett uppdrag i kommunen i dag.")
    return _no("contact.appointed-only", message, "NKP-15")


@permission
def may_keep_contact(by: Any, unit: Unit) -> Finding | None:
    """A unit keeps its own contacts; the coordinating unit any."""
    if by.powers.coordinates or reports_for(by, unit.pk):
        return None
    return _no("contact.not-your-unit", _("En enhet håller sina egna kontakter aktuella."), "NKP-15")


@permission
def may_plan_communication(by: Any, engagement: Engagement) -> Finding | None:
    hidden = _hidden(by, engagement)
    if hidden:
        return hidden
    if by.powers.coordinates or _takes_part(by, engagement):
        return None
    message = _("Kommunikation planeras av enheterna som gör arbetet och av den samordnande enheten.")
    return _no("communication.not-your-unit", message, "GBG-C13")


@permission
def may_publish_communication(by: Any, engagement: Engagement) -> Finding | None:
    """The executive office answers for web site and intranet."""
    hidden = _hidden(by, engagement)
    if hidden:
        return hidden
    if by.powers.coordinates:
        return None
    message = _("Bara den samordnande enheten publicerar.")
    return _no("communication.only-coordinator-publishes", message, "GBG-C13")


@permission
def may_follow_up(by: Any, activity: Activity) -> Finding | None:
    hidden = _hidden(by, activity.engagement)
    if hidden:
        return hidden
    if by.powers.coordinates or reports_for(by, activity.unit_id):
        return None
    return _no("follow-up.not-your-unit", _("Enheten som gjorde aktiviteten följer upp vad den ledde till."), "NKP-12")
