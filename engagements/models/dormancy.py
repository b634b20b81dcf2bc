from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from engagements.enums import DormancyChoice
from engagements.models.engagement import Engagement
from engagements.querysets import OfEngagementQuerySet
from governance.models import Person


class DormancyReview(models.Model):
    """An engagement without activity, put before its unit with the choices revive, rest or end (NKP-13).

    `choice` is empty until the unit has answered; there is one open question an engagement at a time.
    """

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="dormancy_reviews")
    put_on = models.DateField(_("frågan ställd"))
    last_activity_on = models.DateField(_("senaste aktivitet"), null=True, blank=True)
    choice = models.CharField(_("val"), max_length=10, choices=DormancyChoice.choices, blank=True)
    motive = models.TextField(_("motivering"), blank=True)
    plan = models.TextField(_("plan"), blank=True)
    next_on = models.DateField(_("nästa steg senast"), null=True, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    example = models.BooleanField(default=False)

    objects = OfEngagementQuerySet.as_manager()

    class Meta:
        ordering = ["-put_on", "-pk"]
        indexes = [models.Index(fields=["engagement", "-put_on"])]
        constraints = [
            models.UniqueConstraint(
                fields=["engagement"], condition=Q(choice=""), name="engagements_dormancyreview_one_open"
            ),
            models.CheckConstraint(
                condition=Q(choice="") | ~Q(motive=""), name="engagements_dormancyreview_choice_has_a_motive"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.engagement} {self.put_on}"

    @property
    def event_thread(self) -> str:
        return f"engagements.engagement:{self.engagement_id}"
