from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.history import HistoricalRecords
from engagements.models import Country, Engagement
from governance.models import Person, Unit
from visits.enums import FeeOutcome, VisitKind, VisitState
from visits.models.fee import FeeProgramme


class Visit(models.Model):
    """A visit to the city: protocol, VIP or study visit."""

    engagement = models.OneToOneField(Engagement, models.CASCADE, primary_key=True, related_name="visit")
    key = models.SlugField(max_length=80, null=True, blank=True, unique=True)
    kind = models.CharField(_("slag"), max_length=10, choices=VisitKind.choices)
    state = models.CharField(_("läge"), max_length=12, choices=VisitState.choices, default=VisitState.PROPOSED)
    visitor = models.CharField(_("besökare"), max_length=200)
    city = models.CharField(_("stad"), max_length=120, blank=True)
    country = models.ForeignKey(
        Country, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("land")
    )
    main_host = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("huvudvärd")
    )
    visitors_count = models.PositiveSmallIntegerField(_("antal besökare"), null=True, blank=True)
    purpose = models.TextField(_("syfte"), blank=True)

    fee_programme = models.ForeignKey(
        FeeProgramme, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("program med avgift")
    )
    fee_outcome = models.CharField(_("avgift"), max_length=20, choices=FeeOutcome.choices, blank=True)
    fee_amount = models.PositiveIntegerField(_("avgift i kronor"), null=True, blank=True)
    fee_reason = models.CharField(_("skäl för avgiften"), max_length=300, blank=True)

    confirmed_on = models.DateField(_("bekräftat den"), null=True, blank=True)
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    motive = models.TextField(_("motivering till avsteg"), blank=True)
    ended_because = models.TextField(_("skäl till att besöket inte blir av"), blank=True)

    history = HistoricalRecords()
    _history_user: Any

    class Meta:
        verbose_name = _("besök")
        indexes = [models.Index(fields=["state"])]

    def __str__(self) -> str:
        return self.visitor

    def get_absolute_url(self) -> str:
        return reverse("engagements:engagement_detail", args=[self.pk])

    @property
    def event_thread(self) -> str:
        return f"engagements.engagement:{self.pk}"


class HostAcceptance(models.Model):
    """A unit that takes part in a visit agrees to who is main host; void when another becomes main host (GBG-V4)."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="acceptances")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    main_host = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    accepted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit", "unit", "main_host"], name="visits_hostacceptance_once")
        ]

    def __str__(self) -> str:
        return str(self.unit)
