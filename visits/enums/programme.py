"""Choices of a visit's programme."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    EVERYBODY = "everybody", _("Gäster och värdar")
    HOSTS = "hosts", _("Bara värdar")


class ProgrammeHappening(models.TextChoices):
    ITEMS_ADDED = "visit.programme_added", _("Punkter lades till i programmet")
    ITEM_CHANGED = "visit.programme_changed", _("En punkt i programmet ändrades")
    ITEMS_MOVED = "visit.programme_moved", _("Punkter i programmet flyttades")
    ITEM_REMOVED = "visit.programme_removed", _("En punkt togs bort ur programmet")
    ITEM_RESTORED = "visit.programme_restored", _("En punkt i programmet återställdes")
    HEADING_CHANGED = "visit.programme_heading", _("Programmets inledning ändrades")
    FEED_OPENED = "visit.feed_opened", _("En kalenderprenumeration öppnades")
    FEED_REVOKED = "visit.feed_revoked", _("En kalenderprenumeration stängdes")
