from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.history import HistoricalRecords
from engagements.models import Country
from projects.models.project import Project
from projects.querysets import OfProjectQuerySet


class AidCountry(models.Model):
    """Whether a country receives Swedish state aid, who says so, and from when that is (lag 2009:47, 5:4-5)."""

    country = models.OneToOneField(Country, models.CASCADE, primary_key=True, related_name="swedish_aid")
    receives = models.BooleanField(_("får svenskt statligt bistånd"))
    source = models.CharField(_("källa"), max_length=250)
    as_of = models.DateField(_("uppgift från"))

    history = HistoricalRecords()

    class Meta:
        ordering = ["country__name"]
        verbose_name = _("uppgift om svenskt bistånd")

    def __str__(self) -> str:
        return str(self.country)

    @property
    def event_thread(self) -> str:
        return f"projects.aid_country:{self.pk}"

    @property
    def is_old(self) -> bool:
        """Two years: the Government's strategies change."""
        return self.as_of < timezone.localdate() - timedelta(days=730)


class Aid(models.Model):
    """That a project is development aid, and what the law asks of it (lag 2009:47, 5 kap. 4-9 §).

    `forms` are keys of AidForm. `permit` is the Government's (5:5), `sida_told_on` the day Sida was told (5:9).
    """

    project = models.OneToOneField(Project, models.CASCADE, primary_key=True, related_name="aid")
    forms = models.JSONField(_("former av bistånd"), default=list)
    permit = models.CharField(_("regeringens tillstånd"), max_length=200, blank=True)
    relief_organisation = models.CharField(_("hjälporganisation"), max_length=160, blank=True)
    emergency = models.TextField(_("nödsituationen"), blank=True)
    use_verified = models.TextField(_("så har biståndets användning kontrollerats"), blank=True)
    sida_told_on = models.DateField(_("anmält till Sida"), null=True, blank=True)

    history = HistoricalRecords()
    objects = OfProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("bistånd")

    def __str__(self) -> str:
        return str(self.project)


class ServiceExport(models.Model):
    """That a project exports municipal services, and how its risks are limited (lag 2009:47, 5 kap. 1-3 §)."""

    project = models.OneToOneField(Project, models.CASCADE, primary_key=True, related_name="service_export")
    risks = models.TextField(_("så begränsas riskerna"), blank=True)
    goods = models.TextField(_("varor som följer med"), blank=True)
    goods_needed = models.TextField(_("varför varorna behövs för tjänsten"), blank=True)

    history = HistoricalRecords()
    objects = OfProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("tjänsteexport")

    def __str__(self) -> str:
        return str(self.project)
