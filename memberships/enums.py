from django.db import models
from django.utils.translation import gettext_lazy as _


class MembershipKind(models.TextChoices):
    """City-wide memberships are decided by council or executive board, sector ones by a committee (GBG-O1)."""

    CITY_WIDE = "city_wide", _("Stadsövergripande")
    SECTOR = "sector", _("Branschspecifikt")


class ForumKind(models.TextChoices):
    FORUM = "forum", _("Forum")
    WORKING_GROUP = "working_group", _("Arbetsgrupp")
    COMMITTEE = "committee", _("Utskott eller kommitté")
    NETWORK = "network", _("Nätverk")


class ForumRole(models.TextChoices):
    CHAIR = "chair", _("Ordförande")
    VICE_CHAIR = "vice_chair", _("Vice ordförande")
    MEMBER = "member", _("Deltar")
    OBSERVER = "observer", _("Följer")


class SeatState(models.TextChoices):
    CANDIDATE = "candidate", _("Kandiderar")
    HELD = "held", _("Innehas")
    NOT_STANDING = "not_standing", _("Kandiderar inte om")
    ENDED = "ended", _("Avslutad")


class Happening(models.TextChoices):
    MEMBERSHIP_REGISTERED = "membership.registered", _("Medlemskapet registrerades")
    MEMBERSHIP_CHANGED = "membership.changed", _("Medlemskapet ändrades")
    MEMBERSHIP_BEGAN = "membership.began", _("Medlemskapet började")
    MEMBERSHIP_ENDED = "membership.ended", _("Medlemskapet upphörde")
    SEAT_RECORDED = "membership.seat", _("Uppdrag i organisationen noterades")
    SEAT_CHANGED = "membership.seat_changed", _("Uppdrag i organisationen ändrades")
    SEAT_ENDED = "membership.seat_ended", _("Uppdrag i organisationen upphörde")
    FORUM_JOINED = "membership.forum", _("Deltagande i forum noterades")
    FORUM_LEFT = "membership.forum_left", _("Deltagande i forum upphörde")
    ORGANISATION_CHANGED = "membership.organisation", _("Uppgifter om organisationen ändrades")
    DECLARATION_PROPOSED = "membership.declaration", _("En deklaration registrerades")
    DECLARATION_ADOPTED = "membership.declaration_adopted", _("Deklarationen antogs")
    REVIEWED = "membership.reviewed", _("Medlemskapet omprövades")
