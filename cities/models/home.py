from django.db import models
from django.utils.translation import gettext_lazy as _


class HomePlace(models.Model):
    """Where the city itself lies, from its register file: one row, position in degrees. The maps show it."""

    only = models.BooleanField(default=True, unique=True, editable=False)
    name = models.CharField(_("ort"), max_length=120)
    latitude = models.FloatField(_("latitud"))
    longitude = models.FloatField(_("longitud"))

    class Meta:
        verbose_name = _("egen ort")
        constraints = [models.CheckConstraint(condition=models.Q(only=True), name="cities_home_place_is_one")]

    def __str__(self) -> str:
        return self.name
