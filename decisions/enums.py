"""Choices of the decision chain."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CaseState(models.TextChoices):
    PREPARING = "preparing", _("Bereds")
    PUT_FORWARD = "put_forward", _("Framlagt")
    TABLED = "tabled", _("Bordlagt")
    DECIDED = "decided", _("Beslutat")
    REJECTED = "rejected", _("Avslaget")
    WITHDRAWN = "withdrawn", _("Återkallat")


class StepState(models.TextChoices):
    WAITING = "waiting", _("Väntar")
    ACTIVE = "active", _("Pågår")
    DONE = "done", _("Klart")
    RETURNED = "returned", _("Återremitterat")
    CANCELLED = "cancelled", _("Utgår")


class Outcome(models.TextChoices):
    APPROVED = "approved", _("Bifall")
    REJECTED = "rejected", _("Avslag")
    RETURNED = "returned", _("Återremiss")
    MINORITY_RETURNED = "minority_returned", _("Minoritetsåterremiss")
    TABLED = "tabled", _("Bordläggning")
    DROPPED = "dropped", _("Utgår")
    NOTED = "noted", _("Anteckning")


OUTSIDE_A_MEETING = (Outcome.APPROVED, Outcome.REJECTED, Outcome.RETURNED, Outcome.TABLED)


class MeetingState(models.TextChoices):
    PLANNED = "planned", _("Planerat")
    CALLED = "called", _("Kallat")
    OPEN = "open", _("Pågår")
    CLOSED = "closed", _("Avslutat")
    CANCELLED = "cancelled", _("Inställt")


class ItemKind(models.TextChoices):
    CASE = "case", _("Ärende")
    FORMALITY = "formality", _("Formalia")
    REPORT = "report", _("Anmälan")
    INFORMATION = "information", _("Information")


class ItemState(models.TextChoices):
    WAITING = "waiting", _("Inte behandlad")
    RECORDED = "recorded", _("Antecknad")
    BINDING = "binding", _("Beslutad")
    STRUCK = "struck", _("Struken")


class Capacity(models.TextChoices):
    MEMBER = "member", _("Ledamot")
    SUBSTITUTE = "substitute", _("Ersättare")
    OFFICER = "officer", _("Tjänsteperson")
    OTHER = "other", _("Annan")


class ConflictGround(models.TextChoices):
    PARTY = "party", _("Part, närstående eller annars påverkad (KL 6:28 p. 1)")
    REPRESENTATIVE = "representative", _("Ställföreträdare eller ombud (KL 6:28 p. 2)")
    SUPERVISION = "supervision", _("Tillsyn över egen verksamhet (KL 6:28 p. 3)")
    PARTIALITY = "partiality", _("Annan omständighet som rubbar opartiskheten (KL 6:28 p. 4)")
    PERSONAL = "personal", _("Rör ledamoten personligen eller en närstående (KL 5:47)")


class BallotMethod(models.TextChoices):
    NAMED = "named", _("Med namn")
    COUNTED = "counted", _("Med antal")
    LOT = "lot", _("Lottning")


class VoteChoice(models.TextChoices):
    YES = "yes", _("Ja")
    NO = "no", _("Nej")
    ABSTAINED = "abstained", _("Avstår")


class DissentKind(models.TextChoices):
    RESERVATION = "reservation", _("Reservation")
    STATEMENT = "statement", _("Särskilt yttrande")
    NOTE = "note", _("Protokollsanteckning")


class MinutesState(models.TextChoices):
    DRAFT = "draft", _("Utkast")
    SENT = "sent", _("Ute för justering")
    ADJUSTED = "adjusted", _("Justerat")


class SignatureRole(models.TextChoices):
    CHAIR = "chair", _("Ordförande")
    ADJUSTER = "adjuster", _("Justerare")
    SECRETARY = "secretary", _("Sekreterare")


class NoticeKind(models.TextChoices):
    """What the notice board may hold and nothing else (KL 8:10-11)."""

    COUNCIL_MEETING = "council_meeting", _("Fullmäktiges sammanträde")
    MEETING = "meeting", _("Styrelsens eller en nämnds sammanträde")
    ADJUSTED_MINUTES = "adjusted_minutes", _("Justerat protokoll")
    DELEGATED_DECISION = "delegated_decision", _("Delegationsbeslut som inte anmäls")
    APPEAL_INFORMATION = "appeal_information", _("Hur beslut kan överklagas")


class Stance(models.TextChoices):
    FAVOUR = "favour", _("Tillstyrker")
    FAVOUR_WITH_REMARKS = "favour_with_remarks", _("Tillstyrker med synpunkter")
    AGAINST = "against", _("Avstyrker")
    ABSTAIN = "abstain", _("Avstår")


class ReferralState(models.TextChoices):
    DRAFT = "draft", _("Utkast")
    SENT = "sent", _("Ute på remiss")
    CLOSED = "closed", _("Sammanställd")
    WITHDRAWN = "withdrawn", _("Återkallad")


class AnswerState(models.TextChoices):
    WAITING = "waiting", _("Inväntas")
    ANSWERED = "answered", _("Besvarad")
    UNANSWERED = "unanswered", _("Ej svar")


class DelegationSubject(models.TextChoices):
    """What a delegated matter is. All but the first are what KL 6:38 keeps with the body."""

    ORDINARY = "ordinary", _("Löpande ärende")
    GOALS = "goals", _("Verksamhetens mål, inriktning, omfattning eller kvalitet (KL 6:38 p. 1)")
    TO_COUNCIL = "to_council", _("Framställning eller yttrande till fullmäktige (KL 6:38 p. 2)")
    AUTHORITY = "authority", _("Myndighetsutövning av principiell beskaffenhet (KL 6:38 p. 3)")
    CITIZEN_PROPOSAL = "citizen_proposal", _("Medborgarförslag (KL 6:38 p. 4)")
    OTHER_LAW = "other_law", _("Får inte delegeras enligt annan lag (KL 6:38 p. 5)")


class DelegationHolder(models.TextChoices):
    """To whom a body may delegate by function: its own chair or presidium (KL 6:37), or employees (KL 7:5)."""

    CHAIR = "chair", _("Ordföranden")
    PRESIDIUM = "presidium", _("Presidiet")
    DIRECTOR = "director", _("Förvaltningschef")
    COORDINATOR = "coordinator", _("Handläggare, samordnande enheten")
    CONTACT_PERSON = "contact_person", _("Kontaktperson")


class DelegatedKind(models.TextChoices):
    DELEGATION = "delegation", _("Delegationsbeslut")
    URGENT = "urgent", _("Brådskande beslut av ordföranden")


class AssignmentState(models.TextChoices):
    GIVEN = "given", _("Pågår")
    REPORTED = "reported", _("Återrapporterat")
    DONE = "done", _("Avslutat")


class EffectState(models.TextChoices):
    WAITING = "waiting", _("Väntar på sitt datum")
    DONE = "done", _("Genomförd")


class Happening(models.TextChoices):
    CASE_OPENED = "case.opened", _("Ärendet öppnades")
    CASE_PREPARED = "case.prepared", _("Beredningen ändrades")
    CASE_PUT_FORWARD = "case.put_forward", _("Ärendet lades fram")
    CASE_PROPOSED = "case.proposed", _("Förslag till beslut lämnades")
    CASE_DECIDED = "case.decided", _("Beslut fattades")
    CASE_RETURNED = "case.returned", _("Ärendet återremitterades")
    CASE_TABLED = "case.tabled", _("Ärendet bordlades")
    CASE_WITHDRAWN = "case.withdrawn", _("Ärendet återkallades")
    EFFECT_CARRIED_OUT = "case.effect", _("Beslutet trädde i kraft")
    MINUTES_DRAFTED = "minutes.drafted", _("Protokollet upprättades")
    MINUTES_CHANGED = "minutes.changed", _("Protokollsutkastet ändrades")
    MINUTES_SENT = "minutes.sent", _("Protokollet skickades för justering")
    MINUTES_TAKEN_BACK = "minutes.taken_back", _("Protokollet togs tillbaka från justering")
    MINUTES_SIGNED = "minutes.signed", _("Protokollet justerades av en justerare")
    MINUTES_ADJUSTED = "minutes.adjusted", _("Protokollet är justerat")
    MINUTES_CORRECTED = "minutes.corrected", _("En rättelse av protokollet gjordes")
    BOARD_POSTED = "board.posted", _("Tillkännagavs på anslagstavlan")
    BOARD_MOVED = "board.moved", _("Sista dagen att överklaga flyttades")
    BOARD_TAKEN_DOWN = "board.taken_down", _("Anslaget togs ned")
    APPEAL_RECORDED = "appeal.recorded", _("Beslutet överklagades")
    APPEAL_ENDED = "appeal.ended", _("Överklagandet avgjordes")
    MEETING_PLANNED = "meeting.planned", _("Sammanträdet planerades")
    MEETINGS_PLANNED = "meeting.year_planned", _("Sammanträden planerades")
    MEETING_CHANGED = "meeting.changed", _("Sammanträdet ändrades")
    MEETING_CALLED = "meeting.called", _("Kallelsen skickades")
    MEETING_CANCELLED = "meeting.cancelled", _("Sammanträdet ställdes in")
    ITEM_ADDED = "item.added", _("En punkt lades till på dagordningen")
    ITEM_CHANGED = "item.changed", _("En punkt på dagordningen ändrades")
    ITEM_STRUCK = "item.struck", _("En punkt ströks från dagordningen")
    ITEM_RESTORED = "item.restored", _("En struken punkt återfördes")
    AGENDA_REORDERED = "agenda.reordered", _("Dagordningen ordnades om")
    MEETING_OPENED = "meeting.opened", _("Sammanträdet öppnades")
    ROLL_CALLED = "meeting.roll_called", _("Närvaron antecknades")
    ADJUSTERS_CHOSEN = "meeting.adjusters_chosen", _("Justerare utsågs")
    ITEM_RECORDED = "item.recorded", _("En punkt antecknades")
    BALLOT_RECORDED = "ballot.recorded", _("En omröstning antecknades")
    BALLOT_REMOVED = "ballot.removed", _("En omröstning togs bort")
    CONFLICT_ANNOUNCED = "conflict.announced", _("Jäv antecknades")
    CONFLICT_LIFTED = "conflict.lifted", _("En anteckning om jäv togs bort")
    DISSENT_ADDED = "dissent.added", _("Avvikande mening antecknades")
    DISSENT_REMOVED = "dissent.removed", _("En avvikande mening togs bort")
    ITEM_BOUND = "item.bound", _("En punkt blev bindande")
    MEETING_CLOSED = "meeting.closed", _("Sammanträdet avslutades")
    CASE_DROPPED = "case.dropped", _("Ärendet utgick från dagordningen")
    REFERRAL_DRAFTED = "referral.drafted", _("En remiss förbereddes")
    REFERRAL_CHANGED = "referral.changed", _("Remissen ändrades")
    REFERRAL_SENT = "referral.sent", _("Ärendet skickades på remiss")
    REFERRAL_ADDED = "referral.added", _("Remissen skickades till en instans till")
    REFERRAL_EXTENDED = "referral.extended", _("Svarstiden förlängdes")
    REFERRAL_REMINDED = "referral.reminded", _("Påminnelse om remissvar skickades")
    REFERRAL_WRITTEN = "referral.written", _("Ett utkast till remissvar sparades")
    REFERRAL_CASE_OPENED = "referral.case_opened", _("Ett organ öppnade ett ärende om sitt yttrande")
    REFERRAL_ANSWERED = "referral.answered", _("Ett remissvar kom in")
    REFERRAL_CLOSED = "referral.closed", _("Remissen sammanställdes")
    REFERRAL_PASSED = "referral.passed", _("Ärendet gick vidare med remissvaren")
    REFERRAL_WITHDRAWN = "referral.withdrawn", _("Remissen återkallades")
    CASE_TAKEN_BACK = "case.taken_back", _("Ärendet togs tillbaka till beredning")
    CASE_TITLED = "case.titled", _("Den offentliga titeln ändrades")
    ANNEX_ADDED = "annex.added", _("En bilaga lades till")
    ANNEX_REMOVED = "annex.removed", _("En bilaga togs bort")
    ANNEX_MOVED = "annex.moved", _("Bilagorna ordnades om")
    DELEGATION_ADOPTED = "delegation.adopted", _("Delegationsordningen registrerades")
    DELEGATION_RULE_ADDED = "delegation.rule_added", _("En delegation lades till")
    DELEGATION_RULE_ENDED = "delegation.rule_ended", _("En delegation avslutades")
    DELEGATION_PASSED_ON = "delegation.passed_on", _("En delegation gavs vidare")
    DELEGATED_DECIDED = "delegated.decided", _("Beslut fattades på delegation")
    DELEGATED_URGENT = "delegated.urgent", _("Ordföranden fattade ett brådskande beslut")
    DELEGATED_REPORTED = "delegated.reported", _("Delegationsbeslut sattes upp för anmälan")
    TASK_GIVEN = "task.given", _("Ett uppdrag gavs")
    TASK_REPORTED = "task.reported", _("Uppdraget återrapporterades")
    TASK_ACCEPTED = "task.accepted", _("Återrapporten godkändes")
    TASK_HANDED_BACK = "task.handed_back", _("Uppdraget lämnades tillbaka")
    TASK_REMINDED = "task.reminded", _("Påminnelse om uppdrag skickades")
