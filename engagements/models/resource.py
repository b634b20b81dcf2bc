from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.history import HistoricalRecords
from engagements.models.engagement import Engagement
from governance.models import Unit


class ResourceLine(models.Model):
    """What one unit plans and spends on an engagement in one year, in whole kronor and hours."""

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="resources")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="resources", verbose_name=_("enhet"))
    year = models.PositiveSmallIntegerField(_("år"))
    planned = models.PositiveIntegerField(_("planerat, kr"), default=0)
    spent = models.PositiveIntegerField(_("utfall, kr"), default=0)
    planned_hours = models.PositiveIntegerField(_("planerade timmar"), default=0)
    spent_hours = models.PositiveIntegerField(_("använda timmar"), default=0)

    history = HistoricalRecords()
    _history_user: Any

    class Meta:
        ordering = ["-year", "unit__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["engagement", "unit", "year"],
                name="engagements_resourceline_once_a_year",
                violation_error_message=_("Enheten har redan en rad för det året."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.year}"
