from django.db import models
from django.utils.translation import gettext_lazy as _

from core.history import HistoricalRecords
from memberships.models.membership import Membership
from memberships.querysets import OfMembershipQuerySet


class MembershipFee(models.Model):
    """The fee of one year: what the organisation asked for in its currency, and what it was in kronor.

    `rate` is kronor for one unit of the currency; `kronor` is amount times rate, rounded to whole kronor.
    """

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="fees")
    year = models.PositiveSmallIntegerField(_("år"))
    amount = models.DecimalField(_("belopp"), max_digits=12, decimal_places=2)
    currency = models.CharField(_("valuta"), max_length=3, default="SEK")
    rate = models.DecimalField(_("kurs"), max_digits=12, decimal_places=6, default=1)
    kronor = models.PositiveIntegerField(_("kronor"))
    note = models.CharField(_("anmärkning"), max_length=200, blank=True)
    example = models.BooleanField(default=False)

    history = HistoricalRecords()
    objects = OfMembershipQuerySet.as_manager()

    class Meta:
        ordering = ["-year"]
        verbose_name = _("medlemsavgift")
        verbose_name_plural = _("medlemsavgifter")
        indexes = [
            models.Index(fields=["year", "membership"]),
            models.Index(fields=["year", "-kronor", "id"], name="memberships_fee_dearest"),
        ]
        constraints = [models.UniqueConstraint(fields=["membership", "year"], name="memberships_fee_once_a_year")]

    def __str__(self) -> str:
        return f"{self.membership} {self.year}"

    @property
    def event_thread(self) -> str:
        return f"engagements.engagement:{self.membership_id}"
