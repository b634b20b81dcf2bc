"""Grants to associations for exchange with a city (NKP-21)."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cities.enums import GrantState
from cities.models.relation import CityRelation
from core.history import HistoricalRecords


class ExchangeGrant(models.Model):
    """What one association applied for, was granted, was paid and has reported. Amounts are whole kronor.

    `decision` names where it was decided, as delegation or minutes; `motive` is why a warning was passed.
    """

    relation = models.ForeignKey(CityRelation, models.CASCADE, related_name="exchange_grants")
    state = models.CharField(_("läge"), max_length=12, choices=GrantState.choices, default=GrantState.APPLIED)
    association = models.CharField(_("förening"), max_length=160)
    purpose = models.TextField(_("ändamål"))
    year = models.PositiveSmallIntegerField(_("år"))
    applied_on = models.DateField(_("sökt den"))
    applied = models.PositiveIntegerField(_("sökt belopp, kr"))
    decided_on = models.DateField(_("beslutat den"), null=True, blank=True)
    decision = models.CharField(_("beslut"), max_length=160, blank=True)
    granted = models.PositiveIntegerField(_("beviljat belopp, kr"), default=0)
    reason = models.TextField(_("skäl till avslag"), blank=True)
    motive = models.TextField(_("motivering"), blank=True)
    paid_on = models.DateField(_("utbetalt den"), null=True, blank=True)
    paid = models.PositiveIntegerField(_("utbetalt belopp, kr"), default=0)
    reported_on = models.DateField(_("redovisat den"), null=True, blank=True)
    used = models.PositiveIntegerField(_("använt belopp, kr"), default=0)
    outcome = models.TextField(_("vad utbytet gav"), blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["-year", "-applied_on", "-pk"]
        verbose_name = _("utbytesbidrag")
        verbose_name_plural = _("utbytesbidrag")
        indexes = [
            models.Index(fields=["-year", "-applied_on", "-id"]),
            models.Index(fields=["relation", "-year", "-applied_on", "-id"], name="cities_grant_of_a_relation"),
        ]

    def __str__(self) -> str:
        return self.association

    def get_absolute_url(self) -> str:
        return reverse("cities:grant_detail", args=[self.pk])

    @property
    def event_thread(self) -> str:
        return f"engagements.engagement:{self.relation_id}"


class GrantBudget(models.Model):
    """What the city sets aside for exchange grants in one year, in whole kronor."""

    year = models.PositiveSmallIntegerField(_("år"), unique=True)
    amount = models.PositiveIntegerField(_("ram, kr"))

    history = HistoricalRecords()

    class Meta:
        ordering = ["-year"]
        verbose_name = _("ram för utbytesbidrag")

    def __str__(self) -> str:
        return str(self.year)
