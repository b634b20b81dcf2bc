"""What came of a visit: companies met, and what was promised (NKP-08)."""

from __future__ import annotations

import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.history import HistoricalRecords
from governance.models import Person, Unit
from visits.enums.outcomes import PromiseState
from visits.models.visit import Visit


class CompanyMet(models.Model):
    """A company the visitors met, or that came with them. The contact is an office, not a person."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="companies")
    name = models.CharField(_("företag"), max_length=160)
    contact_role = models.CharField(_("kontakt (funktion)"), max_length=160, blank=True)
    what = models.TextField(_("vad det gällde"), blank=True)
    met_on = models.DateField(_("dag"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("möte med företag")

    def __str__(self) -> str:
        return self.name

    @property
    def event_thread(self) -> str:
        return f"engagements.engagement:{self.visit_id}"


class Promise(models.Model):
    """Something the city promised the visitors, the unit that answers for it and the last day."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="promises")
    text = models.TextField(_("vad som lovades"))
    to_whom = models.CharField(_("till vem"), max_length=160, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("ansvarig enhet"))
    due_on = models.DateField(_("senast"))
    state = models.CharField(_("läge"), max_length=10, choices=PromiseState.choices, default=PromiseState.OPEN)
    kept_on = models.DateField(_("hållet"), null=True, blank=True)
    note = models.TextField(_("hur det gick"), blank=True)
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    reminded_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("löfte")
        verbose_name_plural = _("löften")
        indexes = [
            models.Index(fields=["state", "due_on", "id"]),
            models.Index(fields=["unit", "state", "due_on"]),
            models.Index(fields=["due_on", "id"]),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def event_thread(self) -> str:
        return f"engagements.engagement:{self.visit_id}"

    def is_late(self, today: datetime.date) -> bool:
        return self.state == PromiseState.OPEN and self.due_on < today
