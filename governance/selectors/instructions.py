"""A unit's own instructions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.enums import InstructionKind
from governance.models import Unit, UnitInstruction


def _in_force(day: date) -> QuerySet[UnitInstruction]:
    return UnitInstruction.objects.filter(valid_from__lte=day).filter(Q(valid_to=None) | Q(valid_to__gte=day))


def instruction_for(unit: Unit, kind: str, *, on: date | None = None) -> UnitInstruction | None:
    """The version of the unit's instruction in force on the day (today), with its checklist; two queries.

    A later version ends the earlier from its own first day, also when that one has no last day.
    """
    rows = _in_force(on or timezone.localdate()).filter(unit=unit, kind=kind)
    return rows.order_by("-version").prefetch_related("checklist").first()


@dataclass(frozen=True, slots=True)
class InstructionRow:
    pk: int
    title: str
    kind: str
    kind_label: str
    version: int
    valid_from: date
    valid_to: date | None
    adopted: str
    state: str
    color: str


def instructions_of(unit: Unit) -> list[InstructionRow]:
    """Every version of every instruction, by what it is for, the newest first; one query."""
    today = timezone.localdate()
    rows, seen = [], set()
    for row in UnitInstruction.objects.filter(unit=unit).order_by("kind", "-version")[:200]:
        running = row.valid_from <= today and (row.valid_to is None or row.valid_to >= today)
        holds = running and row.kind not in seen
        if holds:
            seen.add(row.kind)
        state = _("gäller") if holds else _("kommande") if row.valid_from > today else _("äldre")
        color = "success" if holds else "info" if row.valid_from > today else "neutral"
        kind_label = str(InstructionKind(row.kind).label)
        rows.append(
            InstructionRow(
                row.pk, row.title, row.kind, kind_label, row.version, row.valid_from, row.valid_to, row.adopted, state,
                color,
            )
        )  # fmt: skip
    return rows


def versions_of(instruction: UnitInstruction) -> list[InstructionRow]:
    """The versions of the same unit's instruction for the same thing, the newest first; one query."""
    return [row for row in instructions_of(instruction.unit) if row.kind == instruction.kind]


def instruction(pk: int) -> UnitInstruction | None:
    rows = UnitInstruction.objects.select_related("unit", "created_by").prefetch_related("checklist")
    return rows.filter(pk=pk).first()


def latest_version(unit: Unit, kind: str) -> UnitInstruction | None:
    return UnitInstruction.objects.filter(unit=unit, kind=kind).order_by("-version").first()
