from django.db import models
from django.utils.translation import gettext_lazy as _

from core.history import HistoricalRecords
from governance.models import Body
from memberships.enums import ReviewOutcome
from memberships.models.membership import Membership
from memberships.querysets import OfMembershipQuerySet


class MembershipReview(models.Model):
    """One time a membership was tried anew: by whom, with what outcome and why (GBG-O4)."""

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="reviews")
    on = models.DateField(_("prövat den"))
    outcome = models.CharField(_("utfall"), max_length=10, choices=ReviewOutcome.choices)
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organ som prövade")
    )
    decided = models.CharField(_("beslut"), max_length=200, blank=True)
    note = models.TextField(_("skäl"), blank=True)

    history = HistoricalRecords()
    objects = OfMembershipQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        verbose_name = _("omprövning")
        verbose_name_plural = _("omprövningar")

    def __str__(self) -> str:
        return f"{self.membership}, {self.on.isoformat()}"

    @property
    def event_thread(self) -> str:
        return f"engagements.engagement:{self.membership_id}"
