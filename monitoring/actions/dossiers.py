"""Dossiers: registered, changed, moved on through the stages of what they follow, noted on (GBG-M2)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from core import events
from engagements import actions as engagements
from engagements import permissions, search_index
from engagements.enums import AreaKey, Status
from governance.models import Person, Unit
from monitoring import conditions
from monitoring.enums import Happening
from monitoring.models import Dossier, DossierNote, StageChange

OWN = ("kind", "target", "next_deadline", "eu_reference", "swedish_law")


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
    dossier = _locked(dossier)
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


@transaction.atomic
def record_stage(
    *, dossier: Dossier, stage: str, on: date, source_name: str, by: Person, source_url: str = ""
) -> StageChange:
    """Record that the initiative came to a stage. The dossier stands at the one with the latest day; the same stage on
    the same day again changes nothing."""
    dossier = _locked(dossier)
    permissions.may_change_engagement.require(by, dossier.engagement)
    conditions.ready_for_stage.require(on, source_name)
    said = {"source_name": source_name.strip(), "source_url": source_url, "recorded_by": by}
    change, created = StageChange.objects.get_or_create(dossier=dossier, stage=stage, on=on, defaults=said)
    if created:
        _stand_at_the_last(dossier)
        detail = {"stage": stage, "on": on.isoformat(), "source": change.source_name}
        events.record(Happening.STAGE_RECORDED, dossier, by=by, detail=detail)
    return change


@transaction.atomic
def remove_stage(*, change: StageChange, by: Person) -> Dossier:
    """Take away a stage that was recorded by mistake; the event log and the history keep it."""
    dossier = _locked(change.dossier)
    permissions.may_change_engagement.require(by, dossier.engagement)
    detail = {"stage": change.stage, "on": change.on.isoformat()}
    StageChange.objects.get(pk=change.pk).delete()
    _stand_at_the_last(dossier)
    events.record(Happening.STAGE_REMOVED, dossier, by=by, detail=detail)
    return dossier


@transaction.atomic
def write_note(*, dossier: Dossier, on: date, text: str, by: Person) -> DossierNote:
    """Note something the city did or learnt that has no page of its own."""
    dossier = _locked(dossier)
    permissions.may_change_engagement.require(by, dossier.engagement)
    note = DossierNote.objects.create(dossier=dossier, on=on, text=text.strip(), written_by=by)
    events.record(Happening.NOTE_WRITTEN, dossier, by=by, detail={"note": note.pk, "on": on.isoformat()})
    return note


def _locked(dossier: Dossier) -> Dossier:
    rows = Dossier.objects.select_for_update(of=("self",), no_key=True).select_related("engagement__responsible_unit")
    return rows.get(pk=dossier.pk)


def _stand_at_the_last(dossier: Dossier) -> None:
    last = dossier.stages.order_by("-on", "-pk").first()
    dossier.stage = last.stage if last else ""
    dossier.save(update_fields=["stage"])
