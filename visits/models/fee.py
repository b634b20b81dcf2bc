from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.history import HistoricalRecords
from governance.models import Unit


class FeeProgramme(models.Model):
    """A programme for visitors that carries a fee, such as Green Gothenburg: who is exempt is data (GBG-V6).

    The amount is empty until the unit that coordinates it has stated one: the guidelines name none.
    """

    key = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("program"), max_length=160)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("samordnas av"))
    amount = models.PositiveIntegerField(
        _("avgift i kronor"), null=True, blank=True, help_text=_("Lämna tomt om beloppet inte är bestämt.")
    )
    per_person = models.BooleanField(_("avgiften gäller per person"), default=False)
    exempts_partner_cities = models.BooleanField(_("partnerstäder betalar inte"), default=True)
    exempts_eu_and_eea = models.BooleanField(_("städer i EU och EES betalar inte"), default=True)
    clause = models.CharField(_("stöd"), max_length=160, blank=True)
    in_use = models.BooleanField(_("erbjuds"), default=True)

    history = HistoricalRecords()
    _history_user: Any

    class Meta:
        ordering = ["name"]
        verbose_name = _("program med avgift")

    def __str__(self) -> str:
        return self.name
