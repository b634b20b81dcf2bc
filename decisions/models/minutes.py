"""Minutes (protokoll), their adjustment, and what corrects them afterwards."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from decisions.enums import MinutesState, SignatureRole
from decisions.models.meeting import AgendaItem, Meeting
from decisions.querysets import MinutesQuerySet
from documents.models import Document
from governance.models import Person


class Minutes(models.Model):
    """The minutes of a meeting, or the part of them that was adjusted at once.

    Part 1 and on are made in the order they are adjusted; `immediate` is a part adjusted during the meeting, with its
    own items. `content` is what the minutes say, as data, written when they are sent for adjustment; `text_hash` is its
    sha256, and after adjustment neither changes: the database refuses. Due fourteen days after the meeting (KL 5:69).
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="minutes")
    part = models.PositiveSmallIntegerField(default=1)
    immediate = models.BooleanField(_("omedelbar justering"), default=False)
    items = models.ManyToManyField(AgendaItem, related_name="minutes")
    state = models.CharField(_("läge"), max_length=10, choices=MinutesState.choices, default=MinutesState.DRAFT)
    due_on = models.DateField(_("justeras senast"))
    content = models.JSONField(default=dict)
    text_hash = models.CharField(max_length=64, blank=True)
    kept_at = models.CharField(_("förvaras hos"), max_length=200, blank=True)
    adjusted_at = models.DateTimeField(null=True, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = MinutesQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "part"]
        verbose_name = _("protokoll")
        verbose_name_plural = _("protokoll")
        indexes = [models.Index(fields=["state", "due_on"])]
        constraints = [models.UniqueConstraint(fields=["meeting", "part"], name="decisions_minutes_part_once")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.meeting}"

    def get_absolute_url(self) -> str:
        return reverse("decisions:minutes_detail", args=[self.pk])

    @property
    def event_thread(self) -> str:
        return f"decisions.meeting:{self.meeting_id}"


class MinutesSignature(models.Model):
    """One person's adjustment of the minutes: who, as what, when, over which text, and by which means."""

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="signatures")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, choices=SignatureRole.choices)
    signed_at = models.DateTimeField(null=True, blank=True)
    text_hash = models.CharField(max_length=64, blank=True)
    means = models.CharField(max_length=40, blank=True)
    evidence = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["role", "pk"]
        verbose_name = _("justering")
        verbose_name_plural = _("justeringar")
        constraints = [models.UniqueConstraint(fields=["minutes", "person"], name="decisions_signature_once")]

    def __str__(self) -> str:
        return f"{self.person} ({self.get_role_display()})"


class MinutesCorrection(models.Model):
    """A correction of adjusted minutes. It stands beside the text, which never changes, and shows what it corrects."""

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="corrections")
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, blank=True, related_name="+")
    wrong = models.TextField(_("det står"))
    right = models.TextField(_("det ska stå"))
    reason = models.TextField(_("skäl"))
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["made_at", "pk"]
        verbose_name = _("rättelse")
        verbose_name_plural = _("rättelser")

    def __str__(self) -> str:
        return self.wrong[:80]
