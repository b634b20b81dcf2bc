from django.db import models
from django.utils.translation import gettext_lazy as _

from engagements.models import Country


class City(models.Model):
    """A city abroad. Inhabitants as a whole number, position in degrees."""

    key = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("stad"), max_length=120)
    country = models.ForeignKey(Country, models.PROTECT, related_name="cities", verbose_name=_("land"))
    population = models.PositiveIntegerField(_("folkmängd"), null=True, blank=True)
    latitude = models.FloatField(_("latitud"), null=True, blank=True)
    longitude = models.FloatField(_("longitud"), null=True, blank=True)

    twinned_with = models.ManyToManyField("self", symmetrical=True, blank=True, verbose_name=_("vänort även med"))

    class Meta:
        ordering = ["name"]
        verbose_name = _("stad")

    def __str__(self) -> str:
        return self.name

    @property
    def eu(self) -> bool:
        return self.country.eu

    @property
    def eea(self) -> bool:
        return self.country.eea

    @property
    def nordic(self) -> bool:
        return self.country.nordic
