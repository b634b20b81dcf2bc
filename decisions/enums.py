"""Choices of the decision chain."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CaseState(models.TextChoices):
    PREPARING = "preparing", _("Bereds")
    PUT_FORWARD = "put_forward", _("Framlagt")
    TABLED = "tabled", _("Bordlagt")
    DECIDED = "decided", _("Beslutat")
    REJECTED = "rejected", _("Avslaget")
    WITHDRAWN = "withdrawn", _("Återkallat")


class StepState(models.TextChoices):
    WAITING = "waiting", _("Väntar")
    ACTIVE = "active", _("Pågår")
    DONE = "done", _("Klart")
    RETURNED = "returned", _("Återremitterat")
    CANCELLED = "cancelled", _("Utgår")


class Outcome(models.TextChoices):
    APPROVED = "approved", _("Bifall")
    REJECTED = "rejected", _("Avslag")
    RETURNED = "returned", _("Återremiss")
    TABLED = "tabled", _("Bordläggning")


class EffectState(models.TextChoices):
    WAITING = "waiting", _("Väntar på sitt datum")
    DONE = "done", _("Genomförd")


class Happening(models.TextChoices):
    CASE_OPENED = "case.opened", _("Ärendet öppnades")
    CASE_PREPARED = "case.prepared", _("Beredningen ändrades")
    CASE_PUT_FORWARD = "case.put_forward", _("Ärendet lades fram")
    CASE_PROPOSED = "case.proposed", _("Förslag till beslut lämnades")
    CASE_DECIDED = "case.decided", _("Beslut fattades")
    CASE_RETURNED = "case.returned", _("Ärendet återremitterades")
    CASE_TABLED = "case.tabled", _("Ärendet bordlades")
    CASE_WITHDRAWN = "case.withdrawn", _("Ärendet återkallades")
    EFFECT_CARRIED_OUT = "case.effect", _("Beslutet trädde i kraft")
