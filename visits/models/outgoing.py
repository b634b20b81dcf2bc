"""Study visits the city makes abroad: purpose, delegation, cost, and what was learnt (SMF-07)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.history import HistoricalRecords
from engagements.enums import AttendanceLevel
from engagements.models import Activity, Country, Engagement
from governance.models import Body, Unit
from visits.enums.outgoing import TravelMode


class OutgoingVisit(models.Model):
    """A journey to learn on site. Its dates, unit, themes and aims are the engagement's. Costs in whole kronor."""

    engagement = models.OneToOneField(Engagement, models.CASCADE, primary_key=True, related_name="outgoing_visit")
    city = models.CharField(_("stad"), max_length=120)
    country = models.ForeignKey(Country, models.PROTECT, related_name="+", verbose_name=_("land"))
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    purpose = models.TextField(_("syfte"))
    travel_mode = models.CharField(_("färdsätt"), max_length=10, choices=TravelMode.choices)
    why_not_remote = models.TextField(_("varför inte på distans"), blank=True)
    cost_planned = models.PositiveIntegerField(_("beräknad kostnad"), null=True, blank=True)
    cost_spent = models.PositiveIntegerField(_("faktisk kostnad"), null=True, blank=True)
    lessons = models.TextField(_("lärdomar"), blank=True)
    taken_into_use = models.TextField(_("vad som togs i bruk"), blank=True)
    report = models.OneToOneField(Activity, models.SET_NULL, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("studieresa")
        verbose_name_plural = _("studieresor")

    def __str__(self) -> str:
        return f"{self.city}, {self.country}"


class Delegate(models.Model):
    """Who travels, by office: so many of a level, from a committee or a unit."""

    outgoing = models.ForeignKey(OutgoingVisit, models.CASCADE, related_name="delegation")
    level = models.CharField(_("nivå"), max_length=15, choices=AttendanceLevel.choices)
    office = models.CharField(_("funktion"), max_length=160)
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("nämnd"))
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("enhet"))
    number = models.PositiveSmallIntegerField(_("antal"), default=1)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("resenär")

    def __str__(self) -> str:
        return self.office
