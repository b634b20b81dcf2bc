from django.db import models
from django.utils.translation import gettext_lazy as _

from cities.enums import RelationKind
from cities.models.city import City
from core.history import HistoricalRecords
from engagements.models import Engagement


class CityRelation(models.Model):
    """The city's relation to a city abroad: twin town, partner city or cooperation city."""

    engagement = models.OneToOneField(Engagement, models.CASCADE, primary_key=True, related_name="city_relation")
    city = models.ForeignKey(City, models.PROTECT, related_name="relations", verbose_name=_("stad"))
    kind = models.CharField(_("slag"), max_length=20, choices=RelationKind.choices)
    since = models.PositiveSmallIntegerField(_("sedan (år)"), null=True, blank=True)
    agreement_renewed = models.PositiveSmallIntegerField(_("avtalet förnyat (år)"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("stadsrelation")

    def __str__(self) -> str:
        return str(self.city)
