from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.history import HistoricalRecords
from governance.models import Unit
from memberships.enums import ForumKind, ForumRole
from memberships.models.membership import Membership
from memberships.models.organisation import Organisation
from memberships.querysets import ParticipationQuerySet


class Forum(models.Model):
    """A forum, working group, committee or network within an organisation."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="forums")
    name = models.CharField(_("namn"), max_length=160)
    kind = models.CharField(_("slag"), max_length=20, choices=ForumKind.choices, default=ForumKind.FORUM)

    class Meta:
        ordering = ["kind", "name"]
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="memberships_forum_once")]

    def __str__(self) -> str:
        return self.name


class ForumParticipation(models.Model):
    """Which unit takes part in which forum, in which role and period (GBG-O6)."""

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="participations")
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="participations", verbose_name=_("forum"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="forum_participations", verbose_name=_("enhet"))
    role = models.CharField(_("roll"), max_length=15, choices=ForumRole.choices, default=ForumRole.MEMBER)
    starts_on = models.DateField(_("från"), null=True, blank=True)
    ends_on = models.DateField(_("till"), null=True, blank=True)
    note = models.CharField(_("anmärkning"), max_length=250, blank=True)

    history = HistoricalRecords()
    objects = ParticipationQuerySet.as_manager()

    class Meta:
        ordering = ["forum__name", "starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="memberships_participation_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.forum}"

    @property
    def event_thread(self) -> str:
        return f"engagements.engagement:{self.membership_id}"
