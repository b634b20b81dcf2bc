"""A unit's own instructions with the files they came as."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from documents import actions as documents
from engagements.models import InstructionFile
from governance import actions as governance
from governance import permissions
from governance.models import Person, Unit, UnitInstruction


@transaction.atomic
def issue(*, unit: Unit, by: Person, file: Any = None, **said: Any) -> UnitInstruction:
    """The next version of the unit's instruction, with its file when there is one (GBG-10).

    `said` is what governance.actions.issue_instruction takes; it records the event. Raises UploadRefused for a file
    that is not accepted: nothing is written then.
    """
    permissions.may_issue_instruction.require(by, unit)
    instruction = governance.issue_instruction(unit=unit, by=by, with_file=file is not None, **said)
    if file is not None:
        document = documents.store_upload(file=file, title=instruction.title, by=by)
        InstructionFile.objects.create(instruction=instruction, document=document)
    return instruction
