from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.history import HistoricalRecords
from visits.enums.gifts import GiftKind
from visits.models.visit import Visit


class Gift(models.Model):
    """A gift or representation at a visit, given or received. Value in whole kronor; from and to are offices."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="gifts")
    kind = models.CharField(_("slag"), max_length=10, choices=GiftKind.choices)
    what = models.CharField(_("vad"), max_length=200)
    value = models.PositiveIntegerField(_("värde i kronor"))
    from_office = models.CharField(_("från (funktion)"), max_length=160)
    to_office = models.CharField(_("till (funktion)"), max_length=160)
    on = models.DateField(_("dag"))
    note = models.CharField(_("anmärkning"), max_length=250, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["-on", "-pk"]
        verbose_name = _("gåva eller representation")
        indexes = [models.Index(fields=["-on", "-id"])]

    def __str__(self) -> str:
        return self.what

    @property
    def event_thread(self) -> str:
        return f"engagements.engagement:{self.visit_id}"
