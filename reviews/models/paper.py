"""A position paper (positionspapper) with its seven sections."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.history import HistoricalRecords
from core.models import Record
from decisions.models import Case
from documents.models import Document
from engagements.enums import AreaKey
from engagements.models import Engagement
from governance.models import Person
from reviews.enums import PaperSectionKey, PaperState
from reviews.models.evaluation import Evaluation
from reviews.querysets import PositionPaperQuerySet


class PositionPaper(Record):
    """One version of the position paper on an engagement, or on a whole area such as all project work (GBG-P5).

    Exactly one of `engagement` and `area` is set. From version two it builds on an evaluation (GBG-C12).

    `pdf_of` is the hash of the text that `pdf` shows; another hash than that of the text today means it is out of date.
    """

    engagement = models.ForeignKey(
        Engagement, models.PROTECT, null=True, blank=True, related_name="papers", verbose_name=_("engagemang")
    )
    area = models.CharField(_("helt område"), max_length=20, choices=AreaKey.choices, blank=True)
    number = models.PositiveSmallIntegerField(_("version"))
    state = models.CharField(_("läge"), max_length=15, choices=PaperState.choices, default=PaperState.DRAFT)
    builds_on = models.ForeignKey(
        Evaluation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="papers",
        verbose_name=_("bygger på utvärdering"),
    )
    conclusions = models.TextField(_("slutsatser som ändringen bygger på"), blank=True)
    case = models.OneToOneField(Case, models.PROTECT, null=True, blank=True, related_name="position_paper")
    pdf = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    pdf_of = models.CharField(max_length=64, blank=True, editable=False)
    adopted_on = models.DateField(_("antaget"), null=True, blank=True)
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    example = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    history = HistoricalRecords()
    objects = PositionPaperQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["engagement", "-number"]
        verbose_name = _("positionspapper")
        verbose_name_plural = _("positionspapper")
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(fields=["engagement", "number"], name="reviews_paper_number_once"),
            models.UniqueConstraint(
                fields=["area", "number"], condition=~Q(area=""), name="reviews_paper_area_number_once"
            ),
            models.CheckConstraint(
                condition=Q(engagement__isnull=False, area="") | (Q(engagement__isnull=True) & ~Q(area="")),
                name="reviews_paper_engagement_or_area",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("reviews:paper_detail", args=[self.pk])

    @property
    def event_thread(self) -> str:
        return f"reviews.area:{self.area}" if self.area else f"engagements.engagement:{self.engagement_id}"

    @property
    def about(self) -> str:
        """What it is about, in words."""
        return str(self.get_area_display()) if self.area else self.engagement.title

    @property
    def answers(self) -> str:
        """Who answers for what it is about; a whole area is the coordinating unit's."""
        return _("Den samordnande enheten") if self.area else str(self.engagement.responsible_unit)


class PaperSection(models.Model):
    paper = models.ForeignKey(PositionPaper, models.CASCADE, related_name="sections")
    key = models.CharField(max_length=20, choices=PaperSectionKey.choices)
    text = models.TextField(blank=True)
    order = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(default=1)

    history = HistoricalRecords()

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["paper", "key"], name="reviews_papersection_once")]

    def __str__(self) -> str:
        return self.get_key_display()
