"""How a request comes in, what becomes of it, and how it serves an aim."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RequestChannel(models.TextChoices):
    STAFF = "staff", _("Registrerad av medarbetare")
    FORWARDED = "forwarded", _("Vidarebefordrad av enhet")
    PUBLIC = "public", _("Webbformulär")


class RequestState(models.TextChoices):
    UNCONFIRMED = "unconfirmed", _("Inte bekräftad av avsändaren")
    RECEIVED = "received", _("Att bedöma")
    ASSESSED = "assessed", _("Bedömd, att besvara")
    ANSWERED = "answered", _("Besvarad")


class RequestResult(models.TextChoices):
    ACCEPT = "accept", _("Ta emot besöket")
    OTHER_FORM = "other_form", _("Erbjud annan form")
    DECLINE = "decline", _("Avböj")


class Serving(models.TextChoices):
    """How a visit serves an aim of the policy, or the city's own work (GBG-V5, SAF-03)."""

    SERVES = "serves", _("Tjänar")
    PARTLY = "partly", _("Delvis")
    NOT = "not", _("Inte")


class RequestHappening(models.TextChoices):
    REQUEST_SENT = "visit_request.sent", _("Förfrågan skickades från webbformuläret")
    REQUEST_RECEIVED = "visit_request.received", _("Förfrågan kom in")
    REQUEST_CHANGED = "visit_request.changed", _("Förfrågan kompletterades")
    REQUEST_ASSESSED = "visit_request.assessed", _("Förfrågan bedömdes")
    REQUEST_REOPENED = "visit_request.reopened", _("Bedömningen öppnades igen")
    REQUEST_JOINED = "visit_request.joined", _("Förfrågan fördes samman med en annan")
    REQUEST_PARTED = "visit_request.parted", _("Förfrågan skildes från en annan")
    REQUEST_ANSWERED = "visit_request.answered", _("Förfrågan besvarades")
    SENDERS_FORGOTTEN = "visit_request.forgotten", _("Avsändares uppgifter gallrades")
