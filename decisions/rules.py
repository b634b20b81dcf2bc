"""The rules of the decision chain whose level a policy sets."""

from django.utils.translation import gettext_lazy as _

from decisions.conditions import MOTIVE, SURVEY
from governance import rulebook
from governance.enums import Level


def register() -> None:
    rulebook.register(
        rulebook.Rule(
            code=SURVEY,
            meaning=_("Före stora beslut görs en systematisk omvärldskartläggning."),
            enforced_at=_("När ett ärende läggs fram"),
            default=Level.OFF,
            clause="NKP-11",
        ),
        rulebook.Rule(
            code=MOTIVE,
            meaning=_("Den som går vidare trots en varning skriver varför."),
            enforced_at=_("När ett ärende läggs fram"),
            default=Level.BLOCK,
        ),
    )
