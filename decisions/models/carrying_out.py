"""What a decision gives somebody to do, and the annexes it rests on."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.history import HistoricalRecords
from decisions.enums import AssignmentState
from decisions.models.case import Case
from decisions.models.decision import Decision
from decisions.querysets import AssignmentQuerySet
from documents.models import Document
from governance.models import Person, Unit


class Assignment(models.Model):
    """A task (uppdrag) a decision gives a unit, with its last day and the report back.

    `handed_back` is why the last report was not accepted. `reminded_on` is when the clock last reminded the unit.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="assignments")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="assignments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assignments", verbose_name=_("enhet"))
    text = models.TextField(_("uppdrag"))
    due_on = models.DateField(_("klart senast"))
    state = models.CharField(_("läge"), max_length=10, choices=AssignmentState.choices, default=AssignmentState.GIVEN)
    report = models.TextField(_("återrapport"), blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    reported_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    handed_back = models.TextField(_("varför uppdraget lämnades tillbaka"), blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    history = HistoricalRecords()
    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("uppdrag")
        verbose_name_plural = _("uppdrag")
        indexes = [
            models.Index(fields=["unit", "state", "due_on"]),
            models.Index(fields=["due_on", "id"], name="decisions_assignment_by_day"),
            models.Index(
                fields=["reported_at", "id"],
                condition=models.Q(state="reported"),
                name="decisions_assignment_to_accept",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    def get_absolute_url(self) -> str:
        return reverse("decisions:assignment_detail", args=[self.pk])

    @property
    def event_thread(self) -> str:
        return self.case.event_thread


class CaseAnnex(models.Model):
    """An annex (bilaga) of the decision basis. Its hash is part of what is put forward."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="annexes")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    title = models.CharField(_("titel"), max_length=200)
    order = models.PositiveSmallIntegerField()
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("bilaga")
        verbose_name_plural = _("bilagor")
        constraints = [models.UniqueConstraint(fields=["case", "document"], name="decisions_caseannex_once")]

    def __str__(self) -> str:
        return self.title
