"""Choices every record shares."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Confidentiality(models.TextChoices):
    OPEN = "open", _("Öppen")
    CONFIDENTIAL = "confidential", _("Sekretess")


class RetentionRule(models.TextChoices):
    """What happens to a record in the end; the municipality's own plan decides which rule a type has."""

    PRESERVE = "preserve", _("Bevaras")
    TEN_YEARS = "ten_years", _("Gallras efter 10 år")
    TWO_YEARS = "two_years", _("Gallras efter 2 år")
    WHEN_OBSOLETE = "when_obsolete", _("Gallras vid inaktualitet")


class JobState(models.TextChoices):
    WAITING = "waiting", _("Väntar")
    RUNNING = "running", _("Pågår")
    DONE = "done", _("Klart")
    FAILED = "failed", _("Misslyckades")
