"""The file of a unit's instruction."""

from documents.models import Document
from engagements.models import InstructionFile
from governance.models import UnitInstruction


def file_of(instruction: UnitInstruction) -> Document | None:
    row = InstructionFile.objects.filter(instruction=instruction).select_related("document").first()
    return row.document if row else None
