from django.db import models
from django.utils.translation import gettext_lazy as _

from core.history import HistoricalRecords
from projects.enums import FunderKind


class Funder(models.Model):
    """Who pays for projects from outside, and how often it wants reports. Months and days as whole numbers.

    `report_every_months` 0 means no report on the way. A report is due `report_within_days` after the period it tells
    of, the final one `final_within_days` after the project's last day.
    """

    key = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("finansiär"), max_length=160)
    kind = models.CharField(_("slag"), max_length=10, choices=FunderKind.choices)
    report_every_months = models.PositiveSmallIntegerField(_("rapport var n:te månad"), default=0)
    report_within_days = models.PositiveSmallIntegerField(_("dagar efter perioden"), default=30)
    final_within_days = models.PositiveSmallIntegerField(_("slutrapport, dagar efter slutet"), default=60)
    rule_source = models.CharField(_("varifrån regeln kommer"), max_length=250, blank=True)
    example = models.BooleanField(_("exempel"), default=False)

    history = HistoricalRecords()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("finansiär")
        verbose_name_plural = _("finansiärer")

    def __str__(self) -> str:
        return self.name

    @property
    def event_thread(self) -> str:
        return f"projects.funder:{self.pk}"


class Programme(models.Model):
    """A programme of a funder, for a period of years."""

    key = models.SlugField(max_length=80, unique=True)
    funder = models.ForeignKey(Funder, models.PROTECT, related_name="programmes", verbose_name=_("finansiär"))
    name = models.CharField(_("program"), max_length=160)
    from_year = models.PositiveSmallIntegerField(_("från år"), null=True, blank=True)
    to_year = models.PositiveSmallIntegerField(_("till år"), null=True, blank=True)
    example = models.BooleanField(_("exempel"), default=False)

    history = HistoricalRecords()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("program")
        verbose_name_plural = _("program")

    def __str__(self) -> str:
        return self.name

    @property
    def period(self) -> str:
        return f"{self.from_year or ''}–{self.to_year or ''}" if self.from_year or self.to_year else ""
