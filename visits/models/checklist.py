from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.history import HistoricalRecords
from governance.models import Person
from visits.models.visit import Visit


class ChecklistLine(models.Model):
    """A line of the unit's instruction, copied to the visit so that a later version changes nothing (GBG-V7).

    `source` names the instruction and its version; empty when the line was added here.
    """

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="checklist")
    order = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(_("vad"), max_length=300)
    obligatory = models.BooleanField(_("måste göras"), default=False)
    source = models.CharField(_("från"), max_length=200, blank=True)
    ticked_at = models.DateTimeField(null=True, blank=True)
    ticked_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    history = HistoricalRecords()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("rad i checklistan")
        indexes = [models.Index(fields=["visit", "order"])]

    def __str__(self) -> str:
        return self.text

    @property
    def event_thread(self) -> str:
        return f"engagements.engagement:{self.visit_id}"
