"""The audit trail: what was done, by whom, on which appointment. Append-only and hash-chained by the database."""

from django.db import models


class Event(models.Model):
    """One thing that happened.

    The application inserts a row without `position`; the database's own trigger gives it the next position and the
    hash over the previous hash, the position and `payload` (core/chain.py). Nothing can be changed or removed after.
    The actor is kept as number and name, not as a foreign key: the log must outlive every other row.
    """

    position = models.BigIntegerField(null=True, unique=True, editable=False)
    previous_hash = models.CharField(max_length=64, default="", editable=False)
    hash = models.CharField(max_length=64, default="", editable=False)
    payload = models.TextField(editable=False)

    at = models.DateTimeField()
    happening = models.CharField(max_length=60, db_index=True)
    subject = models.CharField(max_length=80, db_index=True)
    thread = models.CharField(max_length=80, blank=True)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200, blank=True)
    capacity = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["thread", "-id"])]

    def __str__(self) -> str:
        return f"{self.position} {self.happening} {self.subject}"
