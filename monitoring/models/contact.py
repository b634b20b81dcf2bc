from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.history import HistoricalRecords
from governance.models import Person, Unit
from monitoring.models.dossier import Dossier


class InstitutionContact(models.Model):
    """A contact with an institution of the EU (GBG-M5).

    One made by others than the Brussels office records that the office was consulted, and how; or, where the policy
    only warns, why it was not. People are given by office, never by name.
    """

    on = models.DateField(_("dag"))
    institution = models.CharField(_("institution"), max_length=200)
    met = models.CharField(_("vem man talade med"), max_length=200, blank=True)
    by_whom = models.CharField(_("vem som tog kontakten"), max_length=200)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("enhet"))
    about = models.TextField(_("vad det gällde"))
    dossier = models.ForeignKey(Dossier, models.CASCADE, null=True, blank=True, related_name="contacts")
    by_office = models.BooleanField(_("av kontoret i Bryssel"), default=False)
    consulted = models.BooleanField(_("i samråd med kontoret i Bryssel"), default=False)
    consultation_note = models.CharField(_("hur samrådet gick till"), max_length=250, blank=True)
    motive = models.TextField(_("varför utan samråd"), blank=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    example = models.BooleanField(_("exempel"), default=False)

    history = HistoricalRecords()

    class Meta:
        ordering = ["-on", "-pk"]
        verbose_name = _("kontakt med EU:s institutioner")
        verbose_name_plural = _("kontakter med EU:s institutioner")
        indexes = [models.Index(fields=["-on", "-id"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(consulted=False) | ~Q(consultation_note=""), name="monitoring_contact_consulted_says_how"
            )
        ]

    def __str__(self) -> str:
        return f"{self.institution} {self.on}"

    @property
    def event_thread(self) -> str:
        if self.dossier_id:
            return f"engagements.engagement:{self.dossier_id}"
        return f"monitoring.institutioncontact:{self.pk}"
