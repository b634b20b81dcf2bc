"""Work done in the background. The row is the truth; a message on the broker is only a reminder to look at it."""

from django.db import models

from core.enums import JobState


class Job(models.Model):
    """One piece of background work, known by its `key`: the same key is the same work, done once.

    `arguments` holds ids only, never text that could be secret. `claim` is the token of the worker that has it now.
    """

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200, unique=True)
    arguments = models.JSONField(default=dict)
    label = models.CharField(max_length=250, blank=True)
    state = models.CharField(max_length=10, choices=JobState.choices, default=JobState.WAITING, db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    progress = models.PositiveSmallIntegerField(default=0)
    claim = models.CharField(max_length=36, blank=True)
    requested_by_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    reminded_at = models.DateTimeField(auto_now_add=True)
    heartbeat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    result = models.JSONField(default=dict)
    error = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.label or self.key
