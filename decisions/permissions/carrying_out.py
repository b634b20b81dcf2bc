"""Who gives tasks from a decision, who reports them back, and who accepts the report."""

from __future__ import annotations

from django.utils.translation import gettext as _

from core.rules import Finding, permission
from decisions.models import Assignment, Decision
from decisions.permissions.cases import records_for
from governance.models import Person


@permission
def may_give(by: Person, decision: Decision) -> Finding | None:
    """The secretary or registrar of the body that decided, or the coordinating unit."""
    if by.powers.coordinates or records_for(by, decision.body_id):
        return None
    message = _("Uppdrag ges av den samordnande enheten eller av nämndsekreterare för %(body)s.")
    return Finding("task.may-not-give", message % {"body": decision.body})


@permission
def may_report(by: Person, assignment: Assignment) -> Finding | None:
    """Somebody of the unit that has the task."""
    if assignment.unit_id in by.powers.own_units:
        return None
    message = _("Uppdraget återrapporteras av %(unit)s.") % {"unit": assignment.unit}
    return Finding("task.may-not-report", message)


@permission
def may_follow_up(by: Person, assignment: Assignment) -> Finding | None:
    """Who may give tasks from the decision; not the one who wrote the report."""
    refusal = may_give(by, assignment.decision)
    if refusal is not None:
        message = _("Återrapporten godkänns av den som gav uppdraget.")
        return Finding("task.may-not-follow-up", message)
    if by.pk == assignment.reported_by_id:
        message = _("Du har själv skrivit återrapporten. Någon annan godkänner den.")
        return Finding("task.own-report", message)
    return None
