"""Happenings of a visit's checklist."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ChecklistHappening(models.TextChoices):
    CHECKLIST_COPIED = "visit.checklist_copied", _("Checklistan hämtades från enhetens instruktion")
    LINE_ADDED = "visit.checklist_added", _("En rad lades till i checklistan")
    LINE_TICKED = "visit.checklist_ticked", _("En rad i checklistan bockades av")
    LINE_UNTICKED = "visit.checklist_unticked", _("En rad i checklistan öppnades igen")
