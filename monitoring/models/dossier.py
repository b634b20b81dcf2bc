from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.history import HistoricalRecords
from engagements.models import Engagement
from monitoring.enums import DossierKind, Stage


class Dossier(models.Model):
    """An international process the city follows or wants to influence.

    One that follows an initiative of the EU says which (`eu_reference`), the Swedish law it concerns and how far it has
    come; `stage` is the last of its dated changes (GBG-M2).
    """

    engagement = models.OneToOneField(Engagement, models.CASCADE, primary_key=True, related_name="dossier")
    key = models.SlugField(max_length=80, null=True, blank=True, unique=True)
    kind = models.CharField(_("slag"), max_length=15, choices=DossierKind.choices)
    target = models.CharField(_("riktas till"), max_length=200, blank=True)
    next_deadline = models.DateField(_("nästa tidsfrist"), null=True, blank=True)
    eu_reference = models.CharField(_("EU-beteckning"), max_length=80, blank=True)
    swedish_law = models.CharField(_("svensk lag som berörs"), max_length=250, blank=True)
    stage = models.CharField(_("skede"), max_length=15, choices=Stage.choices, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("bevakning")

    def __str__(self) -> str:
        return self.engagement.title

    def get_absolute_url(self) -> str:
        return self.engagement.get_absolute_url()

    @property
    def course_url(self) -> str:
        return reverse("monitoring:dossier_course", args=[self.pk])

    @property
    def event_thread(self) -> str:
        return f"engagements.engagement:{self.pk}"
