"""Areas, statuses and choices of the spine."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AreaKey(models.TextChoices):
    """The five coordination areas of the guidelines (GBG-02)."""

    CITIES = "cities", _("Städer")
    MEMBERSHIPS = "memberships", _("Organisationer och nätverk")
    MONITORING = "monitoring", _("Omvärlds- och intressebevakning")
    PROJECTS = "projects", _("Projekt")
    VISITS = "visits", _("Besök")


class Status(models.TextChoices):
    PROPOSED = "proposed", _("Föreslaget")
    ACTIVE = "active", _("Aktivt")
    DORMANT = "dormant", _("Vilande")
    ENDED = "ended", _("Avslutat")
    DECLINED = "declined", _("Avslaget")


class ActivityState(models.TextChoices):
    DRAFT = "draft", _("Utkast")
    AWAITING_CONFIRMATION = "awaiting_confirmation", _("Väntar på chef")
    REPORTED = "reported", _("Rapporterad")
    RETURNED = "returned", _("Åter för komplettering")
    ACCEPTED = "accepted", _("Godkänd")
    DISCARDED = "discarded", _("Borttaget utkast")


class ActivityKind(models.TextChoices):
    MEETING = "meeting", _("Möte")
    CONFERENCE = "conference", _("Konferens eller kongress")
    WORKING_GROUP = "working_group", _("Arbetsgrupp eller forum")
    STUDY_VISIT = "study_visit", _("Studiebesök")
    EXCHANGE = "exchange", _("Utbyte")
    WEBINAR = "webinar", _("Webbmöte")
    OTHER = "other", _("Annat")


class Mode(models.TextChoices):
    TRAVEL = "travel", _("Resa")
    REMOTE = "remote", _("På distans")
    AT_HOME = "at_home", _("På hemmaplan")


class AttendanceLevel(models.TextChoices):
    POLITICIAN = "politician", _("Förtroendevald")
    MANAGER = "manager", _("Chef")
    OFFICIAL = "official", _("Tjänsteperson")


class ParticipationRole(models.TextChoices):
    LEADS = "leads", _("Leder")
    TAKES_PART = "takes_part", _("Deltar")
    FOLLOWS = "follows", _("Följer")


class InboxKind(models.TextChoices):
    ACTIVITY = "activity", _("Aktivitet")
    ENGAGEMENT = "engagement", _("Nytt engagemang")
    REQUEST = "request", _("Besöksförfrågan")
    SIGNAL = "signal", _("Signal")
    CONSULTATION = "consultation", _("Samråd")


class DormancyChoice(models.TextChoices):
    """What a unit does with an engagement in which nothing happens (NKP-13)."""

    REVIVE = "revive", _("Väck till liv")
    REST = "rest", _("Låt vila")
    END = "end", _("Avsluta")


class Channel(models.TextChoices):
    INTRANET = "intranet", _("Intranätet")
    WEB = "web", _("Kommunens webbplats")
    PRESS = "press", _("Press")
    SOCIAL = "social", _("Sociala medier")
    NEWSLETTER = "newsletter", _("Nyhetsbrev")
    MEETING = "meeting", _("Möte eller seminarium")
    OTHER = "other", _("Annat")


class CameOf(models.TextChoices):
    """What came of an activity (NKP-12)."""

    PLANNED = "planned", _("Planerat")
    IN_USE = "in_use", _("Taget i bruk")
    DROPPED = "dropped", _("Blev inte av")


class Happening(models.TextChoices):
    ENGAGEMENT_REGISTERED = "engagement.registered", _("Engagemanget registrerades")
    ENGAGEMENT_CHANGED = "engagement.changed", _("Engagemanget ändrades")
    ENGAGEMENT_ASSESSED = "engagement.assessed", _("Utrikespolitisk bedömning gjordes")
    ENGAGEMENT_PUBLISHED = "engagement.published", _("Engagemanget publicerades")
    ENGAGEMENT_SHARED = "engagement.shared", _("Åtkomst delades ut")
    ENGAGEMENT_UNPUBLISHED = "engagement.unpublished", _("Publiceringen togs bort")
    ENGAGEMENT_REVOKED = "engagement.revoked", _("Åtkomst togs tillbaka")
    ENGAGEMENT_READ = "engagement.read", _("Sekretessbelagd uppgift lästes")
    STATUS_CHANGED = "engagement.status", _("Status ändrades")
    ACTIVITY_SAVED = "activity.saved", _("Aktivitet sparades som utkast")
    ACTIVITY_SUBMITTED = "activity.submitted", _("Aktivitet skickades in")
    ACTIVITY_CONFIRMED = "activity.confirmed", _("Chef bekräftade aktiviteten")
    ACTIVITY_ACCEPTED = "activity.accepted", _("Aktivitet godkändes")
    ACTIVITY_RETURNED = "activity.returned", _("Aktivitet återsändes")
    ACTIVITY_DISCARDED = "activity.discarded", _("Utkast togs bort")
    ACTIVITY_RESTORED = "activity.restored", _("Utkast återställdes")
    ATTACHMENT_ADDED = "activity.attachment", _("Bilaga lades till")
    RESOURCE_RECORDED = "engagement.resource", _("Resurs noterades")
    ENGAGEMENT_LINKED = "engagement.linked", _("Kopplades till ett annat engagemang")
    ENGAGEMENT_UNLINKED = "engagement.unlinked", _("Kopplingen till ett annat engagemang togs bort")
    CHECK_INS_PLANNED = "engagement.check_ins_planned", _("Avstämningar planerades")
    CHECK_IN_CANCELLED = "engagement.check_in_cancelled", _("En planerad avstämning togs bort")
    CHECKED_IN = "engagement.checked_in", _("Avstämning hölls")
    CHECK_IN_REMINDED = "engagement.check_in_reminded", _("Påminnelse om avstämning skickades")
    DORMANCY_PUT = "engagement.dormancy_put", _("Frågan om att väcka, vila eller avsluta ställdes")
    DORMANCY_ANSWERED = "engagement.dormancy_answered", _("Frågan om att väcka, vila eller avsluta besvarades")
    CONTACT_SAVED = "contact.saved", _("Kontakt sparades")
    CONTACT_DELETED = "contact.deleted", _("Kontakt raderades")
    CONTACT_REMINDED = "contact.reminded", _("Påminnelse om radering av kontakt skickades")
    COMMUNICATION_SAVED = "communication.saved", _("Kommunikationsinsats sparades")
    COMMUNICATION_PUBLISHED = "communication.published", _("Kommunikationsinsats publicerades")
    COMMUNICATION_UNPUBLISHED = "communication.unpublished", _("Kommunikationsinsats avpublicerades")
    ACTIVITY_FOLLOWED_UP = "activity.followed_up", _("Det aktiviteten ledde till följdes upp")
    ENGAGEMENT_HANDLED = "engagement.handled", _("Togs om hand i inkorgen")
    EXAMPLES_REMOVED = "engagement.examples_removed", _("Exempel togs bort")
