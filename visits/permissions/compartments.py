"""Protected parts of a visit: readable only with their own grant, handed out only by the one responsible."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from core.rules import Finding, permission
from engagements.permissions import holds_grant, may_change_engagement
from visits.models import Compartment, CompartmentGrant, Visit

READ = "read_compartment"


def holds_compartment(by: Any, compartment: Compartment) -> bool:
    """Whether this protected part was handed to the person. No function, not even superuser, replaces the grant."""
    rows = CompartmentGrant.objects.filter(content_object=compartment, user_id=by.pk)
    return by.is_active and rows.filter(permission__codename=READ).exists()


@permission
def may_open_compartment(by: Any, visit: Visit) -> Finding | None:
    return may_change_engagement.rule(by, visit.engagement)


@permission
def may_read_compartment(by: Any, compartment: Compartment) -> Finding | None:
    """Both the visit and the part: whoever lost the visit has lost the part too.

    A part that a page has opened for its reader (selectors.visible_compartment) is not asked about again.
    """
    if getattr(compartment, "reader_id", None) == by.pk:
        return None
    engagement = compartment.visit.engagement
    reads = not engagement.is_confidential or holds_grant(by, engagement)
    if reads and holds_compartment(by, compartment):
        return None
    return Finding("visit.compartment-hidden", _("Den skyddade delen är inte utdelad till dig."))


@permission
def may_hand_out_compartment(by: Any, compartment: Compartment) -> Finding | None:
    hidden = may_read_compartment.rule(by, compartment)
    if hidden or compartment.responsible_id == by.pk:
        return hidden
    message = _("Bara den som ansvarar för den skyddade delen delar ut den och tar tillbaka den.")
    return Finding("visit.compartment-not-yours", message)
