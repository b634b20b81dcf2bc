from django.db import models
from django.utils.translation import gettext_lazy as _

from engagements.enums import InboxKind
from engagements.models.activity import Activity
from engagements.models.engagement import Engagement
from engagements.querysets import InboxQuerySet
from governance.models import Person, Unit


class InboxItem(models.Model):
    """Something a department registered that the coordinating unit has not yet taken care of (GBG-05)."""

    kind = models.CharField(_("slag"), max_length=20, choices=InboxKind.choices)
    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="inbox_items")
    activity = models.ForeignKey(Activity, models.CASCADE, null=True, blank=True, related_name="inbox_items")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    arrived_at = models.DateTimeField(auto_now_add=True)
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = InboxQuerySet.as_manager()

    class Meta:
        ordering = ["arrived_at", "pk"]
        indexes = [models.Index(fields=["handled_at", "arrived_at"])]

    def __str__(self) -> str:
        return str(self.activity or self.engagement)
