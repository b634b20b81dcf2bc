"""The programme of a visit: what happens when, where and with whom; for guests and hosts, or for hosts only."""

from __future__ import annotations

import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.history import HistoricalRecords
from governance.models import Person, Unit
from visits.enums.programme import Audience
from visits.models.visit import Visit


class ProgrammeHeading(models.Model):
    """What stands before the first item: title, a few words of welcome, and whom the guests call."""

    visit = models.OneToOneField(Visit, models.CASCADE, primary_key=True, related_name="programme_heading")
    title_sv = models.CharField(_("rubrik på svenska"), max_length=200, blank=True)
    title_en = models.CharField(_("rubrik på engelska"), max_length=200, blank=True)
    welcome_sv = models.TextField(_("inledning på svenska"), blank=True)
    welcome_en = models.TextField(_("inledning på engelska"), blank=True)
    contact = models.CharField(_("kontakt under besöket"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("programmets inledning")

    def __str__(self) -> str:
        return self.title_sv or str(self.visit_id)

    def title(self, language: str) -> str:
        return (self.title_en or self.title_sv) if language == "en" else (self.title_sv or self.title_en)

    def welcome(self, language: str) -> str:
        return self.welcome_en if language == "en" else self.welcome_sv


class ProgrammeItem(models.Model):
    """One item. Times are the clock's in Sweden; an item taken out keeps its row and can be put back."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="programme")
    day = models.DateField(_("dag"))
    starts_at = models.TimeField(_("från"))
    ends_at = models.TimeField(_("till"))
    title_sv = models.CharField(_("rubrik på svenska"), max_length=200, blank=True)
    title_en = models.CharField(_("rubrik på engelska"), max_length=200, blank=True)
    text_sv = models.TextField(_("beskrivning på svenska"), blank=True)
    text_en = models.TextField(_("beskrivning på engelska"), blank=True)
    place = models.CharField(_("plats eller rum"), max_length=160, blank=True)
    host_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("värdenhet")
    )
    host_office = models.CharField(_("värd (funktion)"), max_length=160, blank=True)
    speaker = models.CharField(_("talare"), max_length=200, blank=True)
    audience = models.CharField(_("för vem"), max_length=10, choices=Audience.choices, default=Audience.EVERYBODY)
    removed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    history = HistoricalRecords()

    class Meta:
        ordering = ["day", "starts_at", "ends_at", "pk"]
        verbose_name = _("programpunkt")
        verbose_name_plural = _("programpunkter")
        indexes = [models.Index(fields=["visit", "day", "starts_at"]), models.Index(fields=["day", "starts_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="visits_programmeitem_ends_after_it_starts",
                violation_error_message=_("Sluttiden ligger inte efter starttiden."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def event_thread(self) -> str:
        return f"engagements.engagement:{self.visit_id}"

    @property
    def title(self) -> str:
        """In the reader's language where it is written in it."""
        return self.title_in(get_language() or "sv")

    def title_in(self, language: str) -> str:
        return (self.title_en or self.title_sv) if language == "en" else (self.title_sv or self.title_en)

    def text_in(self, language: str) -> str:
        return (self.text_en or self.text_sv) if language == "en" else (self.text_sv or self.text_en)

    @property
    def hosts_only(self) -> bool:
        return self.audience == Audience.HOSTS

    @property
    def host(self) -> str:
        return ", ".join(part for part in (self.host_office, str(self.host_unit or "")) if part)

    @property
    def minutes(self) -> int:
        day = datetime.date.min
        length = datetime.datetime.combine(day, self.ends_at) - datetime.datetime.combine(day, self.starts_at)
        return int(length.total_seconds() // 60)


class VisitFeed(models.Model):
    """A person's subscription to a unit's visits. The address holds a secret of which only the hash is kept."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("enhet"))
    person = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name=_("person"))
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("kalenderprenumeration")
        indexes = [models.Index(fields=["person", "-created_at"])]

    def __str__(self) -> str:
        return str(self.unit)
