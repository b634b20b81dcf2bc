from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from engagements.models import Engagement
from monitoring.enums import DossierKind


class Dossier(models.Model):
    """An international process the city follows or wants to influence."""

    engagement = models.OneToOneField(Engagement, models.CASCADE, primary_key=True, related_name="dossier")
    key = models.SlugField(max_length=80, null=True, blank=True, unique=True)
    kind = models.CharField(_("slag"), max_length=15, choices=DossierKind.choices)
    target = models.CharField(_("riktas till"), max_length=200, blank=True)
    next_deadline = models.DateField(_("nästa tidsfrist"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("bevakning")

    def __str__(self) -> str:
        return self.engagement.title
