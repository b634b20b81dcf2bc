from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from decisions.models import Case
from monitoring.models.dossier import Dossier


class Consultation(models.Model):
    """A consultation (samråd) or referral from outside that the city answers by a decision (GBG-M3).

    It is registered with the case in which its answer is decided; the responsible unit is the case's. `answered_on` is
    the day of that decision.
    """

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="consultations")
    title = models.CharField(_("samråd"), max_length=250)
    asked_by = models.CharField(_("frågas av"), max_length=200)
    deadline = models.DateField(_("svar senast"))
    case = models.OneToOneField(Case, models.CASCADE, related_name="consultation")
    answered_on = models.DateField(_("besvarat"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["deadline", "pk"]
        verbose_name = _("samråd")
        verbose_name_plural = _("samråd")
        indexes = [models.Index(fields=["answered_on", "deadline"])]

    def __str__(self) -> str:
        return self.title

    @property
    def event_thread(self) -> str:
        return f"engagements.engagement:{self.dossier_id}"
