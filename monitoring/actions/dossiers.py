"""Every write of monitoring that means something."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from core import events
from engagements import actions as engagements
from engagements import permissions, search_index
from engagements.enums import AreaKey, Status
from governance.models import Person, Unit
from monitoring.enums import Happening
from monitoring.models import Dossier

OWN = ("kind", "target", "next_deadline")


@transaction.atomic
def register_dossier(
    *, title: str, responsible_unit: Unit, by: Person | None, spine: dict[str, Any] | None = None, **fields: Any
) -> Dossier:
    """Register what the city watches or wants to influence."""
    permissions.may_register_engagement.require(by, responsible_unit)
    given = {"status": Status.ACTIVE} | dict(spine or {})
    engagement = engagements.register(
        area=AreaKey.MONITORING, title=title, responsible_unit=responsible_unit, by=by, **given
    )
    dossier = Dossier.objects.create(engagement=engagement, **fields)
    search_index.refresh(engagement)
    events.record(Happening.DOSSIER_REGISTERED, engagement, by=by, detail={"kind": dossier.kind})
    return dossier


@transaction.atomic
def change_dossier(*, dossier: Dossier, by: Person, **fields: Any) -> Dossier:
    """Change the area's own fields; nothing is written when nothing differs."""
    rows = Dossier.objects.select_for_update(of=("self",), no_key=True).select_related("engagement__responsible_unit")
    dossier = rows.get(pk=dossier.pk)
    permissions.may_change_engagement.require(by, dossier.engagement)
    changed = sorted(name for name in OWN if name in fields and getattr(dossier, name) != fields[name])
    if not changed:
        return dossier
    for name in changed:
        setattr(dossier, name, fields[name])
    dossier.save()
    search_index.refresh(dossier.engagement)
    events.record(Happening.DOSSIER_CHANGED, dossier.engagement, by=by, detail={"fields": changed})
    return dossier
