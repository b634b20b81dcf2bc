from django.db import models
from django.utils.translation import gettext_lazy as _


class DossierKind(models.TextChoices):
    MONITORING = "monitoring", _("Omvärldsbevakning")
    ADVOCACY = "advocacy", _("Intressebevakning")


class Stage(models.TextChoices):
    """Where an initiative of the EU has come (GBG-M2)."""

    ANNOUNCED = "announced", _("Aviserat")
    GREEN_PAPER = "green_paper", _("Grönbok")
    WHITE_PAPER = "white_paper", _("Vitbok")
    PROPOSAL = "proposal", _("Kommissionens förslag")
    NEGOTIATION = "negotiation", _("Rådet och parlamentet")
    ADOPTED = "adopted", _("Antaget")
    NATIONAL = "national", _("Införande i svensk rätt")
    IN_FORCE = "in_force", _("I kraft")


class Channel(models.TextChoices):
    """The three ways in which the city speaks up (GBG-M6)."""

    EU = "eu", _("Kommissionens öppna samråd")
    GOVERNMENT = "government", _("Regeringens remiss")
    OWN = "own", _("Eget initiativ")


class ConsultationState(models.TextChoices):
    REPORTED = "reported", _("Inrapporterat")
    TAKEN_UP = "taken_up", _("Ärende öppnat")
    ANSWERED = "answered", _("Besvarat")
    DECLINED = "declined", _("Avstått")
    LEFT = "left", _("Besvaras inte")


class Impact(models.TextChoices):
    LOW = "low", _("Liten")
    MEDIUM = "medium", _("Måttlig")
    HIGH = "high", _("Stor")


class Direction(models.TextChoices):
    SUPPORTS = "supports", _("Stödjer inriktningen")
    THREATENS = "threatens", _("Hotar inriktningen")
    NEUTRAL = "neutral", _("Varken eller")


class SignalState(models.TextChoices):
    NEW = "new", _("Ny")
    ASSESSED = "assessed", _("Bedömd")
    FOLLOWED = "followed", _("Följs i en bevakning")
    NOTED = "noted", _("Noterad")
    DROPPED = "dropped", _("Avskriven")


class PositionLevel(models.TextChoices):
    REGIONAL = "regional", _("Regional nivå")
    NATIONAL = "national", _("Nationell nivå")
    EU = "eu", _("EU-nivå")


class PositionState(models.TextChoices):
    DRAFT = "draft", _("Utkast")
    ADOPTED = "adopted", _("Antagen")
    PURSUED = "pursued", _("Drivs")
    ACHIEVED = "achieved", _("Uppnådd")
    GIVEN_UP = "given_up", _("Övergiven")


class AllyKind(models.TextChoices):
    REGION = "region", _("Region")
    OFFICE = "office", _("EU-kontor")
    ASSOCIATION = "association", _("Kommunförbund")
    NETWORK = "network", _("Nätverk eller organisation")
    CITY = "city", _("Annan stad")


class PlanItemState(models.TextChoices):
    EXPECTED = "expected", _("Väntas")
    ARRIVED = "arrived", _("Har kommit")
    DROPPED = "dropped", _("Utgår")


class ImportTarget(models.TextChoices):
    SIGNALS = "signals", _("Signaler")
    PLAN = "plan", _("Väntade samråd i årsplanen")


class BatchState(models.TextChoices):
    PREVIEW = "preview", _("Att granska")
    IMPORTED = "imported", _("Importerad")
    DISCARDED = "discarded", _("Kastad")


class Mark(models.TextChoices):
    """What a row of an import is, before anything is written."""

    NEW = "new", _("Ny")
    SAME = "same", _("Finns redan")
    WRONG = "wrong", _("Fel")


class Happening(models.TextChoices):
    DOSSIER_REGISTERED = "dossier.registered", _("Bevakningen registrerades")
    DOSSIER_CHANGED = "dossier.changed", _("Bevakningen ändrades")
    STAGE_RECORDED = "dossier.stage", _("Ett nytt skede noterades")
    STAGE_REMOVED = "dossier.stage_removed", _("Ett skede togs bort")
    NOTE_WRITTEN = "dossier.note", _("En anteckning skrevs")
    CONSULTATION_REPORTED = "consultation.reported", _("Ett samråd rapporterades in")
    CONSULTATION_REGISTERED = "consultation.registered", _("Ett samråd registrerades")
    CONSULTATION_TAKEN_UP = "consultation.taken_up", _("Samrådet togs upp i ett ärende")
    CONSULTATION_DECLINED = "consultation.declined", _("Staden avstod från att svara på samrådet")
    CONSULTATION_LEFT = "consultation.left", _("Samrådet besvaras inte: ärendet avslutades utan svar")
    CONSULTATION_ANSWERED = "consultation.answered", _("Svaret på samrådet beslutades")
    CONSULTATION_REMINDED = "consultation.reminded", _("Ansvarig enhet påmindes om samrådet")
    SIGNAL_REPORTED = "signal.reported", _("En signal rapporterades")
    SIGNAL_ASSESSED = "signal.assessed", _("Signalen bedömdes")
    SIGNAL_FOLLOWED = "signal.followed", _("Signalen följs i en bevakning")
    SIGNAL_NOTED = "signal.noted", _("Signalen noterades")
    SIGNAL_DROPPED = "signal.dropped", _("Signalen avskrevs")
    POSITION_WRITTEN = "position.written", _("Ett utkast till ståndpunkt skrevs")
    POSITION_CHANGED = "position.changed", _("Ståndpunkten ändrades")
    POSITION_SUBMITTED = "position.submitted", _("Ståndpunkten lämnades till beslut")
    POSITION_ADOPTED = "position.adopted", _("Ståndpunkten antogs")
    POSITION_PROGRESSED = "position.progressed", _("Ståndpunktens läge ändrades")
    ALLY_ADDED = "ally.added", _("En allierad lades till")
    CONTACT_LOGGED = "contact.logged", _("En kontakt med EU:s institutioner noterades")
    OFFICE_NAMED = "eu_office.named", _("Kontoret i Bryssel angavs")
    PLAN_BEGUN = "monitoring_plan.begun", _("En årsplan påbörjades")
    PLAN_CHANGED = "monitoring_plan.changed", _("Årsplanen ändrades")
    ITEM_ADDED = "plan_item.added", _("En punkt lades till i årsplanen")
    ITEM_CHANGED = "plan_item.changed", _("En punkt i årsplanen ändrades")
    ITEM_ARRIVED = "plan_item.arrived", _("Ett väntat samråd har kommit")
    ITEM_DROPPED = "plan_item.dropped", _("En punkt i årsplanen utgick")
    FIELDS_CHOSEN = "watch.fields", _("Enheten angav vilka områden den bevakar")
    FEED_CHANGED = "feed.changed", _("Ett flöde lades till eller ändrades")
    FEED_ASKED = "feed.asked", _("Ett flöde hämtas")
    BATCH_READ = "import.read", _("En import lästes in för granskning")
    BATCH_IMPORTED = "import.done", _("En import genomfördes")
    BATCH_DISCARDED = "import.discarded", _("En import kastades")
