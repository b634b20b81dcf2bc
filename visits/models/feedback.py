"""Feedback on a visit, from the host signed in and from visitors by a link without an account (GBG-V7)."""

from __future__ import annotations

import datetime

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.models import Person
from visits.enums.feedback import FeedbackFrom
from visits.models.visit import Visit

SCORE = [MinValueValidator(1), MaxValueValidator(5)]


class FeedbackLink(models.Model):
    """An address visitors answer at, signed with the product's key; closed by hand or on its last day."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="feedback_links")
    language = models.CharField(_("språk"), max_length=5, choices=[("sv", "Svenska"), ("en", "English")], default="en")
    expires_on = models.DateField(_("sista dag"))
    revoked_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("länk för återkoppling")

    def __str__(self) -> str:
        return f"{self.visit_id} {self.language}"

    def is_open(self, today: datetime.date) -> bool:
        return self.revoked_at is None and self.expires_on >= today


class VisitFeedback(models.Model):
    """One answer. Scores from 1 to 5; nothing about who the visitor is. `key` makes a double click one answer."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="feedback")
    source = models.CharField(_("från"), max_length=10, choices=FeedbackFrom.choices)
    link = models.ForeignKey(FeedbackLink, models.RESTRICT, null=True, blank=True, related_name="answers")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    key = models.UUIDField(unique=True)
    score_purpose = models.PositiveSmallIntegerField(_("syftet"), validators=SCORE)
    score_programme = models.PositiveSmallIntegerField(_("programmet"), validators=SCORE)
    score_welcome = models.PositiveSmallIntegerField(_("mottagandet"), validators=SCORE)
    best = models.TextField(_("vad som var bäst"), blank=True)
    change = models.TextField(_("vad som kan bli bättre"), blank=True)
    may_contact = models.BooleanField(_("får höra av oss"), default=False)
    given_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("återkoppling")
        constraints = [
            models.CheckConstraint(
                condition=Q(score_purpose__range=(1, 5))
                & Q(score_programme__range=(1, 5))
                & Q(score_welcome__range=(1, 5)),
                name="visits_visitfeedback_scores_from_one_to_five",
            ),
            models.UniqueConstraint(
                fields=["visit", "person"],
                condition=Q(person__isnull=False),
                name="visits_visitfeedback_one_answer_a_host",
            ),
        ]

    def __str__(self) -> str:
        return self.get_source_display()
