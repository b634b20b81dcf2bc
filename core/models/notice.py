"""The outbox: what a person is told, written in the same transaction as what happened, mailed by the worker."""

from django.db import models


class Notice(models.Model):
    """A message to one person, shown in the product and sent by mail. `key` keeps it from being told twice."""

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=60)
    recipient_id = models.BigIntegerField(db_index=True)
    address = models.EmailField(blank=True)
    language = models.CharField(max_length=5, default="sv")
    subject = models.CharField(max_length=250)
    body = models.TextField(blank=True)
    url = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["recipient_id", "-created_at"]),
            models.Index(fields=["recipient_id"], condition=models.Q(read_at=None), name="core_notice_unread"),
        ]

    def __str__(self) -> str:
        return self.subject
