from django.db import models
from django.utils.translation import gettext_lazy as _


class VisitKind(models.TextChoices):
    """From the kind follows who represents the city (GBG-V1, GBG-V2)."""

    PROTOCOL = "protocol", _("Protokollärt besök")
    VIP = "vip", _("VIP-besök")
    STUDY = "study", _("Studiebesök")


class VisitState(models.TextChoices):
    PROPOSED = "proposed", _("Planeras")
    CONFIRMED = "confirmed", _("Bekräftat")
    CARRIED_OUT = "carried_out", _("Genomfört")
    CLOSED = "closed", _("Avslutat")
    DECLINED = "declined", _("Avböjt")
    CANCELLED = "cancelled", _("Inställt")


class FeeOutcome(models.TextChoices):
    """What the fee of a programme became, and why (GBG-V6)."""

    NONE = "none", _("Ingen avgift")
    CHARGED = "charged", _("Avgift tas ut")
    EXEMPT_PARTNER = "exempt_partner", _("Befriat: partnerstad")
    EXEMPT_EEA = "exempt_eea", _("Befriat: stad i EU eller EES")


class CompartmentKind(models.TextChoices):
    """What of a visit is kept apart even from those who may read the visit."""

    GUESTS = "guests", _("Vilka som kommer")
    SECURITY = "security", _("Säkerhet")


class DetailKind(models.TextChoices):
    GUEST = "guest", _("Gäst")
    PASSPORT = "passport", _("Pass eller id-handling")
    ROUTE = "route", _("Färdväg")
    ROOM = "room", _("Rum")
    CONTACT = "contact", _("Kontakt")
    OTHER = "other", _("Annat")


class Happening(models.TextChoices):
    VISIT_REGISTERED = "visit.registered", _("Besöket registrerades")
    VISIT_CHANGED = "visit.changed", _("Besöket ändrades")
    VISIT_CONFIRMED = "visit.confirmed", _("Besöket bekräftades")
    VISIT_DECLINED = "visit.declined", _("Besöket avböjdes")
    VISIT_CANCELLED = "visit.cancelled", _("Besöket ställdes in")
    VISIT_CARRIED_OUT = "visit.carried_out", _("Besöket genomfördes")
    VISIT_CLOSED = "visit.closed", _("Besöket avslutades")
    HOSTS_CHANGED = "visit.hosts", _("Värdar för besöket ändrades")
    HOST_ACCEPTED = "visit.host_accepted", _("En enhet godtog huvudvärden")
    FEE_CHANGED = "visit.fee", _("Programmets avgift ändrades")
    COMPARTMENT_OPENED = "visit.compartment_opened", _("En skyddad del lades till besöket")
    COMPARTMENT_CHANGED = "visit.compartment_changed", _("En skyddad del av besöket ändrades")
    COMPARTMENT_SHARED = "visit.compartment_shared", _("Åtkomst till en skyddad del delades ut")
    COMPARTMENT_REVOKED = "visit.compartment_revoked", _("Åtkomst till en skyddad del togs tillbaka")
    COMPARTMENT_READ = "visit.compartment_read", _("En skyddad del av besöket lästes")
    COMPARTMENT_ERASED = "visit.compartment_erased", _("Skyddade uppgifter gallrades")
