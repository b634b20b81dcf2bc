from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.history import HistoricalRecords
from decisions.models import Case
from governance.models import Aim, Person
from monitoring.enums import PositionLevel, PositionState
from monitoring.models.ally import Ally
from monitoring.models.dossier import Dossier


class Position(models.Model):
    """What the city wants, at which level, of whom, and together with whom (GBG-M1, NKP-09).

    A draft becomes the city's position by the decision of its case. Then it is pursued, until it is achieved or given
    up; `outcome` says what came of it.
    """

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="positions")
    title = models.CharField(_("ståndpunkt"), max_length=220)
    text = models.TextField(_("vad staden vill"))
    level = models.CharField(_("nivå"), max_length=10, choices=PositionLevel.choices)
    target = models.CharField(_("riktas till"), max_length=200)
    aim = models.ForeignKey(Aim, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("inriktning"))
    allies = models.ManyToManyField(Ally, blank=True, related_name="positions", verbose_name=_("allierade"))
    other_allies = models.TextField(_("andra allierade"), blank=True)
    state = models.CharField(_("läge"), max_length=10, choices=PositionState.choices, default=PositionState.DRAFT)
    case = models.OneToOneField(Case, models.SET_NULL, null=True, blank=True, related_name="position")
    adopted_on = models.DateField(_("antagen"), null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(_("vad det ledde till"), blank=True)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["-written_at", "-pk"]
        verbose_name = _("ståndpunkt")
        verbose_name_plural = _("ståndpunkter")
        indexes = [
            models.Index(fields=["-written_at", "-id"]),
            models.Index(fields=["state", "-written_at", "-id"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "given_up"]) | Q(adopted_on__isnull=False),
                name="monitoring_position_adopted_by_decision",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("monitoring:position_detail", args=[self.pk])

    @property
    def event_thread(self) -> str:
        return f"engagements.engagement:{self.dossier_id}"
