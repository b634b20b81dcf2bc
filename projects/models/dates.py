from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.history import HistoricalRecords
from documents.models import Document
from governance.models import Person
from projects.enums import DeliverableState, PeriodKind, ReportKind
from projects.models.project import Project
from projects.querysets import OfProjectQuerySet


class PartnershipPeriod(models.Model):
    """A stage of a municipal partnership: planning about a year, then project periods of up to three (NKP-14)."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="periods")
    kind = models.CharField(_("skede"), max_length=20, choices=PeriodKind.choices)
    starts_on = models.DateField(_("från"))
    ends_on = models.DateField(_("till"))

    history = HistoricalRecords()
    objects = OfProjectQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "pk"]
        verbose_name = _("skede i partnerskap")
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="projects_period_ends_after_start")
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def event_thread(self) -> str:
        return f"engagements.engagement:{self.project_id}"


class ReportingDate(models.Model):
    """When the funder wants something: a report, the answers to a survey. Done on a day, with its document.

    `generated` says that it follows the funder's rule and nobody has changed it since.
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="reporting_dates")
    period = models.ForeignKey(PartnershipPeriod, models.CASCADE, null=True, blank=True, related_name="reporting_dates")
    kind = models.CharField(_("slag"), max_length=20, choices=ReportKind.choices, default=ReportKind.PROGRESS)
    title = models.CharField(_("vad"), max_length=160)
    due_on = models.DateField(_("senast"))
    generated = models.BooleanField(default=False)
    done_on = models.DateField(_("lämnad"), null=True, blank=True)
    done_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    reminded_on = models.DateField(null=True, blank=True)

    history = HistoricalRecords()
    objects = OfProjectQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("rapport till finansiär")
        verbose_name_plural = _("rapporter till finansiärer")
        indexes = [
            models.Index(fields=["due_on", "id"], condition=Q(done_on=None), name="projects_reporting_waiting"),
            models.Index(fields=["done_on", "id"], name="projects_reporting_done"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def event_thread(self) -> str:
        return f"engagements.engagement:{self.project_id}"


class Milestone(models.Model):
    """A day by which the project wants to have come somewhere."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="milestones")
    title = models.CharField(_("milstolpe"), max_length=160)
    due_on = models.DateField(_("senast"))
    reached_on = models.DateField(_("nådd"), null=True, blank=True)

    history = HistoricalRecords()
    objects = OfProjectQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("milstolpe")
        verbose_name_plural = _("milstolpar")

    def __str__(self) -> str:
        return self.title

    @property
    def event_thread(self) -> str:
        return f"engagements.engagement:{self.project_id}"


class Deliverable(models.Model):
    """What the project is to hand over: a report, a tool, a course."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="deliverables")
    title = models.CharField(_("leverans"), max_length=160)
    due_on = models.DateField(_("senast"), null=True, blank=True)
    state = models.CharField(
        _("läge"), max_length=20, choices=DeliverableState.choices, default=DeliverableState.PLANNED
    )

    history = HistoricalRecords()
    objects = OfProjectQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("leverans")
        verbose_name_plural = _("leveranser")

    def __str__(self) -> str:
        return self.title

    @property
    def event_thread(self) -> str:
        return f"engagements.engagement:{self.project_id}"
