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


class ReviewOutcome(models.TextChoices):
    KEEP = "keep", _("Behålls")
    CHANGE = "change", _("Ändras")
    LEAVE = "leave", _("Lämnas")


class MandateState(models.TextChoices):
    DRAFT = "draft", _("Utkast")
    GIVEN = "given", _("Givet")
    REPORTED = "reported", _("Återrapporterat")


class DecidedHow(models.TextChoices):
    """What an instruction rests on (GBG-O3, GBG-O5)."""

    CASE = "case", _("Beslut i ett ärende")
    DELEGATED = "delegated", _("Beslut på delegation")
    INSTRUCTION = "instruction", _("Instruktion från den samordnande enheten")


class Instruction(models.TextChoices):
    FOR = "for", _("Rösta för")
    AGAINST = "against", _("Rösta emot")
    ABSTAIN = "abstain", _("Avstå")
    FREE = "free", _("Avgör på plats")


class Vote(models.TextChoices):
    FOR = "for", _("Vi röstade för")
    AGAINST = "against", _("Vi röstade emot")
    ABSTAIN = "abstain", _("Vi avstod")
    NOT_PUT = "not_put", _("Frågan kom inte upp")


class QuestionResult(models.TextChoices):
    ADOPTED = "adopted", _("Antogs")
    AMENDED = "amended", _("Antogs med ändringar")
    REJECTED = "rejected", _("Avslogs")
    POSTPONED = "postponed", _("Sköts upp")


class InvitationKind(models.TextChoices):
    MEETING = "meeting", _("Möte eller konferens")
    FORUM = "forum", _("Forum eller arbetsgrupp")
    PROJECT = "project", _("Projekt")
    OTHER = "other", _("Annat")


class InvitationState(models.TextChoices):
    OPEN = "open", _("Att besvara")
    ACCEPTED = "accepted", _("Tackat ja")
    DECLINED = "declined", _("Tackat nej")


class DeclineReason(models.TextChoices):
    """Why an invitation was declined (STR-13)."""

    COST = "cost", _("Kostnad")
    TRAVEL = "travel", _("Resa")
    TIME = "time", _("Tid")
    OTHER = "other", _("Annat skäl")


class PursuitState(models.TextChoices):
    PLANNED = "planned", _("Planerat")
    PURSUED = "pursued", _("Drivs")
    ADOPTED = "adopted", _("Antaget av organisationen")
    REJECTED = "rejected", _("Avslaget av organisationen")
    DROPPED = "dropped", _("Drivs inte längre")


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
    REVIEW_REMINDED = "membership.review_reminded", _("Påmindes om att pröva medlemskapet")
    REVIEW_ESCALATED = "membership.review_escalated", _("Nämnden fick veta att medlemskapet inte är prövat")
    POPULATION_RECORDED = "membership.population", _("Stadens folkmängd noterades")
    FEE_RECORDED = "membership.fee", _("Avgift noterades")
    MANDATE_DRAFTED = "mandate.drafted", _("Mandat skrevs")
    MANDATE_CHANGED = "mandate.changed", _("Mandatet ändrades")
    MANDATE_GIVEN = "mandate.given", _("Mandatet gavs")
    MANDATE_RECALLED = "mandate.recalled", _("Mandatet togs tillbaka")
    MANDATE_OUTCOME = "mandate.outcome", _("Utfallet av mandatet noterades")
    MANDATE_REPORTED = "mandate.reported", _("Mandatet återrapporterades")
    INVITATION_RECEIVED = "invitation.received", _("Inbjudan registrerades")
    INVITATION_ACCEPTED = "invitation.accepted", _("Inbjudan besvarades med ja")
    INVITATION_DECLINED = "invitation.declined", _("Inbjudan besvarades med nej")
    DEMAND_RAISED = "demand.raised", _("Krav registrerades")
    DEMAND_CHANGED = "demand.changed", _("Kravet ändrades")
    DEMAND_PURSUED = "demand.pursuit", _("Väg för kravet noterades")
