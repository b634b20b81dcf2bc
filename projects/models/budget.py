from django.db import models
from django.utils.translation import gettext_lazy as _

from core.history import HistoricalRecords
from projects.enums import Source
from projects.models.project import Project
from projects.querysets import OfProjectQuerySet


class BudgetLine(models.Model):
    """What one source pays in one year, in whole kronor."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="budget_lines")
    year = models.PositiveSmallIntegerField(_("år"))
    source = models.CharField(_("källa"), max_length=10, choices=Source.choices)
    amount = models.PositiveIntegerField(_("belopp, kr"))

    history = HistoricalRecords()
    objects = OfProjectQuerySet.as_manager()

    class Meta:
        ordering = ["year", "source"]
        verbose_name = _("budgetrad")
        verbose_name_plural = _("budgetrader")
        constraints = [
            models.UniqueConstraint(fields=["project", "year", "source"], name="projects_budgetline_once"),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.get_source_display()}: {self.amount}"

    @property
    def event_thread(self) -> str:
        return f"engagements.engagement:{self.project_id}"
