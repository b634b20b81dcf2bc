from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.history import HistoricalRecords
from governance.models import Person, Theme, Unit
from monitoring.enums import Channel, PlanItemState
from monitoring.models.consultation import Consultation

QUARTERS = [(1, _("Januari–mars")), (2, _("April–juni")), (3, _("Juli–september")), (4, _("Oktober–december"))]


class MonitoringPlan(models.Model):
    """The plan of a year: which consultations are expected when, and who watches for them (GBG-M6)."""

    year = models.PositiveSmallIntegerField(_("år"), unique=True)
    introduction = models.TextField(_("inledning"), blank=True)
    begun_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    begun_at = models.DateTimeField(auto_now_add=True)
    example = models.BooleanField(_("exempel"), default=False)

    history = HistoricalRecords()

    class Meta:
        ordering = ["-year"]
        verbose_name = _("årsplan för bevakning")
        verbose_name_plural = _("årsplaner för bevakning")

    def __str__(self) -> str:
        return _("Årsplan för bevakning %(year)s") % {"year": self.year}

    def get_absolute_url(self) -> str:
        return reverse("monitoring:plan_detail", args=[self.pk])


class PlanItem(models.Model):
    """Something expected in a quarter, on a day where that is known."""

    plan = models.ForeignKey(MonitoringPlan, models.CASCADE, related_name="items")
    title = models.CharField(_("vad som väntas"), max_length=250)
    channel = models.CharField(_("kanal"), max_length=12, choices=Channel.choices, default=Channel.EU)
    quarter = models.PositiveSmallIntegerField(_("kvartal"), choices=QUARTERS)
    expected_on = models.DateField(_("väntas den"), null=True, blank=True)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ansvarig enhet")
    )
    themes = models.ManyToManyField(Theme, blank=True, related_name="+", verbose_name=_("områden"))
    source_url = models.URLField(_("länk"), max_length=500, blank=True)
    state = models.CharField(_("läge"), max_length=10, choices=PlanItemState.choices, default=PlanItemState.EXPECTED)
    reason = models.CharField(_("varför den utgår"), max_length=250, blank=True)
    consultation = models.OneToOneField(
        Consultation, models.SET_NULL, null=True, blank=True, related_name="plan_item", verbose_name=_("samråd")
    )
    key = models.CharField(max_length=64, null=True, blank=True, unique=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["quarter", "expected_on", "pk"]
        verbose_name = _("punkt i årsplanen")
        verbose_name_plural = _("punkter i årsplanen")
        constraints = [
            models.CheckConstraint(condition=Q(quarter__in=[1, 2, 3, 4]), name="monitoring_planitem_quarter"),
            models.CheckConstraint(
                condition=~Q(state="dropped") | ~Q(reason=""), name="monitoring_planitem_dropped_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def event_thread(self) -> str:
        return f"monitoring.monitoringplan:{self.plan_id}"
