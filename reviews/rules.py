"""The rules of position papers and evaluations that a policy can set the level of."""

from django.utils.translation import gettext_lazy as _

from governance.enums import Level
from governance.rulebook import Rule

SECTIONS_FILLED = "paper.sections-filled"
BUILDS_ON_EVALUATION = "paper.builds-on-evaluation"
COMMISSIONED = "evaluation.commissioned"
REPORT_FILLED = "evaluation.sections-filled"

RULES = [
    Rule(
        SECTIONS_FILLED,
        _("Ett positionspapper har alla sina sju avsnitt, inget av dem tomt."),
        _("när positionspapperet skickas till beslut och när ärendet läggs fram"),
        default=Level.BLOCK,
        clause="GBG-C10",
    ),
    Rule(
        BUILDS_ON_EVALUATION,
        _("Från version två bygger positionspapperet på en antagen utvärdering och på styrelsens slutsatser."),
        _("när positionspapperet skickas till beslut och när ärendet läggs fram"),
        default=Level.BLOCK,
        clause="GBG-C12",
    ),
    Rule(
        COMMISSIONED,
        _("En utvärdering beställs genom ett beslut."),
        _("när utvärderingen påbörjas och när den skickas till beslut"),
        default=Level.BLOCK,
        clause="GBG-C12",
    ),
    Rule(
        REPORT_FILLED,
        _("En utvärdering har alla sina avsnitt och minst en rekommendation per engagemang."),
        _("när utvärderingen skickas till beslut och när ärendet läggs fram"),
        default=Level.BLOCK,
        clause="STR-15",
    ),
]
