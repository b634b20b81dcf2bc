from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.history import HistoricalRecords
from governance.models import Aim, Person, Theme, Unit
from monitoring.enums import Direction, Impact, SignalState
from monitoring.models.dossier import Dossier


class Signal(models.Model):
    """Something observed outside that may matter to the city (GBG-M1, GBG-M4).

    Who sees it says what and where; the coordinating unit assesses whom it touches, how much, and in which direction of
    which aim. `key` is the entry it was imported from.
    """

    what = models.TextField(_("vad som har hänt"))
    source_name = models.CharField(_("källa"), max_length=200, blank=True)
    source_url = models.URLField(_("länk"), max_length=500, blank=True)
    themes = models.ManyToManyField(Theme, blank=True, related_name="+", verbose_name=_("områden"))
    units = models.ManyToManyField(Unit, blank=True, related_name="+", verbose_name=_("berörda enheter"))
    impact = models.CharField(_("påverkan"), max_length=10, choices=Impact.choices, blank=True)
    direction = models.CharField(_("riktning"), max_length=10, choices=Direction.choices, blank=True)
    aim = models.ForeignKey(Aim, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("inriktning"))
    state = models.CharField(_("läge"), max_length=10, choices=SignalState.choices, default=SignalState.NEW)
    dossier = models.ForeignKey(Dossier, models.CASCADE, null=True, blank=True, related_name="signals")
    reason = models.TextField(_("skäl"), blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    reported_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    reported_at = models.DateTimeField(auto_now_add=True)
    assessed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    assessed_at = models.DateTimeField(null=True, blank=True)
    key = models.CharField(max_length=64, null=True, blank=True, unique=True)
    example = models.BooleanField(_("exempel"), default=False)

    history = HistoricalRecords()

    class Meta:
        ordering = ["-reported_at", "-pk"]
        verbose_name = _("signal")
        verbose_name_plural = _("signaler")
        indexes = [
            models.Index(fields=["-reported_at", "-id"]),
            models.Index(fields=["state", "-reported_at", "-id"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="followed") | Q(dossier__isnull=False),
                name="monitoring_signal_followed_in_a_dossier",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["assessed", "followed"]) | ~Q(impact="") & ~Q(direction=""),
                name="monitoring_signal_assessed_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state="dropped") | ~Q(reason=""), name="monitoring_signal_dropped_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.headline

    def get_absolute_url(self) -> str:
        return reverse("monitoring:signal_detail", args=[self.pk])

    @property
    def headline(self) -> str:
        """The first line, no longer than a heading."""
        first = self.what.strip().splitlines()[0] if self.what.strip() else ""
        return first if len(first) <= 120 else f"{first[:119].rstrip()}…"

    @property
    def event_thread(self) -> str:
        return f"engagements.engagement:{self.dossier_id}" if self.dossier_id else f"monitoring.signal:{self.pk}"
