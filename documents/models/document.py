"""A file in or out, known by the hash of its content."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from core.models import Record
from documents.enums import DocumentKind
from governance.models import Person


class Document(Record):
    """One stored file. Frozen means that neither its bytes nor its hash ever change again."""

    kind = models.CharField(_("slag"), max_length=20, choices=DocumentKind.choices)
    name = models.CharField(_("filnamn"), max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    uploaded_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    frozen_at = models.DateTimeField(null=True, blank=True)

    history = HistoricalRecords()

    class Meta(Record.Meta):
        ordering = ["-created_at", "-pk"]
        verbose_name = _("dokument")
        verbose_name_plural = _("dokument")
