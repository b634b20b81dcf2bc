"""A case (ärende) on its way through the bodies that may decide it."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.history import HistoricalRecords
from core.models import Record
from decisions.enums import CaseState, StepState
from decisions.querysets import CaseQuerySet
from engagements.models import Engagement
from governance.enums import StepRole
from governance.models import Body, Person, Policy, Unit


class Case(Record):
    """One matter to be decided. It keeps the policy version and the route it was opened under (GBG-08).

    `engagement` is what it concerns, or empty for a matter of a whole area or of the city. `effective_on` is the day
    the decision is to take effect; empty means the day it is decided. `survey` is the survey of the outside world that
    a policy may require (NKP-11). `motive` is why warnings were passed. `writers` are all who have opened, written or
    put forward the case: none of them may record its decision. `terms` are what the area's rows said when it was put
    forward, bound by `text_hash` as the texts.
    """

    matter = models.SlugField(_("ärendetyp"), max_length=80)
    engagement = models.ForeignKey(
        Engagement, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name=_("engagemang")
    )
    policy = models.ForeignKey(Policy, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="cases", verbose_name=_("handläggande enhet"))
    state = models.CharField(_("läge"), max_length=20, choices=CaseState.choices, default=CaseState.PREPARING)
    round = models.PositiveSmallIntegerField(default=1)

    summary = models.TextField(_("sammanfattning"), blank=True)
    background = models.TextField(_("bakgrund"), blank=True)
    preparation = models.TextField(_("ärendets beredning"), blank=True)
    matter_text = models.TextField(_("ärendet"), blank=True)
    assessment = models.TextField(_("förvaltningens bedömning"), blank=True)
    survey = models.TextField(_("omvärldskartläggning"), blank=True)
    proposed_decision = models.TextField(_("förslag till beslut"), blank=True)
    effective_on = models.DateField(_("gäller från"), null=True, blank=True)
    motive = models.TextField(_("motivering till avsteg"), blank=True)
    text_hash = models.CharField(max_length=64, blank=True, editable=False)
    terms = models.JSONField(default=dict, blank=True, editable=False)

    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("väckt av"))
    prepared_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    writers = models.ManyToManyField(Person, blank=True, related_name="+", editable=False)
    opened_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    example = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    search_text = models.CharField(max_length=400, blank=True, editable=False)

    history = HistoricalRecords(excluded_fields=["search_text"])
    objects = CaseQuerySet.as_manager()

    # Handed on by selectors.case_for, which reads them together with the case for one reader.
    reader_id: int
    steps_read: list["CaseStep"]
    written_by_reader: bool
    delegated_to_reader: bool

    class Meta(Record.Meta):
        ordering = ["-opened_at", "-pk"]
        verbose_name = _("ärende")
        verbose_name_plural = _("ärenden")
        indexes = [
            models.Index(fields=["-opened_at", "-id"]),
            models.Index(fields=["state", "-opened_at"]),
            models.Index(fields=["engagement", "-opened_at"]),
        ]
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["engagement", "matter"],
                condition=Q(state__in=["preparing", "put_forward", "tabled"]),
                name="decisions_case_one_running_a_matter",
            ),
        ]

    def save(self, *args, update_fields=None, **kwargs):
        """The searched text follows the title and the number."""
        self.search_text = f"{self.title} {self.reference_number}".casefold()
        if update_fields is not None:
            update_fields = {*update_fields, "search_text"}
        super().save(*args, update_fields=update_fields, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("decisions:case_detail", args=[self.pk])

    @property
    def event_thread(self) -> str:
        return f"engagements.engagement:{self.engagement_id}" if self.engagement_id else f"decisions.case:{self.pk}"


class CaseStep(models.Model):
    """One step of the case's own copy of the route."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=20, choices=StepRole.choices)
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="case_steps")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    clause = models.CharField(max_length=160, blank=True)
    state = models.CharField(max_length=12, choices=StepState.choices, default=StepState.WAITING)
    due_on = models.DateField(null=True, blank=True)
    activated_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    days = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["order"]
        indexes = [models.Index(fields=["body", "state"])]
        constraints = [
            models.UniqueConstraint(fields=["case", "order"], name="decisions_casestep_order_once"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(state="active"), name="decisions_casestep_one_active_a_case"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.body or self.unit or ''}"
