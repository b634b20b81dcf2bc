from django.db import models

from documents.models import Document
from governance.models import UnitInstruction


class InstructionFile(models.Model):
    """The file a version of a unit's instruction came as. It lies here because who and what stand below files."""

    instruction = models.OneToOneField(UnitInstruction, models.CASCADE, related_name="file")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.document)
