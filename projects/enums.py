from django.db import models
from django.utils.translation import gettext_lazy as _


class FunderKind(models.TextChoices):
    EU = "eu", _("EU")
    SIDA = "sida", _("Sida")
    ICLD = "icld", _("ICLD")
    OTHER = "other", _("Annan finansiär")
    NONE = "none", _("Ingen extern finansiär")


class Happening(models.TextChoices):
    PROJECT_REGISTERED = "project.registered", _("Projektet registrerades")
    PROJECT_CHANGED = "project.changed", _("Projektet ändrades")
