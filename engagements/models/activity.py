"""What a department did within an engagement, and what it led to."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.history import HistoricalRecords
from documents.models import Document
from engagements.enums import ActivityKind, ActivityState, AttendanceLevel, Mode
from engagements.models.country import Country
from engagements.models.engagement import Engagement
from engagements.querysets import ActivityQuerySet
from governance.models import Aim, Body, Person, Unit


class Activity(models.Model):
    """One activity, reported by a unit. Cost in whole kronor, distance in kilometres there and back."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="activities", verbose_name=_("engagemang"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="activities", verbose_name=_("enhet"))
    reported_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("rapporterad av"))
    state = models.CharField(_("läge"), max_length=25, choices=ActivityState.choices, default=ActivityState.DRAFT)

    title = models.CharField(_("vad"), max_length=250)
    kind = models.CharField(_("slag"), max_length=20, choices=ActivityKind.choices, default=ActivityKind.MEETING)
    forum = models.CharField(_("forum eller arbetsgrupp"), max_length=160, blank=True)
    starts_on = models.DateField(_("från"), null=True, blank=True)
    ends_on = models.DateField(_("till"), null=True, blank=True)
    place = models.CharField(_("plats"), max_length=160, blank=True)
    country = models.ForeignKey(
        Country, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("land")
    )

    mode = models.CharField(_("på plats eller på distans"), max_length=10, choices=Mode.choices, default=Mode.REMOTE)
    why_not_remote = models.TextField(_("varför inte på distans"), blank=True)
    cost = models.PositiveIntegerField(_("kostnad i kronor"), null=True, blank=True)
    distance_km = models.PositiveIntegerField(_("resa i kilometer, tur och retur"), null=True, blank=True)

    result = models.TextField(_("vad det ledde till"), blank=True)
    lesson = models.TextField(_("lärdom att dela"), blank=True)
    aims = models.ManyToManyField(Aim, blank=True, related_name="activities", verbose_name=_("inriktningar"))

    motive = models.TextField(_("motivering till avsteg"), blank=True)
    draft_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    return_reason = models.TextField(_("skäl till återsändning"), blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    handled_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    handled_at = models.DateTimeField(null=True, blank=True)
    example = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)

    history = HistoricalRecords()
    _history_user: Any
    objects = ActivityQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        verbose_name = _("aktivitet")
        verbose_name_plural = _("aktiviteter")
        indexes = [
            models.Index(fields=["engagement", "-starts_on"]),
            models.Index(fields=["unit", "state"]),
            models.Index(fields=["-starts_on", "-id"], name="engagements_activity_newest"),
            models.Index(fields=["reported_by", "-changed_at", "-id"], name="engagements_activity_reported"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="engagements_activity_ends_after_it_starts",
                violation_error_message=_("Slutdatum ligger före startdatum."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("engagements:activity_detail", args=[self.pk])

    @property
    def event_thread(self) -> str:
        return f"engagements.engagement:{self.engagement_id}"


class Attendance(models.Model):
    """Who took part, by office rather than by name, and at which level (STR-14)."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="attendances")
    level = models.CharField(_("nivå"), max_length=15, choices=AttendanceLevel.choices)
    who = models.CharField(_("vem (funktion)"), max_length=160)
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organ"))
    count = models.PositiveSmallIntegerField(_("antal"), default=1)

    def __str__(self) -> str:
        return self.who


class Attachment(models.Model):
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="attachments")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.document)
