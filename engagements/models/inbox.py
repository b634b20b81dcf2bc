from django.db import models
from django.utils.translation import gettext_lazy as _

from engagements.enums import InboxKind
from engagements.models.activity import Activity
from engagements.models.engagement import Engagement
from engagements.querysets import InboxQuerySet
from governance.models import Person, Unit


class InboxItem(models.Model):
    """Something that reached the coordinating unit and waits to be taken care of (GBG-05).

    An activity or an engagement is shown as it is; anything else by its `subject` and the page at `url`.
    """

    kind = models.CharField(_("slag"), max_length=20, choices=InboxKind.choices)
    engagement = models.ForeignKey(Engagement, models.CASCADE, null=True, blank=True, related_name="inbox_items")
    activity = models.ForeignKey(Activity, models.CASCADE, null=True, blank=True, related_name="inbox_items")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    subject = models.CharField(_("vad"), max_length=250, blank=True)
    url = models.CharField(max_length=300, blank=True)
    arrived_at = models.DateTimeField(auto_now_add=True)
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = InboxQuerySet.as_manager()

    class Meta:
        ordering = ["arrived_at", "pk"]
        indexes = [models.Index(fields=["handled_at", "arrived_at"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(engagement__isnull=False) | ~models.Q(url=""),
                name="engagements_inboxitem_leads_somewhere",
            )
        ]

    def __str__(self) -> str:
        return self.subject or str(self.activity or self.engagement)
