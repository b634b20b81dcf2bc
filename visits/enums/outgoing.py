"""Choices of outgoing study visits."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TravelMode(models.TextChoices):
    TRAIN = "train", _("Tåg")
    BUS = "bus", _("Buss")
    CAR = "car", _("Bil")
    FERRY = "ferry", _("Båt")
    FLIGHT = "flight", _("Flyg")
    REMOTE = "remote", _("På distans")


class OutgoingHappening(models.TextChoices):
    OUTGOING_REGISTERED = "visit.outgoing_registered", _("Studieresan registrerades")
    OUTGOING_CHANGED = "visit.outgoing_changed", _("Studieresan ändrades")
    OUTGOING_REPORTED = "visit.outgoing_reported", _("Studieresan rapporterades")
    TAKEN_INTO_USE = "visit.outgoing_used", _("Vad som togs i bruk noterades")
