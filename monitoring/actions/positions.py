"""Positions: written, decided, pursued until something came of them; and whom they are pursued with (NKP-09)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from core import events
from core.rules import Finding, Refused
from decisions import actions as decisions
from engagements.permissions import may_change_engagement
from governance.models import Person
from monitoring import conditions, permissions
from monitoring.enums import Happening, PositionState
from monitoring.models import Ally, Dossier, Position
from monitoring.states import POSITION as STATES

POSITION = "monitoring.position"
OWN = ("title", "text", "level", "target", "aim", "other_allies")
VERBS = {
    PositionState.PURSUED: "pursue",
    PositionState.ACHIEVED: "achieve",
    PositionState.GIVEN_UP: "give_up",
}


@transaction.atomic
def write_position(
    *, dossier: Dossier, title: str, text: str, target: str, by: Person, allies: Iterable[Ally] = (), **fields: Any
) -> Position:
    """Draft what the city wants in the matter of a dossier."""
    may_change_engagement.require(by, dossier.engagement)
    conditions.ready_to_write.require(title, text, target)
    position = Position.objects.create(
        dossier=dossier, title=title.strip(), text=text.strip(), target=target.strip(), written_by=by, **fields
    )
    position.allies.set(allies)
    detail = {"position": position.pk, "level": position.level}
    events.record(Happening.POSITION_WRITTEN, position, by=by, detail=detail)
    return position


@transaction.atomic
def change_position(*, position: Position, by: Person, allies: Iterable[Ally] | None = None, **fields: Any) -> Position:
    """Change a draft; nothing is written when nothing differs."""
    position = _locked(position)
    may_change_engagement.require(by, position.dossier.engagement)
    conditions.ready_to_change.require(position)
    changed = sorted(name for name in OWN if name in fields and getattr(position, name) != fields[name])
    for name in changed:
        setattr(position, name, fields[name])
    conditions.ready_to_write.require(position.title, position.text, position.target)
    if changed:
        position.save(update_fields=changed)
    if allies is not None and {each.pk for each in allies} != set(position.allies.values_list("pk", flat=True)):
        position.allies.set(allies)
        changed.append("allies")
    if changed:
        detail = {"position": position.pk, "fields": changed}
        events.record(Happening.POSITION_CHANGED, position, by=by, detail=detail)
    return position


@transaction.atomic
def submit_position(*, position: Position, by: Person) -> Position:
    """Open the case in which it is decided; the text is what is decided about."""
    position = _locked(position)
    conditions.ready_to_change.require(position)
    case = decisions.open_case(
        matter=POSITION,
        engagement=position.dossier.engagement,
        title=_("Ståndpunkt: %(title)s") % {"title": position.title},
        by=by,
        matter_text=position.text,
    )
    position.case = case
    position.save(update_fields=["case"])
    detail = {"position": position.pk, "case": case.pk}
    events.record(Happening.POSITION_SUBMITTED, position, by=by, detail=detail)
    return position


@transaction.atomic
def adopt_position(*, position: Position, on: date) -> Position:
    """What the decision brings about: it is the city's position."""
    position = _locked(position)
    position.adopted_on = on
    position.save(update_fields=["adopted_on"])
    STATES.advance(position, "adopt")
    detail = {"position": position.pk, "on": on.isoformat()}
    events.record(Happening.POSITION_ADOPTED, position, by=None, detail=detail)
    return position


@transaction.atomic
def release_position(*, position: Position) -> Position:
    """Its case ended without approval: the draft can be mended and submitted again."""
    position = _locked(position)
    detail = {"position": position.pk, "case": position.case_id, "released": True}
    position.case = None
    position.save(update_fields=["case"])
    events.record(Happening.POSITION_CHANGED, position, by=None, detail=detail)
    return position


@transaction.atomic
def progress_position(*, position: Position, to: str, by: Person, outcome: str = "") -> Position:
    """Say that it is pursued, achieved or given up. The last two say what it led to."""
    position = _locked(position)
    may_change_engagement.require(by, position.dossier.engagement)
    if position.state == PositionState.DRAFT and position.case_id is not None:
        raise Refused(
            [Finding("position.submitted", _("Ståndpunkten är lämnad till beslut. Återkalla ärendet först."))]
        )
    conditions.ready_to_progress.require(to, outcome)
    if outcome.strip():
        position.outcome = outcome.strip()
    if to in conditions.ENDS:
        position.ended_on = timezone.localdate()
    position.save(update_fields=["outcome", "ended_on"])
    STATES.advance(position, VERBS[PositionState(to)])
    events.record(Happening.POSITION_PROGRESSED, position, by=by, detail={"position": position.pk, "to": to})
    return position


@transaction.atomic
def add_ally(
    *, name: str, kind: str, by: Person | None, key: str = "", source: str = "", example: bool = False
) -> Ally:
    """Add somebody the city influences together with; one there by that name is left as it is."""
    permissions.may_keep_registers.require(by)
    known = Ally.objects.filter(name__iexact=name.strip()).first()
    if known is not None:
        return known
    key = key or slugify(name)[:80] or "allierad"
    if Ally.objects.filter(key=key).exists():
        key = f"{key[:70]}-{Ally.objects.count() + 1}"
    ally = Ally.objects.create(key=key, name=name.strip(), kind=kind, source=source, example=example)
    events.record(Happening.ALLY_ADDED, ally, by=by, detail={"name": ally.name})
    return ally


def _locked(position: Position) -> Position:
    rows = Position.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("dossier__engagement__responsible_unit").get(pk=position.pk)
