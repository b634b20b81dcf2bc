from django.db import models
from django.utils.translation import gettext_lazy as _

from core.history import HistoricalRecords


class Population(models.Model):
    """How many lived in the municipality at the end of a year; a grade's condition is held against the latest."""

    year = models.PositiveSmallIntegerField(_("år"), unique=True)
    inhabitants = models.PositiveIntegerField(_("invånare"))
    source = models.CharField(_("källa"), max_length=200, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["-year"]
        verbose_name = _("folkmängd")
        verbose_name_plural = _("folkmängd")

    def __str__(self) -> str:
        return f"{self.inhabitants} ({self.year})"
