from django.db import models
from django.utils.translation import gettext_lazy as _

APPLY, START = "projects.apply", "projects.start"


class FunderKind(models.TextChoices):
    EU = "eu", _("EU")
    SIDA = "sida", _("Sida")
    ICLD = "icld", _("ICLD")
    OTHER = "other", _("Annan finansiär")
    NONE = "none", _("Ingen extern finansiär")


class Stage(models.TextChoices):
    """How far a project has come, beside the engagement's own status (GBG-P1)."""

    IDEA = "idea", _("Idé")
    APPLICATION = "application", _("Ansökan")
    GRANTED = "granted", _("Beviljad")
    REJECTED = "rejected", _("Avslag")
    RUNNING = "running", _("Pågår")
    FINAL_REPORT = "final_report", _("Slutrapport")
    CLOSED = "closed", _("Avslutad")


class Source(models.TextChoices):
    """Whose money a budget line is."""

    OWN = "own", _("Egna medel")
    EXTERNAL = "external", _("Externa medel")
    PARTNER = "partner", _("Parternas medel")


class PartnerRole(models.TextChoices):
    LEAD = "lead", _("Samordnande part")
    PARTNER = "partner", _("Part")
    ASSOCIATED = "associated", _("Associerad part")


class ReportKind(models.TextChoices):
    PROGRESS = "progress", _("Lägesrapport")
    FINANCIAL = "financial", _("Ekonomisk rapport")
    SURVEY = "survey", _("Enkät")
    FINAL = "final", _("Slutrapport")


class DeliverableState(models.TextChoices):
    PLANNED = "planned", _("Planerad")
    ONGOING = "ongoing", _("Pågår")
    DELIVERED = "delivered", _("Levererad")
    DROPPED = "dropped", _("Utgår")


class PeriodKind(models.TextChoices):
    """The stages of a municipal partnership financed through ICLD or Sida (NKP-14)."""

    INITIATION = "initiation", _("Inledning")
    PLANNING = "planning", _("Planering")
    PROJECT = "project", _("Projektperiod")
    FINAL = "final", _("Avslutning")


class AidForm(models.TextChoices):
    """The forms of aid the law tells apart (lag 2009:47, 5 kap. 4-6 §)."""

    ADVICE = "advice", _("Rådgivning")
    TRAINING = "training", _("Utbildning")
    EQUIPMENT = "equipment", _("Utrustning som köps eller som staden använder")
    SURPLUS = "surplus", _("Utrustning som staden inte längre behöver")
    MONEY_TRAINING = "money_training", _("Pengar för att genomföra utbildning eller rådgivning")
    MONEY_OTHER = "money_other", _("Pengar till annat")
    OTHER = "other", _("På annat sätt")


class Happening(models.TextChoices):
    PROJECT_REGISTERED = "project.registered", _("Projektet registrerades")
    PROJECT_CHANGED = "project.changed", _("Projektet ändrades")
    STAGE_CHANGED = "project.stage", _("Projektets läge ändrades")
    APPLICATION_SUBMITTED = "project.submitted", _("Ansökan lämnades till finansiären")
    APPLICATION_GRANTED = "project.granted", _("Finansiären beviljade ansökan")
    APPLICATION_REJECTED = "project.rejected", _("Finansiären avslog ansökan")
    BUDGET_CHANGED = "project.budget", _("Projektets budget ändrades")
    RESOURCES_SET_ASIDE = "project.set_aside", _("Egna resurser avsattes")
    PARTNERS_CHANGED = "project.partners", _("Projektets parter ändrades")
    DATES_CHANGED = "project.dates", _("Projektets datum ändrades")
    REPORT_HANDED_IN = "project.report", _("Rapport lämnades till finansiären")
    REPORT_TAKEN_BACK = "project.report_taken_back", _("Rapporten är inte längre noterad som lämnad")
    REPORT_REMINDED = "project.report_reminded", _("Påminnelse om rapport skickades")
    AID_STATED = "project.aid", _("Uppgifter om bistånd ändrades")
    EXPORT_STATED = "project.export", _("Uppgifter om tjänsteexport ändrades")
    FUNDER_CHANGED = "project.funder", _("Uppgifter om finansiär ändrades")
    CALL_CHANGED = "project.call", _("Utlysning ändrades")
    CALL_FOLLOWED = "project.call_followed", _("Enhet följer utlysning")
    CALL_LEFT = "project.call_left", _("Enhet följer inte längre utlysning")
    CALL_REMINDED = "project.call_reminded", _("Påminnelse om utlysning skickades")
    AID_COUNTRY_STATED = "project.aid_country", _("Uppgift om svenskt bistånd till land ändrades")
