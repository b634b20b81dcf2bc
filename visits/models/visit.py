from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from engagements.models import Engagement
from governance.models import Unit
from visits.enums import VisitKind


class Visit(models.Model):
    """A visit to the city: protocol, VIP or study visit."""

    engagement = models.OneToOneField(Engagement, models.CASCADE, primary_key=True, related_name="visit")
    key = models.SlugField(max_length=80, null=True, blank=True, unique=True)
    kind = models.CharField(_("slag"), max_length=10, choices=VisitKind.choices)
    visitor = models.CharField(_("besökare"), max_length=200)
    main_host = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("huvudvärd")
    )
    visitors_count = models.PositiveSmallIntegerField(_("antal besökare"), null=True, blank=True)
    purpose = models.TextField(_("syfte"), blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("besök")

    def __str__(self) -> str:
        return self.visitor
