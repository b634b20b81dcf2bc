"""What a unit plans and spends on an engagement in a year."""

from __future__ import annotations

from django.db import transaction

from core import events
from engagements import conditions, permissions
from engagements.actions.registration import lock
from engagements.enums import Happening
from engagements.models import Engagement, ResourceLine
from governance.models import Person, Unit
from governance.selectors import policy_in_force


@transaction.atomic
def record_resource(
    *,
    engagement: Engagement,
    unit: Unit,
    year: int,
    planned: int = 0,
    spent: int = 0,
    planned_hours: int = 0,
    spent_hours: int = 0,
    by: Person,
) -> ResourceLine:
    """Write the unit's one line of the year: kronor and hours. Refused where policy does not account apart (SMF-04)."""
    engagement = lock(engagement)
    permissions.may_record_resources.require(by, engagement, unit)
    conditions.resources_asked.require(engagement, policy_in_force())
    line = ResourceLine.objects.filter(engagement=engagement, unit=unit, year=year).first()
    line = line or ResourceLine(engagement=engagement, unit=unit, year=year)
    line.planned, line.spent = planned, spent
    line.planned_hours, line.spent_hours = planned_hours, spent_hours
    line._history_user = by
    line.save()
    detail = {"unit": unit.pk, "year": year, "planned": planned, "spent": spent}
    events.record(Happening.RESOURCE_RECORDED, engagement, by=by, detail=detail)
    return line
