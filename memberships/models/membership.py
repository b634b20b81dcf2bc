from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.history import HistoricalRecords
from engagements.models import Engagement
from memberships.enums import MembershipKind
from memberships.models.organisation import Grade, Organisation
from memberships.querysets import MembershipQuerySet


class Membership(models.Model):
    """The city's membership in an organisation; may be held through another membership (STR-03).

    Fee in whole units of `fee_currency` a year. `reminded_for` and `escalated_for` are the first day of the term of
    office whose review the unit was reminded of and the committee was told of, so that each happens once a term.
    """

    engagement = models.OneToOneField(Engagement, models.CASCADE, primary_key=True, related_name="membership")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="memberships", verbose_name=_("organisation")
    )
    kind = models.CharField(_("slag"), max_length=20, choices=MembershipKind.choices, default=MembershipKind.CITY_WIDE)
    grade = models.ForeignKey(Grade, models.PROTECT, null=True, blank=True, verbose_name=_("medlemsgrad"))
    meets_condition = models.BooleanField(
        _("uppfyller staden medlemsgradens villkor?"), null=True, blank=True, help_text=_("Tomt betyder inte bedömt.")
    )
    grade_exception = models.CharField(_("skäl till undantag från villkoren"), max_length=250, blank=True)
    grade_exception_by = models.CharField(_("undantaget medgavs av"), max_length=160, blank=True)
    through = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="holds", verbose_name=_("genom medlemskap i")
    )
    member_since = models.PositiveSmallIntegerField(_("medlem sedan (år)"), null=True, blank=True)
    ended_on = models.DateField(_("upphörde"), null=True, blank=True)
    last_reviewed_on = models.DateField(_("senast omprövat"), null=True, blank=True)
    reminded_for = models.DateField(null=True, blank=True, editable=False)
    escalated_for = models.DateField(null=True, blank=True, editable=False)
    fee = models.PositiveIntegerField(_("årsavgift"), null=True, blank=True)
    fee_currency = models.CharField(_("valuta"), max_length=3, default="SEK")
    participation_note = models.TextField(_("om deltagandet"), blank=True)

    history = HistoricalRecords()
    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("medlemskap")
        verbose_name_plural = _("medlemskap")

    def __str__(self) -> str:
        return str(self.organisation)

    def get_absolute_url(self) -> str:
        return reverse("memberships:organisation_detail", args=[self.organisation_id])

    @property
    def event_thread(self) -> str:
        return f"engagements.engagement:{self.engagement_id}"


class IndirectRepresentation(models.Model):
    """Where the city is represented without being a member itself, or beside its membership (STR-03)."""

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="indirect")
    through = models.CharField(_("genom"), max_length=200)
    note = models.TextField(_("anmärkning"), blank=True)

    def __str__(self) -> str:
        return self.through
