"""Every write of visits that means something."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from core import events
from engagements import actions as engagements
from engagements import permissions, search_index
from engagements.enums import AreaKey, Status
from governance.models import Person, Unit
from visits.enums import Happening
from visits.models import Visit

OWN = ("kind", "visitor", "main_host", "visitors_count", "purpose")


@transaction.atomic
def register_visit(
    *, title: str, responsible_unit: Unit, by: Person | None, spine: dict[str, Any] | None = None, **fields: Any
) -> Visit:
    """Register a visit. One that is confidential is seen by who registers it, and whoever is handed it."""
    permissions.may_register_engagement.require(by, responsible_unit)
    given = {"status": Status.ACTIVE} | dict(spine or {})
    engagement = engagements.register(
        area=AreaKey.VISITS, title=title, responsible_unit=responsible_unit, by=by, **given
    )
    visit = Visit.objects.create(engagement=engagement, **fields)
    search_index.refresh(engagement)
    events.record(Happening.VISIT_REGISTERED, engagement, by=by, detail={"kind": visit.kind})
    return visit


@transaction.atomic
def change_visit(*, visit: Visit, by: Person, **fields: Any) -> Visit:
    """Change the area's own fields; nothing is written when nothing differs."""
    rows = Visit.objects.select_for_update(of=("self",), no_key=True).select_related("engagement__responsible_unit")
    visit = rows.get(pk=visit.pk)
    permissions.may_change_engagement.require(by, visit.engagement)
    changed = sorted(name for name in OWN if name in fields and getattr(visit, name) != fields[name])
    if not changed:
        return visit
    for name in changed:
        setattr(visit, name, fields[name])
    visit.save()
    search_index.refresh(visit.engagement)
    events.record(Happening.VISIT_CHANGED, visit.engagement, by=by, detail={"fields": changed})
    return visit
