"""The rules of monitoring whose level a policy sets."""

from django.utils.translation import gettext_lazy as _

from governance import rulebook
from governance.enums import Level
from monitoring.conditions import OFFICE_CONSULTED


def register() -> None:
    rulebook.register(
        rulebook.Rule(
            code=OFFICE_CONSULTED,
            meaning=_("Kontakter med EU:s institutioner tas av kontoret i Bryssel eller i samråd med det."),
            enforced_at=_("När en kontakt med EU:s institutioner noteras"),
            default=Level.OFF,
            clause="GBG-M5",
        )
    )
