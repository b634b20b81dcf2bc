"""Choices of what came of a visit."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PromiseState(models.TextChoices):
    OPEN = "open", _("Att hålla")
    KEPT = "kept", _("Hållet")
    DROPPED = "dropped", _("Släppt")


class OutcomeHappening(models.TextChoices):
    COMPANY_RECORDED = "visit.company_recorded", _("Ett möte med ett företag noterades")
    COMPANY_REMOVED = "visit.company_removed", _("Ett möte med ett företag togs bort")
    PROMISE_MADE = "visit.promise_made", _("Ett löfte noterades")
    PROMISE_CHANGED = "visit.promise_changed", _("Ett löfte ändrades")
    PROMISE_KEPT = "visit.promise_kept", _("Ett löfte hölls")
    PROMISE_DROPPED = "visit.promise_dropped", _("Ett löfte släpptes")
    PROMISE_REMINDED = "visit.promise_reminded", _("Påminnelse om ett löfte skickades")
