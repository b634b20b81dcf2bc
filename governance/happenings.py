"""What this app writes in the event log."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Happening(models.TextChoices):
    SIGNED_IN = "governance.signed_in", _("Loggade in")
    LANGUAGE_CHOSEN = "governance.language_chosen", _("Valde språk")
    NOTICES_READ = "governance.notices_read", _("Läste meddelanden")
    POLICY_LOADED = "governance.policy_loaded", _("Läste in policyn från fil")
    RULE_CHANGED = "governance.rule_changed", _("Ändrade en regel i policyn")
    ROUTE_CHANGED = "governance.route_changed", _("Ändrade en beslutsväg i policyn")
    APPOINTED = "governance.appointed", _("Förordnade")
    APPOINTMENT_ENDED = "governance.appointment_ended", _("Avslutade ett förordnande")
    PERSON_ADDED = "governance.person_added", _("Lade till en person")
    PERSON_CHANGED = "governance.person_changed", _("Ändrade en persons uppgifter")
    PERSON_DEACTIVATED = "governance.person_deactivated", _("Stängde en persons inloggning")
    PERSON_REACTIVATED = "governance.person_reactivated", _("Öppnade en persons inloggning")
    BODY_SAVED = "governance.body_saved", _("Ändrade ett organ")
    NUMBERS_IMPORTED = "governance.numbers_imported", _("Läste in diarienummer")
    INSTRUCTION_ISSUED = "governance.instruction_issued", _("Fastställde en instruktion")
    UNIT_SAVED = "governance.unit_saved", _("Ändrade en enhet")
