from django.db import models
from django.utils.translation import gettext_lazy as _

from core.history import HistoricalRecords
from governance.models import Person
from monitoring.enums import Stage
from monitoring.models.dossier import Dossier


class StageChange(models.Model):
    """The day an initiative came to a stage, and where that can be read (GBG-M2)."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="stages")
    stage = models.CharField(_("skede"), max_length=15, choices=Stage.choices)
    on = models.DateField(_("dag"))
    source_name = models.CharField(_("källa"), max_length=200)
    source_url = models.URLField(_("länk"), max_length=500, blank=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["on", "pk"]
        verbose_name = _("skede")
        verbose_name_plural = _("skeden")
        constraints = [
            models.UniqueConstraint(fields=["dossier", "stage", "on"], name="monitoring_stagechange_once_a_day")
        ]

    def __str__(self) -> str:
        return self.get_stage_display()

    @property
    def event_thread(self) -> str:
        return f"engagements.engagement:{self.dossier_id}"


class DossierNote(models.Model):
    """Something the city noted or did in the matter that has no page of its own."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="notes")
    on = models.DateField(_("dag"))
    text = models.TextField(_("anteckning"))
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["on", "pk"]
        verbose_name = _("anteckning")
        verbose_name_plural = _("anteckningar")

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def event_thread(self) -> str:
        return f"engagements.engagement:{self.dossier_id}"
