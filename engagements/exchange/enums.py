"""How far an import has come, and what a row of it would bring about."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportState(models.TextChoices):
    READING = "reading", _("Läses")
    READY = "ready", _("Redo att läsas in")
    UNREADABLE = "unreadable", _("Kunde inte läsas")
    RUNNING = "running", _("Läses in")
    DONE = "done", _("Inläst")
    REFUSED = "refused", _("Inget lästes in")
    DISCARDED = "discarded", _("Kastad")


class Outcome(models.TextChoices):
    NEW = "new", _("Ny")
    CHANGED = "changed", _("Ändras")
    SAME = "same", _("Oförändrad")
    WRONG = "wrong", _("Fel")


class Happening(models.TextChoices):
    IMPORT_STARTED = "import.started", _("En fil lämnades för inläsning")
    IMPORT_READ = "import.read", _("Filen granskades mot registret")
    IMPORT_ORDERED = "import.ordered", _("Inläsningen beställdes")
    IMPORT_DONE = "import.done", _("Filen lästes in")
    IMPORT_REFUSED = "import.refused", _("Inläsningen stoppades")
    IMPORT_DISCARDED = "import.discarded", _("Inläsningen kastades")
    REGISTER_EXPORTED = "register.exported", _("Registret hämtades som fil")
