from django.db import models
from django.utils.translation import gettext_lazy as _


class VisitKind(models.TextChoices):
    PROTOCOL = "protocol", _("Protokollärt besök")
    VIP = "vip", _("VIP-besök")
    STUDY = "study", _("Studiebesök")


class Happening(models.TextChoices):
    VISIT_REGISTERED = "visit.registered", _("Besöket registrerades")
    VISIT_CHANGED = "visit.changed", _("Besöket ändrades")
