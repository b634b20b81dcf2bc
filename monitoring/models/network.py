from django.db import models
from django.utils.translation import gettext_lazy as _

from core.history import HistoricalRecords
from governance.models import Theme, Unit


class EuOffice(models.Model):
    """The office in Brussels that the city's contacts with the EU go through; there is one at most (GBG-M5).

    `unit` is empty where the office is somebody else's, the region's for one.
    """

    name = models.CharField(_("namn"), max_length=200)
    unit = models.OneToOneField(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("enhet i kommunen")
    )
    only = models.BooleanField(default=True, unique=True, editable=False)
    source = models.CharField(_("källa"), max_length=250, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("kontor i Bryssel")
        constraints = [models.CheckConstraint(condition=models.Q(only=True), name="monitoring_euoffice_only_one")]

    def __str__(self) -> str:
        return self.name


class FieldWatch(models.Model):
    """A field that a unit watches for the whole city (GBG-M4, STR-10)."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="+")
    example = models.BooleanField(_("exempel"), default=False)

    class Meta:
        ordering = ["unit__name", "theme__name"]
        constraints = [models.UniqueConstraint(fields=["unit", "theme"], name="monitoring_fieldwatch_once")]

    def __str__(self) -> str:
        return f"{self.unit}: {self.theme}"
