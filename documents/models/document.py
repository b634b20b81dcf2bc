"""A file in or out, known by the hash of its content."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.history import HistoricalRecords
from core.models import Record
from documents.enums import DocumentKind
from governance.models import Person


class FrozenDocument(Exception):
    """Somebody tried to change or remove what is frozen."""


class Document(Record):
    """One stored file. Frozen means that neither its bytes nor its hash ever change again.

    The file lies where its hash says (documents/store.py), so there is no path to keep in step. The database refuses
    changes to a frozen row by trigger (documents/freezing.py); the guard here says so earlier and in words.
    """

    BYTES = ("kind", "name", "content_type", "size", "sha256", "frozen_at")

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

    def save(self, **options: Any) -> None:
        stored = Document.objects.filter(pk=self.pk, frozen_at__isnull=False).first() if self.pk else None
        if stored and any(getattr(stored, field) != getattr(self, field) for field in self.BYTES):
            raise FrozenDocument(str(self))
        super().save(**options)

    def delete(self, **options: Any) -> tuple[int, dict[str, int]]:
        if Document.objects.filter(pk=self.pk, frozen_at__isnull=False).exists():
            raise FrozenDocument(str(self))
        return super().delete(**options)

    @property
    def is_frozen(self) -> bool:
        return self.frozen_at is not None
