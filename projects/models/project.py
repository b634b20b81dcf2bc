from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from engagements.models import Engagement
from projects.enums import FunderKind


class Project(models.Model):
    """An international project. Money in whole kronor."""

    engagement = models.OneToOneField(Engagement, models.CASCADE, primary_key=True, related_name="project")
    key = models.SlugField(max_length=80, null=True, blank=True, unique=True)
    funder = models.CharField(_("finansiär"), max_length=10, choices=FunderKind.choices, default=FunderKind.NONE)
    programme = models.CharField(_("program"), max_length=160, blank=True)
    own_budget = models.PositiveIntegerField(_("egna medel, kr"), default=0)
    external_budget = models.PositiveIntegerField(_("externa medel, kr"), default=0)
    added_value = models.TextField(_("mervärde av den internationella dimensionen"), blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("projekt")

    def __str__(self) -> str:
        return self.engagement.title
