"""The responsible units checking in with the coordinating unit, engagement by engagement (GBG-C8)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from engagements.models.engagement import Engagement
from engagements.querysets import OfEngagementQuerySet
from governance.models import Person


class CheckInRhythm(models.Model):
    """How often one checks in about an engagement, when it is by interval rather than on chosen days."""

    engagement = models.OneToOneField(Engagement, models.CASCADE, primary_key=True, related_name="check_in_rhythm")
    months = models.PositiveSmallIntegerField(_("månader mellan avstämningar"))

    def __str__(self) -> str:
        return f"{self.engagement}: {self.months}"


class CheckIn(models.Model):
    """One check-in: planned for a day, held on a day, or both. What was said is never written over."""

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="check_ins")
    due_on = models.DateField(_("senast"), null=True, blank=True)
    held_on = models.DateField(_("hölls"), null=True, blank=True)
    who = models.CharField(_("vilka (funktion)"), max_length=200, blank=True)
    said = models.TextField(_("vad som sades"), blank=True)
    planned_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    logged_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    logged_at = models.DateTimeField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    example = models.BooleanField(default=False)

    objects = OfEngagementQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "due_on", "pk"]
        indexes = [
            models.Index(fields=["due_on"], condition=Q(held_on__isnull=True), name="engagements_checkin_waiting"),
            models.Index(fields=["engagement", "-held_on"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["engagement", "due_on"], condition=Q(held_on__isnull=True), name="engagements_checkin_day_once"
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=False) | Q(held_on__isnull=False), name="engagements_checkin_has_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.engagement} {self.held_on or self.due_on}"

    @property
    def event_thread(self) -> str:
        return f"engagements.engagement:{self.engagement_id}"
