from django.db import models
from django.utils.translation import gettext_lazy as _


class RelationKind(models.TextChoices):
    TWIN_TOWN = "twin_town", _("Vänort")
    PARTNER_CITY = "partner_city", _("Partnerstad")
    COOPERATION_CITY = "cooperation_city", _("Samarbetsort")


class AgreementKind(models.TextChoices):
    """What cooperation rests on (GBG-C9): the agreement itself, a memorandum for a time, or the paper of a change."""

    FORMAL = "formal", _("Formellt avtal")
    MEMORANDUM = "memorandum", _("Avsiktsförklaring")
    AMENDMENT = "amendment", _("Tilläggsavtal")


class AgreementState(models.TextChoices):
    DRAFT = "draft", _("Utkast")
    SIGNED = "signed", _("Undertecknat")
    ACTIVE = "active", _("Aktivt")
    DORMANT = "dormant", _("Vilande")
    PAUSED = "paused", _("Pausat")
    TERMINATED = "terminated", _("Uppsagt")
    ENDED = "ended", _("Avslutat")


class AgreementVerb(models.TextChoices):
    """What happened to an agreement, as its history tells it."""

    DRAFT = "draft", _("Utkastet skrevs")
    RECORD = "record", _("Noterades utan handling")
    SIGN = "sign", _("Undertecknades")
    ACTIVATE = "activate", _("Trädde i kraft")
    REST = "rest", _("Blev vilande")
    PAUSE = "pause", _("Pausades")
    RESUME = "resume", _("Återupptogs")
    PROLONG = "prolong", _("Förlängdes")
    GIVE_NOTICE = "give_notice", _("Sades upp")
    END = "end", _("Avslutades")
    RENEW = "renew", _("Ersattes av ett nytt avtal")


class Party(models.TextChoices):
    CITY = "city", _("Staden")
    PARTNER = "partner", _("Motparten")


class GrantState(models.TextChoices):
    APPLIED = "applied", _("Sökt")
    GRANTED = "granted", _("Beviljat")
    REFUSED = "refused", _("Avslaget")
    PAID = "paid", _("Utbetalt")
    REPORTED = "reported", _("Redovisat")


class Happening(models.TextChoices):
    RELATION_REGISTERED = "city.registered", _("Stadsrelationen registrerades")
    RELATION_CHANGED = "city.changed", _("Stadsrelationen ändrades")
    RELATION_BEGAN = "city.began", _("Avtalet trädde i kraft")
    RELATION_WAITS = "city.waits", _("Beslutet är fattat; relationen väntar på ett avtal i kraft")
    AGREEMENT_AMENDED = "city.amended", _("En ändring av avtalet noterades")
    AGREEMENT_CHANGED = "city.agreement_changed", _("Ändringen av avtalet trädde i kraft")
    AGREEMENT_DRAFTED = "city.agreement_drafted", _("Ett avtal skrevs som utkast")
    DRAFT_CHANGED = "city.agreement_draft_changed", _("Utkastet till avtal ändrades")
    AGREEMENT_SIGNED = "city.agreement_signed", _("Avtalet undertecknades")
    AGREEMENT_MOVED = "city.agreement_moved", _("Avtalets läge ändrades")
    AGREEMENT_PROLONGED = "city.agreement_prolonged", _("Avtalet förlängdes automatiskt")
    AGREEMENT_DOCUMENT = "city.agreement_document", _("Avtalets handling lades till")
    AGREEMENT_WARNED = "city.agreement_warned", _("Påminnelse om avtalets sista dag skickades")
    TWINS_CHANGED = "city.twins_changed", _("Vänorterna sinsemellan ändrades")
    GRANT_APPLIED = "city.grant_applied", _("En förening sökte utbytesbidrag")
    GRANT_MOVED = "city.grant_moved", _("Utbytesbidraget ändrade läge")
    GRANT_BUDGET = "city.grant_budget", _("Årets ram för utbytesbidrag bestämdes")
