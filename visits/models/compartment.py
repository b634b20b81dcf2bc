"""What of a visit is kept apart: its own ground, its own grants, one person responsible."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from governance.models import Person
from visits.enums import CompartmentKind, DetailKind
from visits.models.visit import Visit


class Compartment(models.Model):
    """A protected part of a visit. Who may read the visit sees that it exists; who holds its grant sees what it says.

    No history table: what is erased must be gone. The event log says who opened, shared, changed and read.
    """

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="compartments")
    kind = models.CharField(_("del"), max_length=10, choices=CompartmentKind.choices)
    ground = models.CharField(_("lagrum"), max_length=200)
    responsible = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("ansvarig"))
    opened_at = models.DateTimeField(auto_now_add=True)
    erased_on = models.DateField(_("gallrad"), null=True, blank=True)
    reader_id: int
    """Who may read it, of a part that a page has opened (selectors.visible_compartment)."""

    class Meta:
        ordering = ["kind"]
        permissions = [("read_compartment", "May read this compartment of a visit")]
        constraints = [
            models.UniqueConstraint(fields=["visit", "kind"], name="visits_compartment_once"),
            models.CheckConstraint(condition=~models.Q(ground=""), name="visits_compartment_states_its_ground"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def event_thread(self) -> str:
        return f"engagements.engagement:{self.visit_id}"


class CompartmentDetail(models.Model):
    """One protected fact: a guest, a passport, a route, a room."""

    compartment = models.ForeignKey(Compartment, models.CASCADE, related_name="details")
    kind = models.CharField(_("slag"), max_length=10, choices=DetailKind.choices)
    text = models.TextField(_("uppgift"))
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["kind", "pk"]

    def __str__(self) -> str:
        return self.get_kind_display()


class CompartmentGrant(UserObjectPermissionBase):
    """What the one responsible hands out by hand and takes back. Gone with its compartment."""

    content_object = models.ForeignKey(Compartment, models.CASCADE, related_name="grants")

    class Meta(UserObjectPermissionBase.Meta):
        indexes = [models.Index(fields=["user", "content_object"])]
