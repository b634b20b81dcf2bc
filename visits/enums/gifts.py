"""Choices of gifts and representation."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class GiftKind(models.TextChoices):
    GIVEN = "given", _("Gåva vi gav")
    RECEIVED = "received", _("Gåva vi fick")
    HOSTED = "hosted", _("Representation vi bjöd på")
    TREATED = "treated", _("Representation vi blev bjudna på")


class GiftHappening(models.TextChoices):
    GIFT_RECORDED = "visit.gift_recorded", _("En gåva eller representation noterades")
    GIFT_CHANGED = "visit.gift_changed", _("En gåva eller representation ändrades")
    GIFT_REMOVED = "visit.gift_removed", _("En gåva eller representation togs bort")
