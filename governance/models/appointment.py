from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.history import HistoricalRecords
from governance.enums import Function
from governance.models.body import Body
from governance.models.person import Person
from governance.models.unit import Unit
from governance.querysets import AppointmentQuerySet

IN_A_BODY = [Function.MEMBER, Function.CHAIR, Function.SUBSTITUTE, Function.SECRETARY]
IN_A_UNIT = [Function.DIRECTOR, Function.COORDINATOR, Function.CONTACT_PERSON]


class Appointment(models.Model):
    """A person's function in a body or a unit, from one day to another (both included, no end: open)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments", verbose_name=_("person"))
    function = models.CharField(_("uppdrag"), max_length=20, choices=Function.choices)
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="appointments", verbose_name=_("organ")
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="appointments", verbose_name=_("enhet")
    )
    starts_on = models.DateField(_("från och med"))
    ends_on = models.DateField(_("till och med"), null=True, blank=True)

    history = HistoricalRecords()
    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ["function", "starts_on"]
        verbose_name = _("förordnande")
        verbose_name_plural = _("förordnanden")
        constraints = [
            models.CheckConstraint(
                condition=Q(function__in=IN_A_BODY, body__isnull=False, unit__isnull=True)
                | Q(function__in=IN_A_UNIT, unit__isnull=False, body__isnull=True)
                | Q(function="registrar")
                | Q(function="administrator", body__isnull=True, unit__isnull=True),
                name="governance_appointment_place_fits_function",
                violation_error_message=_(
                    "Välj ett organ för förtroendevalda och sekreterare, en enhet för tjänstepersoner."
                ),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="governance_appointment_ends_after_it_starts",
                violation_error_message=_("Förordnandet slutar innan det börjar. Kontrollera datumen."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """As it is written under a name: "Ledamot, Kommunstyrelsen"."""
        place = self.body or self.unit
        return f"{self.get_function_display()}, {place}" if place else self.get_function_display()
