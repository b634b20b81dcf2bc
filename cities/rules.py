"""The rules of cities whose level a policy sets."""

from django.utils.translation import gettext_lazy as _

from cities.conditions import COMPLETE, NO_TWIN_TOWNS, PROJECT_FIRST
from governance import rulebook
from governance.enums import Level


def register() -> None:
    at = _("När ett ärende om avtal läggs fram")
    rulebook.register(
        rulebook.Rule(
            code=NO_TWIN_TOWNS,
            meaning=_("Staden tecknar inga vänortsavtal."),
            enforced_at=_("När en relation registreras och när ett ärende om avtal läggs fram"),
            default=Level.OFF,
            clause="SMF-08",
        ),
        rulebook.Rule(
            code=COMPLETE,
            meaning=_("Ett avtal har teman, slutdatum och nytta för båda parter."),
            enforced_at=at,
            default=Level.WARN,
            clause="GBG-C1",
        ),
        rulebook.Rule(
            code=PROJECT_FIRST,
            meaning=_("Ett externt finansierat projekt prövas före ett nytt avtal."),
            enforced_at=at,
            default=Level.OFF,
            clause="NKP-04",
        ),
    )
