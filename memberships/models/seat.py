from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.history import HistoricalRecords
from decisions.models import Case
from governance.models import Person
from memberships.enums import SeatState
from memberships.models.membership import Membership
from memberships.querysets import SeatQuerySet


class Seat(models.Model):
    """A seat the city holds in an organisation: held by an office, for a period, after an election (STR-02)."""

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="seats", verbose_name=_("medlemskap"))
    organ = models.CharField(_("organ i organisationen"), max_length=160)
    held_by_office = models.CharField(_("innehas av (befattning)"), max_length=160, blank=True)
    holder = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    elected = models.CharField(_("vald"), max_length=200, blank=True)
    starts_on = models.DateField(_("från"), null=True, blank=True)
    ends_on = models.DateField(_("till"), null=True, blank=True)
    state = models.CharField(_("läge"), max_length=20, choices=SeatState.choices, default=SeatState.HELD)

    history = HistoricalRecords()
    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ["organ", "starts_on"]
        indexes = [models.Index(fields=["ends_on", "organ", "id"], name="memberships_seat_by_end")]
        verbose_name = _("uppdrag i organisationen")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="memberships_seat_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organ}, {self.membership}"

    @property
    def event_thread(self) -> str:
        return f"engagements.engagement:{self.membership_id}"


class Candidature(models.Model):
    """What a case to stand, or not to stand again, is about."""

    case = models.OneToOneField(Case, models.CASCADE, primary_key=True, related_name="candidature")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="candidatures")
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="candidatures")
    organ = models.CharField(_("organ i organisationen"), max_length=160)
    election = models.CharField(_("val vid"), max_length=200, blank=True)
    starts_on = models.DateField(_("från"), null=True, blank=True)
    ends_on = models.DateField(_("till"), null=True, blank=True)

    def __str__(self) -> str:
        return self.organ
