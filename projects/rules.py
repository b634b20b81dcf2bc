"""The rules of projects whose level a policy sets. What lag (2009:47) says is in law.py and is no rule of a policy."""

from django.utils.translation import gettext_lazy as _

from governance import rulebook
from governance.enums import Level
from projects.conditions import ADDED_VALUE, AID_OWN_MONEY, SERVES_GOALS, SET_ASIDE


def register() -> None:
    applying = _("När ett ärende om att ansöka läggs fram")
    starting = _("När ett ärende om att starta läggs fram och när ett projekt startas")
    rulebook.register(
        rulebook.Rule(
            code=ADDED_VALUE,
            meaning=_("Ett projekt anger vilket mervärde den internationella dimensionen ger."),
            enforced_at=applying,
            default=Level.WARN,
            clause="GBG-P3",
        ),
        rulebook.Rule(
            code=SERVES_GOALS,
            meaning=_("Ett projekt anger vilka inriktningar eller globala mål det tjänar."),
            enforced_at=applying,
            default=Level.WARN,
            clause="GBG-P2",
        ),
        rulebook.Rule(
            code=SET_ASIDE,
            meaning=_("Egna medel är avsatta innan ett projekt startar."),
            enforced_at=starting,
            default=Level.WARN,
            clause="GBG-P4",
        ),
        rulebook.Rule(
            code=AID_OWN_MONEY,
            meaning=_("Ett biståndsprojekt har inga egna medel i budgeten."),
            enforced_at=_("När ett ärende om att ansöka eller starta läggs fram och när ett projekt startas"),
            default=Level.OFF,
            clause="NKP-06, SMF-06",
        ),
    )
