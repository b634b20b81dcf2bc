"""A unit's own instructions: each version as it reads, and the next one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.rules import Conflict, Refused
from documents.serving import document_response
from documents.uploads import UploadRefused
from engagements.actions import instructions as actions
from engagements.forms import InstructionForm, LineRows
from engagements.selectors import instructions as files
from governance import permissions, selectors
from governance.enums import InstructionKind
from governance.models import Unit, UnitInstruction

PREFIX = "rader"


def _instruction_or_404(pk: int) -> UnitInstruction:
    found = selectors.instruction(pk)
    if found is None:
        raise Http404
    return found


@require_safe
def instruction_list(request: HttpRequest, pk: int) -> HttpResponse:
    unit = get_object_or_404(Unit, pk=pk)
    context = {
        "unit": unit,
        "rows": selectors.instructions_of(unit),
        "may_issue": permissions.may_issue_instruction.allows(request.user, unit),
    }
    return render(request, "engagements/instruction_list.html", context)


@require_safe
def instruction_detail(request: HttpRequest, pk: int) -> HttpResponse:
    instruction = _instruction_or_404(pk)
    versions = selectors.versions_of(instruction)
    context = {
        "instruction": instruction,
        "versions": versions,
        "shown": next(row for row in versions if row.pk == instruction.pk),
        "newest": versions[0],
        "file": files.file_of(instruction),
        "may_issue": permissions.may_issue_instruction.allows(request.user, instruction.unit),
    }
    return render(request, "engagements/instruction_detail.html", context)


@require_safe
def instruction_file(request: HttpRequest, pk: int) -> HttpResponse:
    found = files.file_of(_instruction_or_404(pk))
    if found is None:
        raise Http404
    return document_response(found)


@require_http_methods(["GET", "HEAD", "POST"])
def instruction_create(request: HttpRequest, pk: int) -> HttpResponse:
    """The first version for something, or with ?fran=<number> the one after that version."""
    unit = get_object_or_404(Unit, pk=pk)
    permissions.may_issue_instruction.require(request.user, unit)
    before = _begun_from(request, unit)
    form = InstructionForm(request.POST or None, request.FILES or None, initial=_initial(request, unit, before))
    lines = [{"text": line.text, "obligatory": line.obligatory} for line in before.checklist.all()] if before else []
    rows = LineRows(request.POST or None, prefix=PREFIX, initial=lines)
    context: dict[str, Any] = {"unit": unit, "form": form, "rows": rows, "before": before}
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and rows.is_valid():
            try:
                issued = actions.issue(unit=unit, by=request.user, checklist=rows.lines, **form.cleaned_data)
                messages.success(request, _("Version %s är fastställd.") % issued.version)
                return redirect(issued)
            except Refused as refused:
                context["findings"], status = refused.findings, 409
            except Conflict as conflict:
                context["conflict"], status = conflict, 409
            except UploadRefused as reason:
                form.add_error("file", str(reason))
    return render(request, "engagements/instruction_edit.html", context, status=status)


def _begun_from(request: HttpRequest, unit: Unit) -> UnitInstruction | None:
    number = request.GET.get("fran", "")
    found = selectors.instruction(int(number)) if number.isascii() and number.isdigit() and len(number) < 12 else None
    return found if found is not None and found.unit_id == unit.pk else None


def _initial(request: HttpRequest, unit: Unit, before: UnitInstruction | None) -> dict[str, Any]:
    """What the version before said. `after` is the newest number of its kind, that a later one may be noticed."""
    if before is None:
        kind = request.GET.get("galler", "")
        kind = kind if kind in InstructionKind.values else InstructionKind.VISITS
        last = selectors.latest_version(unit, kind)
        return {"kind": kind, "after": last.version if last else 0}
    last = selectors.latest_version(unit, before.kind)
    said = {name: getattr(before, name) for name in ("kind", "title", "text")}
    return said | {"after": last.version if last else 0}
