from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.history import HistoricalRecords
from decisions.models import Case
from governance.models import Person, Unit
from monitoring.enums import Channel, ConsultationState
from monitoring.models.dossier import Dossier


class Consultation(models.Model):
    """A consultation (samråd) or referral from outside that the city answers by a decision (GBG-M3, GBG-M6).

    Somebody reports it, then the coordinating unit takes it up in a case on a dossier, or declines with its reason; or
    it is registered with its case at once. `unit` answers for it; with a case that is the case's. `answered_on` is the
    day of the decision. `closed` is kept beside the state so that the list can be read in order from an index.
    """

    dossier = models.ForeignKey(Dossier, models.CASCADE, null=True, blank=True, related_name="consultations")
    title = models.CharField(_("samråd"), max_length=250)
    channel = models.CharField(_("kanal"), max_length=12, choices=Channel.choices, default=Channel.EU)
    asked_by = models.CharField(_("frågas av"), max_length=200)
    source_url = models.URLField(_("länk"), max_length=500, blank=True)
    deadline = models.DateTimeField(_("svar senast"))
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ansvarig enhet")
    )
    state = models.CharField(
        _("läge"), max_length=10, choices=ConsultationState.choices, default=ConsultationState.REPORTED
    )
    closed = models.BooleanField(default=False)
    reason = models.TextField(_("skäl att avstå"), blank=True)
    reported_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    reported_at = models.DateTimeField(auto_now_add=True, null=True)
    case = models.OneToOneField(Case, models.CASCADE, null=True, blank=True, related_name="consultation")
    answered_on = models.DateField(_("besvarat"), null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    example = models.BooleanField(_("exempel"), default=False)

    history = HistoricalRecords()

    class Meta:
        ordering = ["deadline", "pk"]
        verbose_name = _("samråd")
        verbose_name_plural = _("samråd")
        indexes = [models.Index(fields=["closed", "deadline", "id"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["reported", "declined"]) | Q(case__isnull=False, dossier__isnull=False),
                name="monitoring_consultation_taken_up_in_a_case",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(reason=""), name="monitoring_consultation_declined_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("monitoring:consultation_detail", args=[self.pk])

    @property
    def event_thread(self) -> str:
        if self.dossier_id:
            return f"engagements.engagement:{self.dossier_id}"
        return f"monitoring.consultation:{self.pk}"
