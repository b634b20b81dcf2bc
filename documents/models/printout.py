"""The PDF of something the product shows, as it read at one time."""

from django.db import models

from documents.models.document import Document


class Printout(models.Model):
    """One PDF of one thing. `kind` says which print made it (documents/prints.py), `subject` is the thing's number.

    `variant` is what a reader was entitled to when it differs between readers, `digest` the sha256 of the text that was
    printed: the same text is printed once.
    """

    kind = models.SlugField(max_length=40)
    subject = models.PositiveBigIntegerField()
    variant = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject", "variant", "digest"], name="documents_printout_once_a_text"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"
