from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cities.models.relation import CityRelation
from core.history import HistoricalRecords
from decisions.models import Case
from governance.models import Person


class Amendment(models.Model):
    """A change of the agreement with a city, and whether it is significant (GBG-C4).

    A significant one carries the case in which it is decided; one that is not is recorded by the unit with its reason.
    `applies_on` is the day it applies from; empty while the case is not decided, and when it was refused.
    """

    relation = models.ForeignKey(CityRelation, models.CASCADE, related_name="amendments")
    text = models.TextField(_("ändringen"))
    significant = models.BooleanField(_("betydande"))
    reason = models.TextField(_("skäl till att ändringen inte är betydande"), blank=True)
    case = models.OneToOneField(Case, models.CASCADE, null=True, blank=True, related_name="amendment")
    applies_on = models.DateField(_("gäller från"), null=True, blank=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["-recorded_at", "-pk"]
        verbose_name = _("avtalsändring")
        verbose_name_plural = _("avtalsändringar")
        constraints = [
            models.CheckConstraint(
                condition=Q(significant=True, case__isnull=False) | (Q(significant=False) & ~Q(reason="")),
                name="cities_amendment_is_decided_or_reasoned",
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def event_thread(self) -> str:
        return f"engagements.engagement:{self.relation_id}"
