"""Who may plan a visit: its programme, checklist, outcomes and feedback."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from core.rules import Finding, permission
from engagements.permissions import may_change_engagement
from governance.models import Unit
from visits.models import Visit, VisitFeed


@permission
def may_plan_visit(by: Any, visit: Visit) -> Finding | None:
    """The coordinating unit, the responsible unit and the main host. None is the clock."""
    found = may_change_engagement.rule(by, visit.engagement)
    if found is None or found.code == "engagement.hidden" or visit.main_host_id not in by.powers.own_units:
        return found
    return None


@permission
def may_subscribe(by: Any, unit: Unit) -> Finding | None:
    """A unit's own people, and the coordinating unit for every unit."""
    if by.powers.coordinates or unit.pk in by.powers.own_units:
        return None
    return Finding("visit.not-your-calendar", _("Du prenumererar på besöken hos den enhet där du har ett uppdrag."))


@permission
def may_revoke_feed(by: Any, feed: VisitFeed) -> Finding | None:
    if feed.person_id == by.pk:
        return None
    return Finding("visit.not-your-feed", _("Prenumerationen stängs av den som öppnade den."))
