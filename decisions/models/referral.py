"""Referrals (remisser): a case sent to bodies, units and outside parties for their opinion (yttrande)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.history import HistoricalRecords
from decisions.enums import AnswerState, ReferralState, Stance
from decisions.models.case import Case, CaseStep
from decisions.models.decision import Decision
from documents.models import Document
from governance.models import Body, Person, Unit


class Referral(models.Model):
    """One round of opinions on a case, with a last day for answers (SAF-01, SMF-10).

    `step` is the step of the route that asks for it, when one does. `summary` is the generated sentence about who
    answered what, written when the round is closed.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="referrals")
    step = models.ForeignKey(CaseStep, models.PROTECT, null=True, blank=True, related_name="referrals")
    title = models.CharField(_("rubrik"), max_length=200)
    question = models.TextField(_("vad yttrandet ska gälla"))
    due_on = models.DateField(_("sista svarsdag"))
    state = models.CharField(_("läge"), max_length=12, choices=ReferralState.choices, default=ReferralState.DRAFT)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    summary = models.TextField(_("sammanställning"), blank=True)
    version = models.PositiveIntegerField(default=1)

    history = HistoricalRecords()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("remiss")
        verbose_name_plural = _("remisser")
        indexes = [
            models.Index(fields=["state", "due_on"]),
            models.Index(fields=["state", "-id"], name="decisions_referral_newest"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("decisions:referral_detail", args=[self.pk])

    @property
    def event_thread(self) -> str:
        return self.case.event_thread


class Answer(models.Model):
    """One recipient of a referral (a body, a unit or an outside party) and its opinion.

    A body answers by a decision of its own: `answer_case` is the case it decides, with its department's statement as
    `statement` and `stance`; `decision` is the decision that made it the body's opinion (SAF-01). A unit's director or
    the registrar for an outside party answers directly. `due_on` is the recipient's own last day after an extension.
    `after_summary` marks an answer that came when the round was already summed up.
    """

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="answers")
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organ"))
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("enhet"))
    outside = models.CharField(_("utomstående"), max_length=160, blank=True)
    outside_email = models.EmailField(_("e-post"), blank=True)
    due_on = models.DateField(_("sista svarsdag"))
    extended_reason = models.CharField(_("skäl för förlängning"), max_length=300, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    state = models.CharField(_("läge"), max_length=12, choices=AnswerState.choices, default=AnswerState.WAITING)
    stance = models.CharField(_("ställningstagande"), max_length=20, choices=Stance.choices, blank=True)
    statement = models.TextField(_("yttrande"), blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    answer_case = models.OneToOneField(Case, models.PROTECT, null=True, blank=True, related_name="answers_referral")
    decision = models.OneToOneField(Decision, models.PROTECT, null=True, blank=True, related_name="+")
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    after_summary = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    history = HistoricalRecords()

    class Meta:
        ordering = ["referral", "pk"]
        verbose_name = _("remissvar")
        verbose_name_plural = _("remissvar")
        indexes = [models.Index(fields=["state", "due_on"])]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(body__isnull=False, unit__isnull=True, outside="")
                    | Q(body__isnull=True, unit__isnull=False, outside="")
                    | (Q(body__isnull=True, unit__isnull=True) & ~Q(outside=""))
                ),
                name="decisions_answer_of_one_recipient",
            ),
            models.UniqueConstraint(
                fields=["referral", "body"], condition=Q(body__isnull=False), name="decisions_answer_once_a_body"
            ),
            models.UniqueConstraint(
                fields=["referral", "unit"], condition=Q(unit__isnull=False), name="decisions_answer_once_a_unit"
            ),
            models.CheckConstraint(
                condition=~Q(state="answered") | (~Q(stance="") & Q(answered_on__isnull=False)),
                name="decisions_answer_given_has_stance_and_date",
            ),
        ]

    def __str__(self) -> str:
        return str(self.body or self.unit or self.outside)

    def get_absolute_url(self) -> str:
        return reverse("decisions:answer_write", args=[self.pk])

    @property
    def is_late(self) -> bool:
        """Answered after the recipient's own last day."""
        return self.answered_on is not None and self.answered_on > self.due_on
