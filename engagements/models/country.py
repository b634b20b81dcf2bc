from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Country(models.Model):
    """A country or self-governing area. Whether it is Nordic, in the EU or the EEA is data, not code."""

    code = models.CharField(max_length=2, primary_key=True)
    name = models.CharField(_("land"), max_length=80)
    name_en = models.CharField(max_length=80)
    eu = models.BooleanField(default=False)
    eea = models.BooleanField(default=False)
    nordic = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name_en if (get_language() or "sv").startswith("en") else self.name
