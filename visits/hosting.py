"""Which units receive a visit, and which of them have agreed to its main host (GBG-V4)."""

from __future__ import annotations

from governance.models import Unit
from visits.models import Visit


def units_of(visit: Visit) -> list[Unit]:
    """The responsible unit and those that take part, each once; one query."""
    taking_part = Unit.objects.filter(participations__engagement_id=visit.pk)
    responsible = Unit.objects.filter(pk=visit.engagement.responsible_unit_id)
    return list((taking_part | responsible).distinct().order_by("name"))


def agreed(visit: Visit) -> list[Unit]:
    """The main host itself, and the units that accepted it; one query."""
    if visit.main_host is None:
        return []
    rows = visit.acceptances.filter(main_host=visit.main_host).select_related("unit")
    return [visit.main_host, *(row.unit for row in rows)]
