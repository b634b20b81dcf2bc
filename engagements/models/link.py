from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from engagements.models.engagement import Engagement
from governance.models import Person


class EngagementLink(models.Model):
    """Two engagements that have to do with each other. The pair has no order: the lower number always stands first."""

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="links_as_first")
    other = models.ForeignKey(Engagement, models.CASCADE, related_name="links_as_second")
    why = models.CharField(_("hur de hör ihop"), max_length=200, blank=True)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["engagement", "other"], name="engagements_engagementlink_once"),
            models.CheckConstraint(
                condition=Q(engagement__lt=F("other")), name="engagements_engagementlink_two_in_their_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.engagement} – {self.other}"
