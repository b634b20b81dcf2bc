from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.history import HistoricalRecords
from governance.models import Person, Theme, Unit
from monitoring.enums import BatchState, ImportTarget
from monitoring.models.plan import MonitoringPlan


class FeedSource(models.Model):
    """An Atom or RSS feed that is read in the background, at its own host only (GBG-M6)."""

    name = models.CharField(_("namn"), max_length=200)
    url = models.URLField(_("adress"), max_length=500, unique=True)
    target = models.CharField(_("blir"), max_length=10, choices=ImportTarget.choices, default=ImportTarget.SIGNALS)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ansvarig enhet")
    )
    themes = models.ManyToManyField(Theme, blank=True, related_name="+", verbose_name=_("områden"))
    active = models.BooleanField(_("hämtas varje dag"), default=True)
    fetched_at = models.DateTimeField(null=True, blank=True)
    asked_on = models.DateField(null=True, blank=True)
    found_new = models.PositiveSmallIntegerField(default=0)
    example = models.BooleanField(_("exempel"), default=False)

    history = HistoricalRecords(excluded_fields=["fetched_at", "asked_on", "found_new"])

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("flöde")
        verbose_name_plural = _("flöden")

    def __str__(self) -> str:
        return self.name


class ImportBatch(models.Model):
    """What was read from a feed or a file, row by row, and waits to be looked through. Nothing is written before that.

    `rows` is a list of what each row says (monitoring/feeds/rows.py); whether a row is new, known or wrong is
    worked out when it is shown and once more when it is imported.
    """

    target = models.CharField(_("blir"), max_length=10, choices=ImportTarget.choices)
    source = models.ForeignKey(FeedSource, models.CASCADE, null=True, blank=True, related_name="batches")
    plan = models.ForeignKey(MonitoringPlan, models.CASCADE, null=True, blank=True, related_name="+")
    name = models.CharField(_("fil eller flöde"), max_length=250)
    rows = models.JSONField(default=list)
    state = models.CharField(_("läge"), max_length=10, choices=BatchState.choices, default=BatchState.PREVIEW)
    read_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    read_at = models.DateTimeField(auto_now_add=True)
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    imported = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-read_at", "-pk"]
        verbose_name = _("import")
        verbose_name_plural = _("importer")
        indexes = [models.Index(fields=["state", "-read_at", "-id"])]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("monitoring:batch_detail", args=[self.pk])
