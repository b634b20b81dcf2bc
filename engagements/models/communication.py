from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.history import HistoricalRecords
from engagements.enums import Channel
from engagements.models.engagement import Engagement
from engagements.querysets import OfEngagementQuerySet
from governance.models import Person, Unit


class Communication(models.Model):
    """What is to be told, or was told, of an engagement: where, when, to whom (GBG-C13)."""

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="communications")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("enhet"))
    title = models.CharField(_("vad"), max_length=200)
    text = models.TextField(_("text"), blank=True)
    channel = models.CharField(_("kanal"), max_length=20, choices=Channel.choices)
    audience = models.CharField(_("målgrupp"), max_length=160)
    planned_on = models.DateField(_("planerat"), null=True, blank=True)
    done_on = models.DateField(_("genomfört"), null=True, blank=True)
    link = models.URLField(_("länk"), max_length=300, blank=True)
    published = models.BooleanField(_("publicerat"), default=False)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    created_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    example = models.BooleanField(default=False)

    history = HistoricalRecords()
    _history_user: Any
    objects = OfEngagementQuerySet.as_manager()

    class Meta:
        ordering = ["-done_on", "-planned_on", "-pk"]
        verbose_name = _("kommunikationsinsats")
        verbose_name_plural = _("kommunikationsinsatser")
        indexes = [
            models.Index(fields=["engagement", "-done_on"]),
            # Each of only its own: with the others among them SQLite looks up "not done" here, and sorts all of them.
            models.Index(
                fields=["-done_on", "-id"], condition=Q(done_on__isnull=False), name="engagements_comm_done_on"
            ),
            models.Index(
                fields=["planned_on", "id"], condition=Q(done_on__isnull=True), name="engagements_comm_planned_on"
            ),
            models.Index(fields=["-published_at"], condition=Q(published=True), name="engagements_comm_published"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(planned_on__isnull=False) | Q(done_on__isnull=False), name="engagements_comm_has_a_day"
            ),
            models.CheckConstraint(
                condition=Q(published=False) | Q(done_on__isnull=False, published_at__isnull=False),
                name="engagements_comm_published_is_done",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("engagements:communication_list", args=[self.engagement_id])

    @property
    def event_thread(self) -> str:
        return f"engagements.engagement:{self.engagement_id}"
