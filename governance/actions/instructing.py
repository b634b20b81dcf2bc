"""A unit's own instructions, a version at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from core import events
from core.rules import Conflict, Finding, Refused
from governance import permissions
from governance.happenings import Happening
from governance.models import InstructionLine, Person, Unit, UnitInstruction


@transaction.atomic
def issue_instruction(
    *,
    unit: Unit,
    kind: str,
    title: str,
    valid_from: date,
    by: Person | None,
    text: str = "",
    adopted: str = "",
    valid_to: date | None = None,
    checklist: Sequence[tuple[str, bool]] = (),
    after: int | None = None,
    with_file: bool = False,
    example: bool = False,
) -> UnitInstruction:
    """Write the next version of the unit's instruction for `kind`; the earlier ones stay as they were (GBG-10).

    `checklist` are texts and whether each is obligatory. `after` is the number of the version one began from (0 for
    none): Conflict when another came in between. `with_file` says that a file with the text comes with it.
    """
    row = Unit.objects.select_for_update(of=("self",), no_key=True).get(pk=unit.pk)
    permissions.may_issue_instruction.require(by, row)
    number = _last_number(row, kind, after, yours=f"{title}\n\n{text}")
    lines = [(what.strip(), must) for what, must in checklist if what.strip()]
    _check(title, text, bool(lines) or with_file, valid_from, valid_to)
    instruction = UnitInstruction.objects.create(
        unit=row, kind=kind, version=number + 1, title=title.strip(), text=text.strip(), adopted=adopted.strip(),
        valid_from=valid_from, valid_to=valid_to, created_by=by, example=example,
    )  # fmt: skip
    InstructionLine.objects.bulk_create(
        InstructionLine(instruction=instruction, order=order, text=what[:250], obligatory=must)
        for order, (what, must) in enumerate(lines, start=1)
    )
    detail = {"instruction": instruction.pk, "kind": kind, "version": instruction.version}
    events.record(Happening.INSTRUCTION_ISSUED, instruction, by=by, detail=detail)
    return instruction


def _last_number(unit: Unit, kind: str, after: int | None, *, yours: str) -> int:
    last = UnitInstruction.objects.filter(unit=unit, kind=kind).order_by("-version").first()
    number = last.version if last else 0
    if after is not None and after != number:
        theirs = f"{last.title}\n\n{last.text}" if last else ""
        raise Conflict(_("Någon annan la in en ny version medan du skrev."), theirs=theirs, yours=yours)
    return number


def _check(title: str, text: str, otherwise_told: bool, valid_from: date, valid_to: date | None) -> None:
    found = []
    if not title.strip():
        found.append(Finding("instruction.title", _("Instruktionen behöver en titel.")))
    if not (text.strip() or otherwise_told):
        message = _("Skriv instruktionens text, bifoga den som fil eller skriv en checklista.")
        found.append(Finding("instruction.empty", message))
    if valid_to and valid_to < valid_from:
        found.append(Finding("instruction.dates", _("Sista dagen ligger före den första.")))
    if found:
        raise Refused(found)
