from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.history import HistoricalRecords
from governance.models import Unit
from projects.models.funder import Programme
from projects.querysets import CallQuerySet

BRUSSELS = ZoneInfo("Europe/Brussels")


class Call(models.Model):
    """A call for applications in a programme. The deadline is kept as a moment and read in Brussels time (GBG-P4)."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="calls", verbose_name=_("program"))
    title = models.CharField(_("utlysning"), max_length=250)
    opens_on = models.DateField(_("öppnar"), null=True, blank=True)
    deadline = models.DateTimeField(_("sista ansökningstid"))
    link = models.URLField(_("länk"), max_length=500, blank=True)
    text = models.TextField(_("vad den gäller"), blank=True)
    example = models.BooleanField(_("exempel"), default=False)
    search_text = models.TextField(blank=True, editable=False)
    followers = models.ManyToManyField(Unit, through="CallFollower", related_name="+")

    history = HistoricalRecords(excluded_fields=["search_text"])
    objects = CallQuerySet.as_manager()

    class Meta:
        ordering = ["deadline", "pk"]
        verbose_name = _("utlysning")
        verbose_name_plural = _("utlysningar")
        indexes = [models.Index(fields=["deadline", "id"], name="projects_call_deadline")]

    def __str__(self) -> str:
        return self.title

    def save(self, **options: Any) -> None:
        words = (self.title, self.programme.name, self.programme.funder.name)
        self.search_text = "\n".join(words).casefold()
        super().save(**options)

    def get_absolute_url(self) -> str:
        return reverse("projects:call_detail", args=[self.pk])

    @property
    def deadline_in_brussels(self) -> datetime:
        return self.deadline.astimezone(BRUSSELS)

    @property
    def event_thread(self) -> str:
        return f"projects.call:{self.pk}"


class CallFollower(models.Model):
    """A unit that follows a call. `reminded_days` is the nearest distance to the deadline it has been told of."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="followings")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="followed_calls", verbose_name=_("enhet"))
    since = models.DateField(auto_now_add=True)
    reminded_days = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["unit__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "unit"], name="projects_callfollower_once"),
            models.CheckConstraint(
                condition=Q(reminded_days__isnull=True) | Q(reminded_days__in=[1, 7, 30]),
                name="projects_callfollower_reminded_at_a_known_distance",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.call}"
