from django.db import models
from django.utils.translation import gettext_lazy as _


class PaperState(models.TextChoices):
    DRAFT = "draft", _("Utkast")
    IN_DECISION = "in_decision", _("Under beslut")
    ADOPTED = "adopted", _("Antaget")
    REPLACED = "replaced", _("Ersatt")


class ReportState(models.TextChoices):
    DRAFT = "draft", _("Utkast")
    IN_DECISION = "in_decision", _("Under beslut")
    ADOPTED = "adopted", _("Antagen")


class PaperSectionKey(models.TextChoices):
    """The seven sections of a position paper (GBG-C10), in their order."""

    PURPOSE = "purpose", _("Syfte")
    BACKGROUND = "background", _("Bakgrund")
    ACTIVITIES = "activities", _("Aktiviteter och framtida inriktning")
    RESPONSIBILITY = "responsibility", _("Ansvarsfördelning")
    INFORMATION = "information", _("Informationsspridning")
    FINANCES = "finances", _("Ekonomiska förutsättningar")
    EVALUATION = "evaluation", _("Utvärdering och översyn")


class ReportSectionKind(models.TextChoices):
    """The parts of an evaluation in the shape of the 2011 report (STR-15); taking part and results apart (SMF-01)."""

    BACKGROUND = "background", _("Bakgrund")
    PARTICIPATION = "participation", _("Deltagande")
    RESULTS = "results", _("Resultat")
    ASSESSMENT = "assessment", _("Bedömning per inriktning")
    ANALYSIS = "analysis", _("Sammanfattande analys")
    CONCLUSIONS = "conclusions", _("Slutsatser och rekommendationer")


class RecommendationKind(models.TextChoices):
    """What an evaluation recommends (STR-12)."""

    CONTINUE = "continue", _("Fortsätt")
    DEEPEN = "deepen", _("Fördjupa")
    REDUCE = "reduce", _("Minska")
    DO_NOT_STAND_AGAIN = "do_not_stand_again", _("Kandidera inte om")
    LEAVE = "leave", _("Lämna")
    RENEW = "renew", _("Förnya")
    END = "end", _("Avsluta")


class Happening(models.TextChoices):
    PAPER_BEGUN = "paper.begun", _("Positionspapper påbörjades")
    PAPER_WRITTEN = "paper.written", _("Positionspapper ändrades")
    PAPER_SUBMITTED = "paper.submitted", _("Positionspapper gick till beslut")
    PAPER_ADOPTED = "paper.adopted", _("Positionspapper antogs")
    PAPER_REOPENED = "paper.reopened", _("Positionspapper öppnades igen")
    REPORT_COMMISSIONED = "report.commissioned", _("Utvärdering beställdes")
    REPORT_WRITTEN = "report.written", _("Utvärdering ändrades")
    REPORT_SUBMITTED = "report.submitted", _("Utvärdering gick till beslut")
    REPORT_ADOPTED = "report.adopted", _("Utvärdering antogs")
    REPORT_REOPENED = "report.reopened", _("Utvärdering öppnades igen")
    FIGURES_RENEWED = "report.figures", _("Utvärderingens uppgifter hämtades på nytt")
    PDF_MADE = "review.pdf", _("PDF framställdes")
    RECOMMENDATION_PURSUED = "report.recommendation_pursued", _("Rekommendation blev ärende")
