"""An evaluation of chosen engagements over a period, and what it recommends."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.history import HistoricalRecords
from core.models import Record
from decisions.models import Case
from documents.models import Document
from engagements.models import Engagement
from governance.models import Aim, Person, Policy
from reviews.enums import RecommendationKind, ReportSectionKind, ReportState
from reviews.querysets import EvaluationQuerySet


class Evaluation(Record):
    """An evaluation report. `commissioned_by` says which decision asked for it (GBG-C12); adopted by `case`.

    `figures` is what the product knew about the period when it was last asked (reviews/figures.py): the report shows
    that and nothing newer, so what was decided on stays as it was read. `pdf_of` is the hash of the text `pdf` shows.
    """

    starts_on = models.DateField(_("period från"))
    ends_on = models.DateField(_("period till"))
    engagements = models.ManyToManyField(Engagement, through="EvaluationSubject", related_name="evaluations")
    policy = models.ForeignKey(Policy, models.PROTECT, related_name="+")
    commissioned_by = models.CharField(_("beställd genom beslut"), max_length=250)
    state = models.CharField(_("läge"), max_length=15, choices=ReportState.choices, default=ReportState.DRAFT)
    case = models.OneToOneField(Case, models.PROTECT, null=True, blank=True, related_name="evaluation")
    pdf = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    pdf_of = models.CharField(max_length=64, blank=True, editable=False)
    figures = models.JSONField(default=dict, editable=False)
    board_conclusions = models.TextField(_("beslutets slutsatser"), blank=True)
    adopted_on = models.DateField(null=True, blank=True)
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    example = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    history = HistoricalRecords()
    objects = EvaluationQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["-created_at", "-id"], name="reviews_evaluation_newest")]
        verbose_name = _("utvärdering")
        verbose_name_plural = _("utvärderingar")
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="reviews_evaluation_period_in_order",
                violation_error_message=_("Perioden slutar innan den börjar."),
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("reviews:evaluation_detail", args=[self.pk])

    @property
    def event_thread(self) -> str:
        return f"reviews.evaluation:{self.pk}"


class EvaluationSubject(models.Model):
    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="subjects")
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["evaluation", "engagement"], name="reviews_subject_once")]

    def __str__(self) -> str:
        return str(self.engagement)


class EvaluationSection(models.Model):
    """One text of the report: of the whole, or of one engagement, or of one engagement against one aim.

    Against an aim, `score` says how well the city took part and `result_score` what came of it, 1 to 5 (SMF-01).
    """

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="sections")
    kind = models.CharField(max_length=15, choices=ReportSectionKind.choices)
    engagement = models.ForeignKey(Engagement, models.PROTECT, null=True, blank=True, related_name="+")
    aim = models.ForeignKey(Aim, models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField(blank=True)
    score = models.PositiveSmallIntegerField(_("deltagande 1–5"), null=True, blank=True)
    result_score = models.PositiveSmallIntegerField(_("resultat 1–5"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    history = HistoricalRecords()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "kind"], condition=Q(engagement=None), name="reviews_section_of_the_whole_once"
            ),
            models.UniqueConstraint(
                fields=["evaluation", "kind", "engagement"], condition=Q(aim=None), name="reviews_section_once"
            ),
            models.UniqueConstraint(
                fields=["evaluation", "kind", "engagement", "aim"], name="reviews_section_of_an_aim_once"
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__gte=1, score__lte=5),
                name="reviews_section_score_one_to_five",
            ),
            models.CheckConstraint(
                condition=Q(result_score__isnull=True) | Q(result_score__gte=1, result_score__lte=5),
                name="reviews_section_result_score_one_to_five",
            ),
        ]

    def __str__(self) -> str:
        about = [str(each) for each in (self.engagement, self.aim) if each]
        return ": ".join([str(self.get_kind_display()), *about])


class Recommendation(models.Model):
    """A structured recommendation; turns into a case for decision in one step (STR-12)."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="recommendations")
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="recommendations")
    kind = models.CharField(_("rekommendation"), max_length=20, choices=RecommendationKind.choices)
    text = models.TextField(_("motivering"), blank=True)
    effective_on = models.DateField(_("gäller från"), null=True, blank=True)
    case = models.OneToOneField(Case, models.PROTECT, null=True, blank=True, related_name="recommendation")

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.engagement}"

    @property
    def event_thread(self) -> str:
        return f"engagements.engagement:{self.engagement_id}"
