"""A visit's checklist: copied from the unit's instruction, added to, ticked (GBG-V7)."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from core import events
from core.rules import Conflict, Finding, Refused
from core.states import already_changed
from governance.enums import InstructionKind
from governance.models import Unit
from governance.selectors import instruction_for
from visits.enums.checklist import ChecklistHappening
from visits.locks import lock_part, lock_visit
from visits.models import ChecklistLine, Visit
from visits.permissions.programme import may_plan_visit


@transaction.atomic
def copy_checklist(*, visit: Visit, by: Any) -> list[ChecklistLine]:
    """Copy the lines of the instruction in force that the visit does not have. Returns the new ones.

    The main host's instruction, else the responsible unit's, else the coordinating unit's. Nothing happens, and nothing
    is recorded, when none has one or every line is there already: called when a visit is confirmed, and by the button.
    """
    visit = lock_visit(visit.pk)
    may_plan_visit.require(by, visit)
    instruction = instruction_of(visit)
    if instruction is None:
        return []
    has = set(visit.checklist.values_list("text", flat=True))
    source = _("%(title)s, version %(version)s") % {"title": instruction.title, "version": instruction.version}
    wanted = [line for line in instruction.checklist.all() if line.text not in has]
    first = _next(visit)
    made = [
        _save(ChecklistLine(visit=visit, order=first + number, text=line.text, obligatory=line.obligatory), by, source)
        for number, line in enumerate(wanted)
    ]
    if made:
        detail = {"instruction": instruction.pk, "lines": len(made)}
        events.record(ChecklistHappening.CHECKLIST_COPIED, visit.engagement, by=by, detail=detail)
    return made


def instruction_of(visit: Visit) -> Any:
    coordinating = Unit.objects.filter(coordinating=True).first()
    asked: dict[int, Unit] = {}
    for unit in (visit.main_host, visit.engagement.responsible_unit, coordinating):
        if unit is not None:
            asked.setdefault(unit.pk, unit)
    found = (instruction_for(unit, InstructionKind.VISITS) for unit in asked.values())
    return next((instruction for instruction in found if instruction is not None), None)


@transaction.atomic
def add_line(*, visit: Visit, text: str, by: Any, obligatory: bool = False) -> ChecklistLine:
    visit = lock_visit(visit.pk)
    may_plan_visit.require(by, visit)
    if not text.strip():
        raise Refused([Finding("visit.checklist-text", _("Skriv vad som ska göras."))])
    line = _save(ChecklistLine(visit=visit, order=_next(visit), text=text.strip(), obligatory=obligatory), by, "")
    events.record(ChecklistHappening.LINE_ADDED, visit.engagement, by=by, detail={"line": line.pk})
    return line


@transaction.atomic
def tick(*, line: ChecklistLine, by: Any) -> ChecklistLine:
    """Done, now, by this person. Conflict when somebody ticked it first."""
    line = lock_part(line)
    may_plan_visit.require(by, line.visit)
    if line.ticked_at:
        raise Conflict(already_changed(line))
    line.ticked_at, line.ticked_by = timezone.now(), by
    _save(line, by, line.source)
    events.record(ChecklistHappening.LINE_TICKED, line.visit.engagement, by=by, detail={"line": line.pk})
    return line


@transaction.atomic
def untick(*, line: ChecklistLine, by: Any) -> ChecklistLine:
    line = lock_part(line)
    may_plan_visit.require(by, line.visit)
    if line.ticked_at is None:
        raise Conflict(already_changed(line))
    line.ticked_at = line.ticked_by = None
    _save(line, by, line.source)
    events.record(ChecklistHappening.LINE_UNTICKED, line.visit.engagement, by=by, detail={"line": line.pk})
    return line


def _next(visit: Visit) -> int:
    return (visit.checklist.aggregate(last=Max("order"))["last"] or 0) + 1


def _save(line: ChecklistLine, by: Any, source: str) -> ChecklistLine:
    line.source = source[:200]
    line._history_user = by  # type: ignore[attr-defined]
    line.save()
    return line
