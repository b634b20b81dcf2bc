from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.history import HistoricalRecords
from decisions.models import Case
from governance.models import Aim, Theme, Unit
from memberships.enums import PursuitState
from memberships.models.membership import Membership
from memberships.querysets import DemandQuerySet, PursuitQuerySet


class Demand(models.Model):
    """What the city wants others to do, and what that rests on (SMF-02)."""

    title = models.CharField(_("krav"), max_length=200)
    text = models.TextField(_("vad staden kräver"))
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("tema"))
    aim = models.ForeignKey(Aim, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("inriktning"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("ansvarig enhet"))
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="demands", verbose_name=_("beslutat i ärende")
    )
    decided = models.CharField(_("beslutad ståndpunkt"), max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    example = models.BooleanField(default=False)
    search_text = models.TextField(blank=True, editable=False)

    history = HistoricalRecords(excluded_fields=["search_text"])
    objects = DemandQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        verbose_name = _("krav")
        verbose_name_plural = _("krav")
        indexes = [models.Index(fields=["title", "id"])]

    def __str__(self) -> str:
        return self.title

    def save(self, *args, update_fields=None, **kwargs):
        """The searched text follows what is written."""
        self.search_text = f"{self.title} {self.text}".casefold()
        if update_fields is not None:
            update_fields = {*update_fields, "search_text"}
        super().save(*args, update_fields=update_fields, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("memberships:demand_detail", args=[self.pk])

    @property
    def event_thread(self) -> str:
        return f"memberships.demand:{self.pk}"


class DemandPursuit(models.Model):
    """One organisation through which a demand is pursued, and how far it has come."""

    demand = models.ForeignKey(Demand, models.CASCADE, related_name="pursuits")
    membership = models.ForeignKey(
        Membership, models.CASCADE, related_name="pursuits", verbose_name=_("genom medlemskap i")
    )
    state = models.CharField(_("läge"), max_length=10, choices=PursuitState.choices, default=PursuitState.PLANNED)
    since = models.DateField(_("sedan"))
    note = models.CharField(_("hur"), max_length=250, blank=True)

    history = HistoricalRecords()
    objects = PursuitQuerySet.as_manager()

    class Meta:
        ordering = ["membership__organisation__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["demand", "membership"], name="memberships_pursuit_once_a_membership")
        ]

    def __str__(self) -> str:
        return f"{self.demand}, {self.membership}"

    @property
    def event_thread(self) -> str:
        return f"memberships.demand:{self.demand_id}"
