"""The spine: one row for everything the city is engaged in, whichever area it belongs to."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from core.history import HistoricalRecords
from core.models import Record
from engagements.enums import AreaKey, ParticipationRole, Status
from engagements.goals import Goal
from engagements.models.country import Country
from engagements.querysets import EngagementQuerySet
from governance.models import Aim, Person, Theme, Unit


class Engagement(Record):
    """A commitment of the city. The area's own row is one-to-one to it and shares its primary key."""

    seen_by_id: int | None = None
    """Who was found to may see it when the row was read (`permissions.holds_grant`); no column."""

    area = models.CharField(_("område"), max_length=20, choices=AreaKey.choices)
    responsible_unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="engagements", verbose_name=_("ansvarig enhet")
    )
    status = models.CharField(_("status"), max_length=20, choices=Status.choices, default=Status.PROPOSED)
    starts_on = models.DateField(_("från"), null=True, blank=True)
    ends_on = models.DateField(_("till"), null=True, blank=True)
    since_text = models.CharField(
        _("sedan"), max_length=80, blank=True, help_text=_("När bara år eller årtionde är känt.")
    )

    themes = models.ManyToManyField(Theme, blank=True, related_name="engagements", verbose_name=_("teman"))
    aims = models.ManyToManyField(Aim, through="EngagementAim", related_name="engagements")
    countries = models.ManyToManyField(Country, blank=True, related_name="engagements", verbose_name=_("länder"))
    units = models.ManyToManyField(Unit, through="Participation", related_name="+", verbose_name=_("deltar"))

    background = models.TextField(_("bakgrund"), blank=True)
    benefit_city = models.TextField(_("nytta för staden"), blank=True)
    benefit_partner = models.TextField(_("nytta för motparten"), blank=True)
    foreign_policy_assessment = models.TextField(_("utrikespolitisk bedömning"), blank=True)
    assessed_on = models.DateField(_("bedömd"), null=True, blank=True)
    assessed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    assignment = models.CharField(
        _("uppdrag eller ägardirektiv"), max_length=250, blank=True, help_text=_("Vilket uppdrag tjänar engagemanget?")
    )
    public_summary = models.TextField(_("offentlig sammanfattning"), blank=True)
    published = models.BooleanField(_("publicerat"), default=False)
    external_money = models.BooleanField(_("extern finansiering"), default=False)

    source = models.CharField(_("källa"), max_length=250, blank=True)
    example = models.BooleanField(_("exempel"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)
    search_text = models.TextField(blank=True, editable=False)

    history = HistoricalRecords(excluded_fields=["search_text"])
    _history_user: Any
    _prefetched_objects_cache: dict[str, Any]
    objects = EngagementQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["title", "pk"]
        verbose_name = _("engagemang")
        verbose_name_plural = _("engagemang")
        permissions = [("read_confidential", "May read this confidential engagement")]
        indexes = [
            models.Index(fields=["title", "id"]),
            models.Index(fields=["area", "title", "id"]),
            models.Index(fields=["status", "title", "id"]),
            models.Index(fields=["responsible_unit", "title", "id"]),
            models.Index(fields=["ends_on"]),
            models.Index(fields=["-starts_on", "title", "id"], name="engagements_newest"),
            # Only the few: an index over all tempts SQLite to gather the open ones and sort them for every page.
            models.Index(
                fields=["id"], condition=models.Q(confidentiality="confidential"), name="engagements_confidential"
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("engagements:engagement_detail", args=[self.pk])

    @property
    def event_thread(self) -> str:
        return f"engagements.engagement:{self.pk}"


class EngagementAim(models.Model):
    engagement = models.ForeignKey(Engagement, models.CASCADE)
    aim = models.ForeignKey(Aim, models.PROTECT)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["engagement", "aim"], name="engagements_engagementaim_once")]

    def __str__(self) -> str:
        return str(self.aim)


class EngagementGoal(models.Model):
    """A global goal the engagement serves."""

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="goals")
    goal = models.PositiveSmallIntegerField(choices=Goal.choices)

    class Meta:
        ordering = ["goal"]
        constraints = [models.UniqueConstraint(fields=["engagement", "goal"], name="engagements_engagementgoal_once")]

    def __str__(self) -> str:
        return self.get_goal_display()


class Participation(models.Model):
    """A unit that takes part in the running work, in which role and period."""

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="participations")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="participations")
    role = models.CharField(
        _("roll"), max_length=20, choices=ParticipationRole.choices, default=ParticipationRole.TAKES_PART
    )
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["engagement", "unit"], name="engagements_participation_once")]

    def __str__(self) -> str:
        return str(self.unit)


class EngagementGrant(UserObjectPermissionBase):
    """What a person hands out by hand: "share this confidential visit with her". Gone with its engagement."""

    content_object = models.ForeignKey(Engagement, models.CASCADE, related_name="grants")

    class Meta(UserObjectPermissionBase.Meta):
        indexes = [models.Index(fields=["user", "content_object"])]
