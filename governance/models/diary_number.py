"""Reference numbers given by the city's own diary system, waiting to be used."""

from django.db import models

from governance.models.body import Body


class DiaryNumber(models.Model):
    """One number of the diary. They are used in the order they were read in, each once."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="diary_numbers")
    text = models.CharField(max_length=60, unique=True)
    taken_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["body", "taken_at", "id"])]

    def __str__(self) -> str:
        return self.text
