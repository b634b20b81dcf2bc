"""Choices of feedback on a visit."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FeedbackFrom(models.TextChoices):
    HOST = "host", _("Värd")
    VISITOR = "visitor", _("Besökare")


class FeedbackHappening(models.TextChoices):
    HOST_ANSWERED = "visit.host_feedback", _("Värden lämnade återkoppling")
    VISITOR_ANSWERED = "visit.visitor_feedback", _("En besökare lämnade återkoppling")
    LINK_OPENED = "visit.feedback_link", _("En länk för återkoppling skapades")
    LINK_REVOKED = "visit.feedback_revoked", _("En länk för återkoppling stängdes")
