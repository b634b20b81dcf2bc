"""Kinds of body, forms of unit, functions of people, levels of rules, roles of a route's steps."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BodyKind(models.TextChoices):
    COUNCIL = "council", _("Kommunfullmäktige")
    EXECUTIVE_BOARD = "executive_board", _("Kommunstyrelse")
    COMMITTEE = "committee", _("Nämnd")
    PREPARATORY = "preparatory", _("Beredning")
    COMPANY_BOARD = "company_board", _("Bolagsstyrelse")


class UnitForm(models.TextChoices):
    """What a unit is; from it follows whether policy binds or advises (GBG-01)."""

    DEPARTMENT = "department", _("Förvaltning")
    WHOLLY_OWNED_COMPANY = "wholly_owned_company", _("Helägt bolag")
    CONTROLLED_COMPANY = "controlled_company", _("Delägt bolag med bestämmande inflytande")
    FOUNDATION = "foundation", _("Stiftelse")


class Function(models.TextChoices):
    MEMBER = "member", _("Ledamot")
    CHAIR = "chair", _("Ordförande")
    SUBSTITUTE = "substitute", _("Ersättare")
    SECRETARY = "secretary", _("Nämndsekreterare")
    DIRECTOR = "director", _("Förvaltningschef")
    COORDINATOR = "coordinator", _("Handläggare, samordnande enheten")
    CONTACT_PERSON = "contact_person", _("Kontaktperson")
    REGISTRAR = "registrar", _("Registrator")
    ADMINISTRATOR = "administrator", _("Administratör")


class InstructionKind(models.TextChoices):
    """What a unit's own instruction is for."""

    VISITS = "visits", _("Besök")
    TRAVEL = "travel", _("Resor och möten")
    CITIES = "cities", _("Städer")
    MEMBERSHIPS = "memberships", _("Organisationer och nätverk")
    PROJECTS = "projects", _("Projekt")
    MONITORING = "monitoring", _("Omvärlds- och intressebevakning")
    GENERAL = "general", _("Internationellt arbete i stort")


class Level(models.TextChoices):
    BLOCK = "block", _("Stoppar")
    WARN = "warn", _("Varnar")
    OFF = "off", _("Av")


class StepRole(models.TextChoices):
    PREPARE = "prepare", _("Bereder")
    REFER = "refer", _("Yttrar sig")
    PROPOSE = "propose", _("Föreslår")
    DECIDE = "decide", _("Beslutar")
    CONFIRM = "confirm", _("Fastställer")
    CARRY_OUT = "carry_out", _("Verkställer")
