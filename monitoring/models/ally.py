from django.db import models
from django.utils.translation import gettext_lazy as _

from monitoring.enums import AllyKind


class Ally(models.Model):
    """Whom the city influences together with: a region, its Brussels office, the national association (NKP-09)."""

    key = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("namn"), max_length=200, unique=True)
    kind = models.CharField(_("slag"), max_length=15, choices=AllyKind.choices)
    source = models.CharField(_("källa"), max_length=250, blank=True)
    example = models.BooleanField(_("exempel"), default=False)

    class Meta:
        ordering = ["name"]
        verbose_name = _("allierad")
        verbose_name_plural = _("allierade")

    def __str__(self) -> str:
        return self.name
