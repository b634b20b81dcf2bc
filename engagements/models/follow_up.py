from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.history import HistoricalRecords
from engagements.enums import CameOf
from engagements.models.activity import Activity
from engagements.querysets import OfActivityQuerySet
from governance.models import Person


class ActivityFollowUp(models.Model):
    """What came of an activity: planned, taken into use or dropped, with what changed (NKP-12)."""

    activity = models.OneToOneField(Activity, models.CASCADE, related_name="follow_up")
    came_of = models.CharField(_("vad det blev"), max_length=20, choices=CameOf.choices)
    changed = models.TextField(_("vad som förändrades"))
    on = models.DateField(_("följdes upp"))
    next_on = models.DateField(_("följs upp igen"), null=True, blank=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    history = HistoricalRecords()
    _history_user: Any
    objects = OfActivityQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["came_of", "next_on"])]
        constraints = [
            models.CheckConstraint(condition=~Q(changed=""), name="engagements_followup_says_what_changed"),
            models.CheckConstraint(
                condition=Q(next_on__isnull=True) | Q(came_of="planned"), name="engagements_followup_again_if_planned"
            ),
        ]

    def __str__(self) -> str:
        return self.get_came_of_display()

    @property
    def event_thread(self) -> str:
        return f"engagements.engagement:{self.activity.engagement_id}"
