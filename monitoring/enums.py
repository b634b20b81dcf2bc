from django.db import models
from django.utils.translation import gettext_lazy as _


class DossierKind(models.TextChoices):
    MONITORING = "monitoring", _("Omvärldsbevakning")
    ADVOCACY = "advocacy", _("Intressebevakning")


class Happening(models.TextChoices):
    DOSSIER_REGISTERED = "dossier.registered", _("Bevakningen registrerades")
    CONSULTATION_REGISTERED = "consultation.registered", _("Ett samråd registrerades")
    CONSULTATION_ANSWERED = "consultation.answered", _("Svaret på samrådet beslutades")
    DOSSIER_CHANGED = "dossier.changed", _("Bevakningen ändrades")
